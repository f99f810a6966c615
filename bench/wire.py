"""As little HTTP as a measurement needs: the instruments must cost less than what they measure."""

import asyncio
from collections import deque
from collections.abc import Callable

import httptools


class Server(asyncio.Protocol):
    """One connection of a server; `answer(path, body)` gives the body of the reply."""

    def __init__(self, answer: Callable[["Server", bytes, bytes], bytes | None]) -> None:
        self._answer = answer
        self._parser = httptools.HttpRequestParser(self)
        self._url, self._body = b"", b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        self.transport = transport  # type: ignore[assignment]  # uvloop's own class

    def connection_lost(self, _: Exception | None) -> None:
        """The client has gone."""
        self.transport = None

    def data_received(self, data: bytes) -> None:
        """Bytes of a request."""
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        """The request line."""
        self._url, self._body = url, b""

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._body += body

    def on_message_complete(self) -> None:
        """A request is whole: answer it."""
        content = self._answer(self, self._url, self._body)
        if content is not None and self.transport is not None:
            head = (
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            )
            self.transport.write(head % len(content) + content)


class Line(asyncio.Protocol):
    """One keep-alive connection of a client that posts."""

    def __init__(self, freed: Callable[["Line", int], None]) -> None:
        self._freed = freed
        self._parser = httptools.HttpResponseParser(self)
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self._transport = transport  # type: ignore[assignment]  # uvloop's own class

    def connection_lost(self, _: Exception | None) -> None:
        """The server has gone; whatever was on its way has status 0."""
        self._transport = None

    def write(self, request: bytes) -> None:
        """Send a whole request."""
        if self._transport is None:
            raise ConnectionError("the server closed the connection")
        self._transport.write(request)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Bytes of an answer."""
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        """An answer is whole: the connection is free again."""
        self._freed(self, self._parser.get_status_code())


class Pool:
    """A bounded number of connections to one path; what finds none free waits in line."""

    def __init__(self, host: str, port: int, path: str, headers: str) -> None:
        self._address = host, port
        self._head = (
            f"POST {path} HTTP/1.1\r\nhost: {host}:{port}\r\n{headers}"
            "content-type: application/json\r\n"
        ).encode()
        self._free: list[Line] = []
        self._all: list[Line] = []
        self._waiting: deque[bytes] = deque()
        self.refused = 0  # answers other than 200

    async def open(self, count: int) -> None:
        """Connect."""
        loop = asyncio.get_running_loop()
        for _ in range(count):
            _, line = await loop.create_connection(lambda: Line(self._freed), *self._address)
            self._all.append(line)
        self._free = list(self._all)

    def post(self, body: bytes, headers: bytes = b"") -> None:
        """Send a body as soon as a connection is free. headers: of this one, each with CRLF."""
        request = b"%b%bcontent-length: %d\r\n\r\n%b" % (self._head, headers, len(body), body)
        if self._free:
            self._free.pop().write(request)
        else:
            self._waiting.append(request)

    def _freed(self, line: Line, status: int) -> None:
        self.refused += status != 200
        if self._waiting:
            line.write(self._waiting.popleft())
        else:
            self._free.append(line)

    def close(self) -> None:
        """Close all connections."""
        for line in self._all:
            line.close()
