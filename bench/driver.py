"""The owners, in a process of their own: each sends the next message when the reply has arrived.

Reads rounds on stdin, one JSON object a line, and prints one for each: what was answered, in how
many seconds, and the latencies in between.
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import uvloop

from bench import racing, script
from bench.wire import Pool

KNOCKS = 500_000_000  # added to an owner's number: who only asks whether somebody is there
KNOCK_SECONDS = 30  # a flush of PicklePersistence has lasted through a whole round
CONNECTIONS = 100  # the most that setWebhook grants; Bot API "setWebhook", read 2026-11


@dataclass(frozen=True, slots=True)
class Door:
    """How a channel brings a message. headers: of every request; sign: those of one body."""

    path: str
    headers: str
    body: Callable[[int, int, int], bytes]
    sign: Callable[[bytes], bytes] = lambda _: b""
    steps: int = field(default_factory=lambda: len(script.lines()))


def door(channel: str, secret: str, race: str) -> Door:
    """The webhook of a channel. race: code of a training that is raced for, on Telegram."""
    if channel == "telegram":
        header = f"x-telegram-bot-api-secret-token: {secret}\r\n"
        if race:
            body = partial(racing.update, code=race)
            return Door("/webhook/telegram", header, body, steps=len(racing.WORDS))
        return Door("/webhook/telegram", header, script.update)

    def sign(body: bytes) -> bytes:
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        return f"x-hub-signature-256: sha256={signature}\r\n".encode()

    return Door("/webhook/whatsapp", "", script.webhook_body, sign)


class Crowd:
    """Owners who talk at the same time; who has finished is followed by the next one."""

    def __init__(self, pool: Pool, door: Door, first: int, owners: int, registrations: int) -> None:
        self.pool, self.door = pool, door
        self.steps = door.steps
        self._next, self._end = first, first + registrations
        self._owners = owners
        self._number = first * 100
        self._step: dict[int, int] = {}
        self._sent_at: dict[int, int] = {}
        self.latencies: list[int] = []  # nanoseconds
        self.finished = 0
        self.last_at = 0
        self.over = asyncio.Event()
        self._knocks: dict[int, asyncio.Event] = {}

    async def knock(self) -> None:
        """One message of somebody else, and its answer: nothing of before is still going on."""
        owner = self._next + KNOCKS
        answered = self._knocks[owner] = asyncio.Event()
        body = self.door.body(owner, 0, owner * 100)
        self.pool.post(body, self.door.sign(body))
        with contextlib.suppress(TimeoutError):  # who is deaf is measured deaf
            async with asyncio.timeout(KNOCK_SECONDS):
                await answered.wait()

    def begin(self) -> None:
        """All owners send their first message."""
        for _ in range(self._owners):
            self._enter()

    def _enter(self) -> None:
        owner, self._next = self._next, self._next + 1
        self._step[owner] = 0
        self._send(owner)

    def _send(self, owner: int) -> None:
        self._number += 1
        body = self.door.body(owner, self._step[owner], self._number)
        signed = self.door.sign(body)
        self._sent_at[owner] = time.monotonic_ns()
        self.pool.post(body, signed)

    def arrived(self, owner: int, at: int) -> None:
        """A reply reached this owner."""
        if knock := self._knocks.pop(owner, None):
            return knock.set()
        if owner not in self._sent_at:  # of an earlier round, or a second word
            return None
        self.latencies.append(at - self._sent_at.pop(owner))
        self.last_at = at
        self._step[owner] += 1
        if self._step[owner] < self.steps:
            return self._send(owner)
        del self._step[owner]
        self.finished += 1
        if self._next < self._end:
            self._enter()
        elif not self._step:
            self.over.set()
        return None


async def listen(port: int, crowd: Crowd) -> asyncio.Task[None]:
    """Hear of every message that arrives at the API."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /arrivals HTTP/1.1\r\nhost: api\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")

    async def hear() -> None:
        try:
            while line := await reader.readline():
                owner, at = line.split()
                crowd.arrived(int(owner), int(at))
        finally:
            writer.close()

    return asyncio.create_task(hear())


async def drive(told: Mapping[str, Any]) -> dict[str, float]:
    """Let the owners talk until all are registered or the time is up. told: see `House.drive`."""
    through = door(told["channel"], told["secret"], told["race"])
    pool = Pool("127.0.0.1", told["port"], through.path, through.headers)
    await pool.open(min(CONNECTIONS, told["owners"]))
    crowd = Crowd(pool, through, told["first"], told["owners"], told["registrations"])
    hearing = await listen(told["api"], crowd)
    if not told["race"]:  # only who holds a business may race
        await crowd.knock()
    started = time.monotonic_ns()
    crowd.begin()
    try:
        async with asyncio.timeout(told["seconds"]):
            await crowd.over.wait()
    except TimeoutError:
        pass
    hearing.cancel()
    pool.close()
    seconds = ((crowd.last_at or time.monotonic_ns()) - started) / 1e9
    return {**_latency(crowd.latencies), "messages": len(crowd.latencies), "seconds": seconds,
            "finished": crowd.finished, "refused": pool.refused}  # fmt: skip


def _latency(found: list[int]) -> dict[str, float]:
    """Median and 99th percentile in milliseconds."""
    if len(found) < 2:
        return {"p50": 0.0, "p99": 0.0}
    cuts = statistics.quantiles(found, n=100)
    return {"p50": cuts[49] / 1e6, "p99": cuts[98] / 1e6}


def main() -> None:
    """Read what to do, do it, print what was seen, until stdin ends."""
    script.villages()
    for line in sys.stdin:
        print(json.dumps(uvloop.run(drive(json.loads(line)))), flush=True)


if __name__ == "__main__":
    main()
