"""Outages around the real process: it says so in `/readyz`, recovers, and has lost nothing."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from tests.support import postgres
from tests.support.processes import PHONES, World

ANI, BUDI, CITRA, DEWI, *_ = PHONES
SECRET = "rahasia-uji"


@asynccontextmanager
async def database_down(world: World) -> AsyncIterator[None]:
    """PostgreSQL lets nobody in; the SQLite file is held by another writer."""
    if not world.database_url.startswith("sqlite"):
        async with postgres.out_of_reach(world.database_url):
            yield
        return
    file = world.database_url.partition("///")[2]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def ask(world: World, phone: int) -> None:
    await world.call("POST", f"phones/{phone}/text", text="status")


async def test_a_poll_that_is_refused_turns_readiness_red_and_comes_back(world: World) -> None:
    await world.run_bot()
    await world.call("POST", "faults", kind="401", method="getUpdates", count=3)
    await ask(world, ANI)  # ends the poll under way; the next one is refused
    assert "telegram in" in await world.until_ready(503)
    await ask(world, BUDI)

    assert await world.is_answered(BUDI, 1)
    await world.until_ready(200)


async def test_a_poison_update_and_torn_connections_block_nobody(world: World) -> None:
    await world.run_bot()
    await world.call("POST", "faults", kind="poison_update")
    await ask(world, ANI)
    await world.call("POST", "faults", kind="close", method="getUpdates", count=2)
    await ask(world, BUDI)
    await world.call("POST", "faults", kind="502_html", method="getUpdates")
    await ask(world, CITRA)

    assert [await world.is_answered(phone, 1) for phone in (ANI, BUDI, CITRA)] == [True] * 3
    await world.until_ready(200)


async def test_a_poll_keeps_its_place_while_the_database_is_down(world: World) -> None:
    await world.run_bot()
    await ask(world, ANI)
    assert await world.is_answered(ANI, 1)
    async with database_down(world):
        await ask(world, BUDI)
        assert await world.until_ready(503)
        await ask(world, CITRA)

    assert [await world.is_answered(phone, 1) for phone in (BUDI, CITRA)] == [True] * 2
    await world.until_ready(200)


async def test_a_webhook_answers_503_while_the_database_is_down(world: World) -> None:
    address = f"http://127.0.0.1:{world.bot_port}"
    world.settings = {"TELEGRAM_WEBHOOK_SECRET": SECRET, "PUBLIC_URL": address}
    await world.run_bot()
    await ask(world, DEWI)
    assert await world.is_answered(DEWI, 1)
    sender = {"id": DEWI, "first_name": "Dewi", "is_bot": False}
    message = {"message_id": 1, "date": 1795489200, "chat": {"id": DEWI, "type": "private"},
               "from": sender, "text": "status"}  # fmt: skip
    update = {"update_id": 900_000, "message": message}

    async def post() -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        hook = f"{address}/webhook/telegram"
        async with world.http.post(hook, json=update, headers=headers) as response:
            return response.status

    async with database_down(world):
        assert await post() == 503
    assert [await post(), await post()] == [200, 200]
    assert await world.is_answered(DEWI, 2)
