"""The client: what it trusts, what it refuses, and what it makes of torn connections."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.whatsapp.client import EXPIRED, Client, is_digest_of
from bot.channels.whatsapp.limits import MAX_DOWNLOAD
from domain.errors import Refused, Retryable, Uncertain

PHOTO = b"\xff\xd8\xff a photo"


class Graph:
    """A small Cloud API that answers as it is told."""

    def __init__(self) -> None:
        self.info: dict[str, Any] = {}
        self.content = PHOTO
        self.tokens: list[str] = []
        app = web.Application()
        app.router.add_get("/v1/5", self.find)
        app.router.add_get("/file", self.serve)
        app.router.add_get("/away", self.away)
        app.router.add_post("/v1/1/messages", self.hang_up)
        app.router.add_post("/v1/1/media", self.slow_down)
        self.server = TestServer(app)

    async def find(self, request: web.Request) -> web.Response:
        status = 400 if "error" in self.info else 200
        return web.json_response(self.info, status=status)

    async def serve(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers["Authorization"])
        return web.Response(body=self.content, headers={"Content-Disposition": "filename=../x"})

    async def away(self, request: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:1/file")

    async def hang_up(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async def slow_down(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer secret"
        usage = {"1": [{"estimated_time_to_regain_access": 2}]}
        told = {"X-Business-Use-Case-Usage": json.dumps(usage)}
        return web.json_response({"error": {"code": 80007}}, status=400, headers=told)

    def offer(self, path: str = "/file", **fields: Any) -> None:
        """What the first step of a download answers."""
        self.info = {"url": f"{str(self.server.make_url('')).rstrip('/')}{path}", **fields}


@pytest.fixture
async def graph() -> AsyncIterator[Graph]:
    made = Graph()
    await made.server.start_server()
    made.offer()
    yield made
    await made.server.close()


@pytest.fixture
async def client(graph: Graph) -> AsyncIterator[Client]:
    made = Client(str(graph.server.make_url("/v1")), "secret", "1", 5)
    yield made
    await made.close()


@pytest.mark.parametrize(
    "digest",
    [
        pytest.param(hashlib.sha256(PHOTO).hexdigest(), id="hex"),
        pytest.param(base64.b64encode(hashlib.sha256(PHOTO).digest()).decode(), id="base64"),
        pytest.param("", id="none"),
    ],
)
async def test_a_file_comes_in_two_steps_and_is_checked(
    graph: Graph, client: Client, digest: str
) -> None:
    graph.offer(sha256=digest, file_size=len(PHOTO))

    assert await client.download("5") == PHOTO
    assert graph.tokens == ["Bearer secret"]


async def test_a_file_that_is_not_what_was_announced_is_fetched_again_later(
    graph: Graph, client: Client
) -> None:
    graph.offer(sha256=hashlib.sha256(b"another").hexdigest())

    with pytest.raises(Retryable):
        await client.download("5")


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/file",
        "https://lookaside.fbsbx.com.evil.example/file",
        "http://lookaside.fbsbx.com/file",
        "https://evil.example/lookaside.fbsbx.com",
        "ftp://lookaside.fbsbx.com/file",
        "",
    ],
)
async def test_the_token_goes_to_no_foreign_host(graph: Graph, client: Client, url: str) -> None:
    graph.info = {"url": url}

    with pytest.raises(Refused):
        await client.download("5")
    assert graph.tokens == []


async def test_the_token_follows_no_redirection(graph: Graph, client: Client) -> None:
    graph.offer("/away")

    with pytest.raises(Retryable):
        await client.download("5")


async def test_a_file_above_the_cap_is_refused_by_its_word_and_by_its_bytes(
    graph: Graph, client: Client
) -> None:
    graph.offer(file_size=MAX_DOWNLOAD + 1)
    with pytest.raises(Refused):
        await client.download("5")

    graph.offer(file_size=1)
    graph.content = b"\0" * (MAX_DOWNLOAD + 1)
    with pytest.raises(Refused):
        await client.download("5")


async def test_a_file_that_has_expired_is_said_to_be_so(graph: Graph, client: Client) -> None:
    graph.info = {"error": {"code": 100, "error_subcode": 33}}

    with pytest.raises(Refused) as found:
        await client.download("5")
    assert found.value.code == EXPIRED


@pytest.mark.parametrize("media_id", ["../messages", "5/../1", "", "5?x=1"])
async def test_an_id_is_no_path(client: Client, media_id: str) -> None:
    with pytest.raises(Refused):
        await client.download(media_id)


async def test_a_refusal_tells_in_its_headers_how_long_to_wait(client: Client) -> None:
    with pytest.raises(Retryable) as told:
        await client.call("POST", "1/media", {})
    assert told.value.after_seconds == 120


async def test_a_connection_that_breaks_after_the_request_leaves_doubt(client: Client) -> None:
    with pytest.raises(Uncertain):
        await client.send({"type": "text"})


async def test_where_nobody_listens_it_was_surely_not_sent() -> None:
    client = Client("http://127.0.0.1:9/v1", "secret", "1", 5)
    with pytest.raises(Retryable):
        await asyncio.wait_for(client.send({}), 10)
    await client.close()


def test_nonsense_is_nobodys_digest() -> None:
    assert not is_digest_of("%%%", PHOTO)
    assert not is_digest_of("z" * 64, PHOTO)
