"""Small posts over connections that are kept: as much of HTTP/1.1 as the hot path of a bot needs.

Measured: a post through aiohttp costs 100 µs of CPU, through this 25, and every answer passes here.
httptools (the parser of uvicorn) reads the answers. Uploads, downloads and whatever is not hot go
through aiohttp.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import urlsplit

import httptools

CONNECT_SECONDS = 5.0  # per address of the host
MAX_IDLE_SECONDS = 50.0  # servers close what is idle for a minute or more; we go first
FIRST_FAILURE = 300  # status
MAX_ANSWER = 1_000_000  # bytes; a list of 100 updates is a few hundred kB


class NotSentError(Exception):
    """Raised when a request surely never left this machine."""


class NoAnswerError(Exception):
    """Raised when a request may have been executed: its answer did not come whole, or in time."""


Answer: TypeAlias = tuple[int, bytes, Mapping[str, str]]  # status, body, headers by small names


class _Line(asyncio.Protocol):
    """One connection; one request at a time is on its way."""

    headers: Mapping[str, str] = {}

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._body = b""
        self.idle_since = 0.0

    @property
    def is_usable(self) -> bool:
        """Whether the next request may go over it."""
        if self._transport is None or self._transport.is_closing():
            return False
        return time.monotonic() - self.idle_since < MAX_IDLE_SECONDS

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # uvloop's own class

    def connection_lost(self, _: Exception | None) -> None:
        self._transport = None
        self._fail("the connection broke")

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.give_up("the answer is no HTTP")

    def on_body(self, body: bytes) -> None:
        self._body += body
        if len(self._body) > MAX_ANSWER:
            self.give_up("the answer is too long")

    def on_message_complete(self) -> None:
        answer, self._answer = self._answer, None
        status, body, self._body = self._parser.get_status_code(), self._body, b""
        if answer is None or not self._parser.should_keep_alive():
            self.close()
        if answer is not None and not answer.done():
            answer.set_result((status, body, self.headers))

    def send(self, request: bytes) -> "asyncio.Future[Answer]":
        """Write a request over a usable connection; its answer."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answer = answer
        if self._transport is not None:
            self._transport.write(request)
        return answer

    def _fail(self, why: str) -> None:
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_exception(NoAnswerError(why))

    def give_up(self, why: str) -> None:
        """Wait no longer: what comes now could belong to nothing."""
        self._fail(why)
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


class _HearingLine(_Line):
    """A connection that keeps the headers of an answer which is no success."""

    def on_message_begin(self) -> None:
        self.headers = {}

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._parser.get_status_code() >= FIRST_FAILURE:
            told = value.decode("latin-1")
            self.headers = {**self.headers, name.decode("latin-1").lower(): told}


class Posts:
    """Posts JSON to one host over at most `limit` connections. base: scheme, host and port.

    hears_failures: `ask` gives the headers of answers which are no success, at 1 µs an answer.
    """

    def __init__(self, base: str, limit: int, *, hears_failures: bool = False) -> None:
        self.base = base
        url = urlsplit(base)
        self._line = _HearingLine if hears_failures else _Line
        self._is_tls = url.scheme == "https"
        self._host = url.hostname or ""
        self._port = url.port or (443 if self._is_tls else 80)
        self._head = (
            f" HTTP/1.1\r\nhost: {url.netloc}\r\ncontent-type: application/json\r\n"
        ).encode()
        self._tls = ssl.create_default_context() if self._is_tls else None
        self._room = asyncio.Semaphore(limit)
        self._idle: list[_Line] = []

    async def post(
        self, path: str, body: bytes, read_seconds: float, headers: str = ""
    ) -> tuple[int, bytes]:
        """Status and body of the answer. headers: more of them, each ending in CRLF.

        Raises NotSentError or NoAnswerError.
        """
        status, content, _ = await self.ask(path, body, read_seconds, headers)
        return status, content

    async def ask(self, path: str, body: bytes, read_seconds: float, headers: str = "") -> Answer:
        """As `post`, with the headers of the answer."""
        request = b"POST %b%b%bcontent-length: %d\r\n\r\n%b" % (
            path.encode(), self._head, headers.encode(), len(body), body,
        )  # fmt: skip
        async with self._room:
            line = self._take_idle() or await self._connect()
            timer = asyncio.get_running_loop().call_later(
                read_seconds, line.give_up, "no answer in time"
            )
            try:
                return await line.send(request)
            except asyncio.CancelledError:
                line.close()
                raise
            finally:
                timer.cancel()
                line.idle_since = time.monotonic()
                if line.is_usable:
                    self._idle.append(line)

    def _take_idle(self) -> _Line | None:
        while self._idle:
            line = self._idle.pop()  # the last used: the others grow old and go
            if line.is_usable:
                return line
            line.close()
        return None

    async def _connect(self) -> _Line:
        """A new connection, to the first address of the host that takes it."""
        loop = asyncio.get_running_loop()
        why: Exception = OSError("the host has no address")
        try:
            found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NotSentError(repr(error)) from error
        for family, _, _, _, address in found:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    _, line = await loop.create_connection(
                        self._line, str(address[0]), int(address[1]), family=family, ssl=self._tls,
                        server_hostname=self._host if self._is_tls else None,
                    )  # fmt: skip
            except (OSError, TimeoutError) as error:
                why = error
                continue
            line.idle_since = time.monotonic()
            return line
        raise NotSentError(repr(why)) from why

    async def close(self) -> None:
        """Close what is idle; what is on its way ends by itself."""
        for line in self._idle:
            line.close()
        self._idle.clear()
