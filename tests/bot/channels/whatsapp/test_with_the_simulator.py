"""The whole bot and the simulator's Cloud API, over real HTTP: the walk of an operator."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App
from bot.channels.simulator_clock import follow
from bot.channels.whatsapp.edge import WhatsAppEdge
from bot.http import listen, server_for
from bot.settings import Settings
from simulator.whatsapp.account import DEMO
from storage import people, staff
from storage.database import Database
from storage.outbox import Row
from storage.schema import media, outbox
from tests.support.simulated_whatsapp import NEW_OWNER, VERIFIED_OWNER
from tests.support.simulated_world import Json, World, running_world
from tests.support.templates import copy_sqlite
from tests.support.toys import NOW

DAY = 86_400
ADMIN = 1003  # Pak Hasan, on Telegram
PATIENCE_SECONDS = 15.0


class Town:
    """A running bot, and the phones in front of it."""

    def __init__(self, world: World, app: App) -> None:
        self.world, self.app = world, app

    async def says(self, phone: int, words: str) -> Json:
        """A person writes; the bot's next message."""
        seen = len(await self.heard(phone))
        await self.world.act(phone, "text", text=words)
        return await self.hears(phone, seen)

    async def hide(self, phone: int, what: str, *, value: bool = True) -> None:
        """A person hides the number or the user id, or shows it again."""
        path = f"control/phones/{phone}/flag"
        assert "error" not in await self.world.control(path, flag=what, value=value)

    async def heard(self, phone: int) -> list[Json]:
        """What the bot has sent to a phone."""
        shown = (await self.world.chat(phone))["messages"]
        return [m for m in shown if m["direction"] == "in"]

    async def hears(self, phone: int, seen: int) -> Json:
        """The first message after the first `seen` ones."""
        await self.until(lambda found: len(found) > seen, phone)
        return (await self.heard(phone))[seen]

    async def until(self, is_so: Callable[[list[Json]], bool], phone: int) -> None:
        """Wait until what a phone has heard is as wanted."""

        async def look() -> bool:
            return is_so(await self.heard(phone))

        await eventually(look)

    async def has_day_passed(self) -> bool:
        """Whether the bot's clock has followed the simulator's."""
        return self.app.clock.offset.total_seconds() > DAY

    async def has_all_arrived(self) -> bool:
        """Whether everything on WhatsApp has reached its phone."""
        states = [state for state, _ in await self.rows()]
        return len(states) > 1 and all(state in ("delivered", "read") for state in states)

    async def has_nothing_waiting(self) -> bool:
        """Whether everything on WhatsApp has been sent."""
        return all(state in ("sent", "delivered", "read") for state, _ in await self.rows())

    async def rows(self) -> list[tuple[str, str]]:
        """(state, reason) of everything that goes out on WhatsApp."""
        query = select(outbox.c.state, outbox.c.reason).where(outbox.c.channel == "whatsapp")
        async with self.app.database.read() as tx:
            return [(r.state, r.reason) for r in await tx.execute(query.order_by(outbox.c.id))]


