"""Updates sent to a webhook: the secret, retries, order within a chat."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.support.simulated_world import Json, World

SECRET = "rahasia-kita"


class Receiver:
    """A bot's webhook that fails as often as it is told to."""

    def __init__(self) -> None:
        self.failures = 0
        self.reply: Json = {}
        self.got: asyncio.Queue[tuple[int, str, Json]] = asyncio.Queue()
        app = web.Application()
        app.router.add_post("/webhook", self._take)
        self.server = TestServer(app)

    async def _take(self, request: web.Request) -> web.Response:
        status = 200
        if self.failures:
            self.failures -= 1
            status = 500
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.got.put_nowait((status, secret, await request.json()))
        if self.reply:
            return web.json_response(self.reply, status=status)
        return web.Response(status=status)

    async def next(self) -> tuple[int, str, Json]:
        """The next delivery."""
        return await asyncio.wait_for(self.got.get(), 5)


@pytest.fixture
async def receiver(world: World) -> AsyncIterator[Receiver]:
    """A webhook that the bot has set."""
    made = Receiver()
    await made.server.start_server()
    await world.control("control/settings", webhook_retry_seconds=0.02)
    url = str(made.server.make_url("/webhook"))
    await world.call("setWebhook", url=url, secret_token=SECRET)
    yield made
    await world.call("deleteWebhook")
    await made.server.close()


async def test_update_comes_with_the_secret(world: World, receiver: Receiver) -> None:
    await world.act(1001, "text", text="halo")
    status, secret, update = await receiver.next()
    assert (status, secret, update["message"]["text"]) == (200, SECRET, "halo")


async def test_failed_delivery_comes_again_before_the_next_of_its_chat(
    world: World, receiver: Receiver
) -> None:
    receiver.failures = 2
    await world.act(1001, "text", text="satu")
    await world.act(1001, "text", text="dua")
    came = [await receiver.next() for _ in range(4)]
    assert [(status, update["message"]["text"]) for status, _, update in came] == [
        (500, "satu"), (500, "satu"), (200, "satu"), (200, "dua"),
    ]  # fmt: skip


async def test_failure_shows_in_the_webhooks_info(world: World, receiver: Receiver) -> None:
    receiver.failures = 1
    await world.act(1001, "text", text="halo")
    await receiver.next()
    await receiver.next()
    info = await world.call("getWebhookInfo")
    assert (
        info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    )


async def test_polling_is_refused_while_a_webhook_is_set(world: World, receiver: Receiver) -> None:
    code, description = await world.refusal("getUpdates")
    assert (code, "webhook is active" in description) == (409, True)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"url": "ftp://127.0.0.1/x"}, id="address"),
        pytest.param({"url": "https://127.0.0.1/x", "secret_token": "a b"}, id="secret"),
    ],
)
async def test_bad_webhook_gets_400(world: World, values: dict[str, str]) -> None:
    assert (await world.refusal("setWebhook", **values))[0] == 400


async def test_failing_chat_does_not_hold_up_the_others(world: World, receiver: Receiver) -> None:
    await world.control("control/settings", webhook_retry_seconds=60)
    receiver.failures = 1
    await world.act(1001, "text", text="gagal")
    assert (await receiver.next())[0] == 500
    await world.act(1001, "text", text="menunggu")
    await world.act(1002, "text", text="lewat")
    status, _, update = await receiver.next()
    assert (status, update["message"]["text"]) == (200, "lewat")
    info = await world.call("getWebhookInfo")
    assert info["pending_update_count"] == 2


async def test_duplicate_reaches_a_webhook_too(world: World, receiver: Receiver) -> None:
    await world.fault("duplicate")
    await world.act(1001, "text", text="sekali saja")
    first, second = await receiver.next(), await receiver.next()
    assert first == second


async def test_call_in_the_answer_is_carried_out(world: World, receiver: Receiver) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": 1001, "text": "Selamat datang"}
    await world.act(1001, "start")
    found = await world.control("control/phones/1001/wait", "GET")
    assert found["message"]["text"] == "Selamat datang"
    await receiver.next()
    for reply in ({"method": "sendMessage", "chat_id": 1001, "text": ""}, {"ok": True}):
        receiver.reply = reply  # of a chat the next update comes when the last is done with
        await world.act(1001, "text", text="lagi")
        await receiver.next()
    errors = (await world.control("control/calls", "GET"))["errors"]
    assert [error.split(":")[0] for error in errors] == ["sendMessage in a webhook's answer"]
