"""Visitors of the website, in a process of their own: so many requests in flight at any time.

Reads addresses on stdin, one per line, and goes round until the time is up or SIGTERM comes.
Prints one JSON object: latencies in ms, requests a second, how many were no page.
"""

import argparse
import asyncio
import itertools
import json
import signal
import statistics
import sys
import time
from contextlib import suppress

import uvloop

from bench.wire import Line


class Visitors:
    """As many connections as there are requests in flight."""

    def __init__(self, port: int, addresses: list[str]) -> None:
        self._port = port
        self._requests = itertools.cycle(
            f"GET {one} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n".encode() for one in addresses
        )
        self._sent_at: dict[Line, int] = {}
        self.latencies: list[int] = []  # nanoseconds
        self.failed = 0
        self.is_over = False

    async def open(self, count: int) -> None:
        """Connect, and send the first request on each connection."""
        loop = asyncio.get_running_loop()
        for _ in range(count):
            _, line = await loop.create_connection(
                lambda: Line(self._answered), "127.0.0.1", self._port
            )
            self._send(line)

    def _send(self, line: Line) -> None:
        self._sent_at[line] = time.monotonic_ns()
        line.write(next(self._requests))

    def _answered(self, line: Line, status: int) -> None:
        self.latencies.append(time.monotonic_ns() - self._sent_at[line])
        self.failed += status != 200
        if self.is_over:
            line.close()
        else:
            self._send(line)


async def visit(told: argparse.Namespace, addresses: list[str]) -> dict[str, float]:
    """Visit for so many seconds, or until SIGTERM."""
    visitors = Visitors(told.port, addresses)
    await visitors.open(told.in_flight)
    sent_away = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, sent_away.set)
    began = time.monotonic()
    with suppress(TimeoutError):
        await asyncio.wait_for(sent_away.wait(), told.seconds)
    seconds = time.monotonic() - began
    visitors.is_over = True
    found = visitors.latencies
    cuts = statistics.quantiles(found, n=100) if len(found) > 1 else [0.0] * 99
    return {"p50": cuts[49] / 1e6, "p99": cuts[98] / 1e6, "rate": len(found) / seconds,
            "failed": visitors.failed}  # fmt: skip


def main() -> None:
    """Read what to do, do it, print what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--in-flight", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    addresses = sys.stdin.read().split()
    print(json.dumps(uvloop.run(visit(parser.parse_args(), addresses))))


if __name__ == "__main__":
    main()