async def eventually(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again; TimeoutError where it never comes true."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        for _ in count():
            if await is_so():
                return
            await asyncio.sleep(0.05)


async def is_marking_over() -> bool:
    """Whether no message waits to be marked as read, or as being answered."""
    return all(t.get_name() != "whatsapp mark" for t in asyncio.all_tasks())


def settings_for(world: World, url: str, address: str, folder: Path) -> Settings:
    """As `run` makes them for the demo."""
    api = f"{world.address}/simulator/api"
    return Settings.model_construct(
        **{
            name: field.get_default(call_default_factory=True, validated_data={})
            for name, field in Settings.model_fields.items()
        }
        | {
            "database_url": url,
            "telegram_bot_token": SecretStr("1000000001:SIMULATOR-no-real-bot-has-this-tokn"),
            "telegram_api_base": api,
            "whatsapp_api_base": api,
            "whatsapp_token": SecretStr(DEMO.token),
            "whatsapp_phone_number_id": DEMO.phone_number_id,
            "whatsapp_business_account_id": DEMO.business_account_id,
            "whatsapp_app_secret": SecretStr(DEMO.app_secret),
            "whatsapp_verify_token": SecretStr(DEMO.verify_token),
            "whatsapp_contact_rate": 0.0,
            "public_url": address,
            "simulator_url": world.address,
            "media_dir": folder / "media",
        }
    )


@pytest.fixture
async def town(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Town]:
    url = copy_sqlite(sqlite_template, tmp_path)
    await make_admin(url)
    async with running_world(tmp_path / "simulator") as world:
        with listen("127.0.0.1", 0) as listener:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            app = App(settings_for(world, url, address, tmp_path), "all", {}, "/healthz")
            made = Town(world, app)
            async with Running(app, listener, world):
                await is_registered(world)
                yield made


class Running:
    """The bot's server, jobs and clock."""

    def __init__(self, app: App, listener: socket.socket, world: World) -> None:
        self.app, self.listener, self.world = app, listener, world

    async def __aenter__(self) -> None:
        self.server = server_for(self.app.front())
        self.serving = asyncio.create_task(self.server.serve(sockets=[self.listener]))
        await self.app.start()
        self.following = asyncio.create_task(follow(self.app.clock, self.world.address))

    async def __aexit__(self, *_: object) -> None:
        self.following.cancel()
        with suppress(asyncio.CancelledError):
            await self.following
        await self.app.stop_taking()
        self.world.simulator.release()
        self.server.should_exit = True
        await self.serving
        await self.app.stop()


async def make_admin(url: str) -> None:
    database = Database(url)
    async with database.begin() as tx:
        hasan = people.Newcomer("telegram", str(ADMIN), "Hasan", ("telegram", str(ADMIN)), NOW)
        ((_, person),) = await people.add(tx, [hasan])
        await staff.grant(tx, person.id, staff.Invitation("admin"), NOW)
    await database.close()


async def is_registered(world: World) -> None:
    """The bot has told the simulator where news shall go, and handed its templates in."""

    async def look() -> bool:
        account: Any = await world.control("control/whatsapp/account", "GET")
        return bool(account["webhook"]) and len(account["templates"]) > 5

    await eventually(look)


async def test_an_owner_with_a_known_number_is_not_asked_for_it_and_photos_reach_the_staff(
    town: Town,
) -> None:
    await town.world.act(ADMIN, "start")
    for words in ("daftar usaha", "ya", "boleh", "Lina", "Kue Lina", "1", "tepung", "kue bolu",
                  "1", "ya", "Bantan", "2"):  # fmt: skip
        last = await town.says(NEW_OWNER, words)
        assert "nomor HP" not in last["text"] or "Setuju?" in last["text"]
    await town.says(NEW_OWNER, "belum ada")
    seen = len(await town.heard(NEW_OWNER))
    await town.world.act(NEW_OWNER, "photos", count=2)
    assert "Foto: 2" in (await town.hears(NEW_OWNER, seen))["text"]
    await town.says(NEW_OWNER, "ya")

    await town.until(lambda found: sum(m.get("media") == "photo" for m in found) == 2, ADMIN)
    async with town.app.database.read() as tx:
        assert set((await tx.execute(select(media.c.state))).scalars()) == {"stored"}


async def test_outside_the_window_an_announcement_goes_and_the_message_follows(
    town: Town,
) -> None:
    await town.world.act(ADMIN, "start")
    await town.says(NEW_OWNER, "petugas")
    await town.says(NEW_OWNER, "Kapan ada pelatihan?")
    await town.until(lambda found: bool(found and found[-1].get("buttons")), ADMIN)
    notice = (await town.heard(ADMIN))[-1]
    seen = len(await town.heard(NEW_OWNER))
    await town.world.control("clock", advance_seconds=DAY + 3600)
    await eventually(town.has_day_passed)
    await town.world.act(ADMIN, "text", text="Bulan depan.", reply_to=notice["message_id"])

    announced = await town.hears(NEW_OWNER, seen)
    assert announced["template"] == "pesan_baru"
    await town.world.act(
        NEW_OWNER, "press", message_id=announced["message_id"], text="Baca sekarang"
    )
    assert "Bulan depan." in (await town.hears(NEW_OWNER, seen + 1))["text"]


async def test_a_revoked_token_is_one_alert_on_telegram_and_no_loss(town: Town) -> None:
    told = len(await town.heard(ADMIN))
    await town.world.act(ADMIN, "start")
    await town.hears(ADMIN, told)
    await town.says(NEW_OWNER, "menu")
    await town.world.control("control/whatsapp/token", access="revoked")
    seen, told = len(await town.heard(NEW_OWNER)), len(await town.heard(ADMIN))
    for words in ("status", "menu"):
        await town.world.act(NEW_OWNER, "text", text=words)
    alert = await town.hears(ADMIN, told)
    assert "WhatsApp menolak token" in alert["text"]
    assert town.app.senders.by_channel["whatsapp"].refused_reason

    await town.world.control("control/whatsapp/token", access="valid")
    await town.app._probe()
    await town.until(lambda found: len(found) == seen + 2, NEW_OWNER)

    assert sum("menolak token" in m["text"] for m in await town.heard(ADMIN)) == 1
    await eventually(town.has_all_arrived)


async def test_an_answer_that_never_came_is_settled_by_its_status(town: Town) -> None:
    await town.says(NEW_OWNER, "menu")
    await town.world.fault("drop_response", channel="whatsapp", method="messages")
    await town.world.act(NEW_OWNER, "text", text="status")
    await eventually(town.has_all_arrived)
    assert town.app.senders.by_channel["whatsapp"].counts.uncertain == 1
    heard = [m["text"] for m in await town.heard(NEW_OWNER)]
    assert len(heard) == len(set(heard))


async def test_duplicates_batches_milliseconds_and_hidden_ids_change_nothing(town: Town) -> None:
    await town.world.control("control/whatsapp/settings", timestamps="milliseconds")
    await town.world.fault("duplicate", channel="whatsapp", count=3)
    await town.hide(VERIFIED_OWNER, "hides_number")
    first = await town.says(VERIFIED_OWNER, "daftar usaha")
    await town.hide(VERIFIED_OWNER, "hides_number", value=False)
    await town.hide(VERIFIED_OWNER, "hides_user_id")
    await town.says(VERIFIED_OWNER, "halo")

    assert "Setuju?" in first["text"]
    async with town.app.database.read() as tx:
        waiting = select(outbox.c.contact_id).where(outbox.c.channel == "whatsapp").distinct()
        assert len((await tx.execute(waiting)).all()) == 2  # nothing ever linked the two ids


async def test_typing_is_shown_while_an_answer_waits_and_never_after_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = asyncio.Event()
    monkeypatch.setattr("bot.channels.whatsapp.edge._give_time_to_answer", passed.wait)
    edge = next(e for e in town.app.edges if isinstance(e, WhatsAppEdge))
    numbers = town.world.simulator.exchange.state.whatsapp.numbers
    chats = numbers[DEMO.phone_number_id].chats
    await town.says(NEW_OWNER, "halo")
    await eventually(town.has_nothing_waiting)
    passed.set()
    await eventually(is_marking_over)
    assert chats[NEW_OWNER].typing_until == 0.0

    send = edge.transport.send

    async def is_typing() -> bool:
        return chats[NEW_OWNER].typing_until > 0

    async def send_late(row: Row) -> str:
        await eventually(is_typing)
        return await send(row)

    monkeypatch.setattr(edge.transport, "send", send_late)
    await town.says(NEW_OWNER, "menu")
    assert chats[NEW_OWNER].typing_until == 0.0
