"""Long polling with a request of our own: the next one goes when all of the last are committed.

Each update is parsed by itself, so one broken update never blocks the rest; a token that is
refused, a second poller or a torn connection is waited out, and `health` says so meanwhile.
"""

import asyncio
import logging
import time
from collections.abc import Callable

import msgspec

from bot.channels.events import Event
from bot.channels.telegram.client import Client
from bot.channels.telegram.limits import POLL_SECONDS, UPDATE_KINDS
from bot.channels.telegram.updates import CHANNEL, parse
from bot.trouble import TOKEN_ACCEPTED, TOKEN_REFUSED, Alert, Trouble
from domain.clock import Clock
from domain.errors import CredentialsRejected

log = logging.getLogger("ikm.telegram.poll")

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
DEAF_AFTER_SECONDS = POLL_SECONDS + 30

_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


class Number(msgspec.Struct):
    update_id: int = 0


_decode_number = msgspec.json.Decoder(Number).decode


class Poller:
    """Asks for updates until it is stopped."""

    def __init__(
        self,
        client: Client,
        clock: Clock,
        enqueue: Callable[[Event], asyncio.Future[None]],
        acknowledge: Callable[[Event], None],
        alert: Alert,
    ) -> None:
        self._client, self._clock = client, clock
        self._enqueue, self._acknowledge, self._alert = enqueue, acknowledge, alert
        self._offset = 0
        self._last_success = time.monotonic()
        self._problem = ""
        self._told = ""  # the alert about it, '' while there was none

    def problem(self) -> str:
        """Why no messages come in, '' when all is well: for /readyz."""
        if self._problem:
            return self._problem
        silent = time.monotonic() - self._last_success
        return f"no answer for {silent:.0f} s" if silent > DEAF_AFTER_SECONDS else ""

    async def run(self) -> None:
        """Poll until cancelled. Never returns by itself."""
        wait = FIRST_WAIT_SECONDS
        while True:
            try:
                await self._round()
                wait = FIRST_WAIT_SECONDS
                await self._recover()
            except Exception as error:  # noqa: BLE001  # deaf in silence is worse
                await self._complain(error, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    async def _complain(self, error: Exception, wait: float) -> None:
        self._problem = f"{type(error).__name__}: {error}"
        log.warning("getUpdates failed, again in %.1f s: %s", wait, self._problem)
        if wait >= 8 and not self._told:  # it is not a mere hiccup
            is_refused = isinstance(error, CredentialsRejected)
            self._told = TOKEN_REFUSED if is_refused else "deaf"
            await self._alert(Trouble(self._told, CHANNEL, self._problem))

    async def _recover(self) -> None:
        told, self._told, self._problem = self._told, "", ""
        self._last_success = time.monotonic()
        if told:
            log.warning("messages come in again")
        if told == TOKEN_REFUSED:
            await self._alert(Trouble(TOKEN_ACCEPTED, CHANNEL, is_over=True))

    async def _round(self) -> None:
        """One request; commits what it brought, then moves the offset."""
        body = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": UPDATE_KINDS}
        raw = await self._client.call("getUpdates", body, read_seconds=POLL_SECONDS + 10)
        waiting: list[tuple[Event, asyncio.Future[None]]] = []
        next_offset = self._offset
        for one in _decode_list(raw):
            content = bytes(one)
            event = parse(content, self._client.bot_id, self._clock.now())
            if event is not None:
                waiting.append((event, self._enqueue(event)))
            next_offset = max(next_offset, _number(content) + 1)
        results = await asyncio.gather(*(done for _, done in waiting), return_exceptions=True)
        for (event, _), result in zip(waiting, results, strict=True):
            if isinstance(result, BaseException):
                raise result  # nothing of this round is confirmed; what was kept is known by key
            self._acknowledge(event)
        self._offset = next_offset


def _number(raw: bytes) -> int:
    try:
        return _decode_number(raw).update_id
    except msgspec.MsgspecError:
        return 0
