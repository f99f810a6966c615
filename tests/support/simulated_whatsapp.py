"""A bot's side of WhatsApp for tests of the simulator: calls with the token, and a callback."""

import asyncio
import contextlib
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from simulator.whatsapp.account import DEMO
from tests.support.simulated_world import Json, World

NEW_OWNER = 9_000_001  # +6281300002001
VERIFIED_OWNER = 9_000_002  # +6281300001002
NEW_OWNER_WA_ID = "6281300002001"


@dataclass(slots=True)
class Callback:
    """A bot's webhook: keeps what comes, and fails as often as it is told to."""

    failures: int = 0
    echoes: bool = True
    url: str = ""
    bodies: "asyncio.Queue[bytes]" = field(default_factory=asyncio.Queue)
    statuses: list[int] = field(default_factory=list)

    async def shake_hands(self, request: web.Request) -> web.Response:
        assert request.query["hub.mode"] == "subscribe"
        assert request.query["hub.verify_token"] == DEMO.verify_token
        return web.Response(text=request.query["hub.challenge"] if self.echoes else "halo")

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        signed = hmac.new(DEMO.app_secret.encode(), body, hashlib.sha256).hexdigest()
        assert request.headers["X-Hub-Signature-256"] == f"sha256={signed}"
        status = 200
        if self.failures:
            self.failures -= 1
            status = 503
        self.statuses.append(status)
        self.bodies.put_nowait(body)
        return web.Response(status=status)

    async def next(self) -> Json:
        """The next body."""
        found: Json = json.loads(await asyncio.wait_for(self.bodies.get(), 5))
        return found

    async def next_value(self) -> Json:
        """The `value` of the next body, which holds one change."""
        body = await self.next()
        (entry,) = body["entry"]
        (change,) = entry["changes"]
        found: Json = change["value"]
        return found

    async def next_message(self) -> Json:
        """The next message, whatever statuses come before it."""
        while True:
            value = await self.next_value()
            if "messages" in value:
                found: Json = value["messages"][0]
                return found

    async def next_status(self) -> Json:
        """The next status, whatever messages come before it."""
        while True:
            value = await self.next_value()
            if "statuses" in value:
                found: Json = value["statuses"][0]
                return found

    async def quiet(self, seconds: float = 0.2) -> bool:
        """Whether nothing more comes for a while."""
        await asyncio.sleep(seconds)
        return self.bodies.empty()


@dataclass(frozen=True, slots=True)
class Business:
    """The business as its bot sees it."""

    world: World
    callback: Callback

    async def call(
        self, verb: str, path: str, token: str = DEMO.token, **values: Any
    ) -> tuple[int, Json]:
        """Status and answer of a call of the graph."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = f"{self.world.address}/simulator/api/v23.0/{path}"
        async with self.world.client.request(verb, address, json=values, headers=headers) as got:
            found: Json = await got.json()
            return got.status, found

    async def send(self, to: str = NEW_OWNER_WA_ID, **values: Any) -> Json:
        """The answer to a message that must be taken."""
        status, found = await self.try_to_send(to, **values)
        assert status == 200, found
        return found

    async def try_to_send(self, to: str = NEW_OWNER_WA_ID, **values: Any) -> tuple[int, Json]:
        """Status and answer of a message; a text where no type is named."""
        given = values or {"type": "text", "text": {"body": "halo"}}
        path = f"{DEMO.phone_number_id}/messages"
        return await self.call("POST", path, messaging_product="whatsapp", to=to, **given)

    async def refusal(self, to: str = NEW_OWNER_WA_ID, **values: Any) -> Json:
        """The error of a message that must be refused."""
        status, found = await self.try_to_send(to, **values)
        assert status >= 400, found
        error: Json = found["error"]
        return error


@contextlib.asynccontextmanager
async def running_business(world: World) -> AsyncIterator[Business]:
    """A callback that is registered, and calls with the right token."""
    callback = Callback()
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_get("/webhook/whatsapp", callback.shake_hands)
    app.router.add_post("/webhook/whatsapp", callback.take)
    server = TestServer(app)
    await server.start_server()
    callback.url = str(server.make_url("/webhook/whatsapp"))
    await world.control("control/settings", webhook_retry_seconds=0.02)
    found = await world.control("control/whatsapp/webhook", callback_url=callback.url)
    assert found["url"] == callback.url
    try:
        yield Business(world, callback)
    finally:
        await world.control("control/whatsapp/webhook", "DELETE")
        await server.close()
