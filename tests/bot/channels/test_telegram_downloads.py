"""Files from Telegram: as large as a bot may fetch, and not a byte more, whatever was announced."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.telegram.client import Client
from bot.channels.telegram.limits import MAX_DOWNLOAD
from domain.errors import Refused

PART = b"\xff\xd8\xff" + b"\0" * 99_997  # 100 kB
TOKEN = "1:secret"


class BotApi:
    """A small Bot API with one file, said to be of 1 kB: it sends as many parts as it is told."""

    def __init__(self) -> None:
        self.parts = self.sent = 0
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/getFile", self.find)
        app.router.add_get(f"/file/bot{TOKEN}/photo.jpg", self.serve)
        self.server = TestServer(app)

    async def find(self, request: web.Request) -> web.Response:
        told = {"file_id": "x", "file_size": 1000, "file_path": "photo.jpg"}
        return web.json_response({"ok": True, "result": told})

    async def serve(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.enable_chunked_encoding()
        await response.prepare(request)
        try:
            for _ in range(self.parts):
                await response.write(PART)
                self.sent += len(PART)
        except (ConnectionError, aiohttp.ClientError):  # nobody reads any more
            return response
        await response.write_eof()
        return response


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    made = BotApi()
    await made.server.start_server()
    yield made
    await made.server.close()


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[Client]:
    made = Client(str(api.server.make_url("")).rstrip("/"), TOKEN, 5)
    yield made
    await made.close()


async def test_a_photo_of_20_mb_is_fetched_whole(api: BotApi, client: Client) -> None:
    api.parts = MAX_DOWNLOAD // len(PART)
    assert await client.download("x") == PART * api.parts


async def test_a_server_that_sends_without_end_is_left(api: BotApi, client: Client) -> None:
    api.parts = 10 * MAX_DOWNLOAD // len(PART)
    with pytest.raises(Refused):
        await client.download("x")
    await client.close()
    assert api.sent < 2 * MAX_DOWNLOAD
