"""Hears what arrives at the API, for those who wait for one message."""

import socket
import time
import types
from contextlib import suppress
from typing import BinaryIO

from bench.programs import SECRET

GIVE_UP_SECONDS = 60.0
EVERY_SECONDS = 0.005


class Arrivals:
    """A connection that is told of every message; use it with `with`."""

    def __init__(self, api: int) -> None:
        self._api = api

    def __enter__(self) -> "Arrivals":
        self._socket = socket.create_connection(("127.0.0.1", self._api), GIVE_UP_SECONDS)
        self._socket.sendall(b"GET /arrivals HTTP/1.1\r\nhost: api\r\n\r\n")
        self._lines: BinaryIO = self._socket.makefile("rb")
        while self._lines.readline() != b"\r\n":
            pass
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self._lines.close()
        self._socket.close()

    def wait_for(self, owner: int) -> float:
        """The monotonic moment at which a message reached this owner, in seconds."""
        for line in self._lines:
            found, at = line.split()
            if int(found) == owner:
                return int(at) / 1e9
        raise RuntimeError("the API has gone")


def knock(port: int, update: bytes) -> None:
    """Post an update until somebody takes it."""
    until = time.monotonic() + GIVE_UP_SECONDS
    head = (
        f"POST /webhook/telegram HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
        f"x-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: {len(update)}\r\n\r\n"
    )
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as door:
            door.settimeout(GIVE_UP_SECONDS)
            door.sendall(head.encode() + update)
            if b" 200 " in door.recv(1024):
                return
        time.sleep(EVERY_SECONDS)
    raise RuntimeError("nobody took the update")
