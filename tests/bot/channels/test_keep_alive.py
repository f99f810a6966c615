"""Small posts over kept connections: what arrives, what surely did not leave, what is in doubt."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import pytest

from bot.channels.keep_alive import NoAnswerError, NotSentError, Posts

Reply: TypeAlias = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


class Platform:
    """A server that answers each request as told, and counts its connections."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.connections = 0
        self.seen: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                self.seen.append(head + await reader.readexactly(length))
                await self.reply(self.seen[-1], writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def platform(reply: Reply) -> AsyncIterator[tuple[Platform, Posts]]:
    """The server and a client in front of it."""
    made = Platform(reply)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    posts = Posts(f"http://127.0.0.1:{port}", 2)
    try:
        yield made, posts
    finally:
        await posts.close()
        server.close()


async def say_ok(_: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")


async def test_headers_of_a_failure_are_heard_where_they_are_asked_for() -> None:
    async def in_turn(request: bytes, writer: asyncio.StreamWriter) -> None:
        status = b"429 Wait" if b"/first" in request else b"200 OK"
        writer.write(b"HTTP/1.1 %b\r\nRetry-After: 7\r\ncontent-length: 2\r\n\r\nok" % status)

    async with platform(in_turn) as (_, deaf):
        hearing = Posts(deaf.base, 1, hears_failures=True)
        status, _, headers = await hearing.ask("/first", b"{}", 5)
        assert (status, headers["retry-after"]) == (429, "7")
        assert (await hearing.ask("/second", b"{}", 5))[2] == {}
        assert (await deaf.ask("/first", b"{}", 5))[2] == {}
        await hearing.close()


async def test_one_connection_serves_many_posts() -> None:
    async with platform(say_ok) as (server, posts):
        for _ in range(3):
            assert await posts.post("/bot1/x", b'{"a":1}', 5) == (200, b"ok")
    assert server.connections == 1
    assert server.seen[0].startswith(b"POST /bot1/x HTTP/1.1\r\nhost: 127.0.0.1:")
    assert server.seen[0].endswith(b'\r\n\r\n{"a":1}')


async def test_no_more_connections_than_the_limit() -> None:
    async def later(_: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        await say_ok(_, writer)

    async with platform(later) as (server, posts):
        found = await asyncio.gather(*[posts.post("/", b"{}", 5) for _ in range(8)])
    assert found == [(200, b"ok")] * 8
    assert server.connections == 2


async def test_an_answer_in_pieces_is_put_together() -> None:
    async def in_pieces(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 403 Forbidden\r\ntransfer-encoding: chunked\r\n\r\n2\r\nno\r\n")
        await asyncio.sleep(0.01)
        writer.write(b"1\r\n!\r\n0\r\n\r\n")

    async with platform(in_pieces) as (_, posts):
        assert await posts.post("/", b"{}", 5) == (403, b"no!")
        assert await posts.post("/", b"{}", 5) == (403, b"no!")


async def test_a_server_that_hangs_up_after_its_answer_is_called_again() -> None:
    async def last_one(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok")
        writer.close()

    async with platform(last_one) as (server, posts):
        assert await posts.post("/", b"{}", 5) == (200, b"ok")
        assert await posts.post("/", b"{}", 5) == (200, b"ok")
    assert server.connections == 2


async def test_nobody_there_means_surely_not_sent() -> None:
    async with platform(say_ok) as (_, posts):
        pass
    with pytest.raises(NotSentError):
        await posts.post("/", b"{}", 5)


@pytest.mark.parametrize("how", ["hangs up", "is silent", "talks nonsense"])
async def test_whatever_happens_after_the_request_left_is_in_doubt(how: str) -> None:
    async def misbehave(_: bytes, writer: asyncio.StreamWriter) -> None:
        if how == "hangs up":
            writer.close()
        if how == "talks nonsense":
            writer.write(b"SMTP 220 hello\r\n\r\n")

    async with platform(misbehave) as (server, posts):
        with pytest.raises(NoAnswerError):
            await posts.post("/", b"{}", 0.05)
        server.reply = say_ok
        assert await posts.post("/", b"{}", 5) == (200, b"ok")
    assert len(server.seen) == 2
