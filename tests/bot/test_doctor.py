"""The doctor: each thing that is not fine has one line, and the line says what to do."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.demo import prepare_demo
from bot.doctor import examine
from bot.settings import Settings
from domain.delivery import Kind
from simulator.whatsapp.account import DEMO
from storage import inbox, leases, media, outbox
from storage.database import Database
from tests.support.rows import NOW, add_person
from tests.support.simulated_whatsapp import running_business
from tests.support.simulated_world import TOKEN, running_world

Make = Callable[..., Settings]


@pytest.fixture
def make(tmp_path: Path, sqlite_template: Path) -> Make:
    """Settings of a healthy office, with what is given changed."""

    def settings(**changed: Any) -> Settings:
        url = f"sqlite+aiosqlite:///{sqlite_template}"
        usual = {"database_url": url, "media_dir": tmp_path / "media", "http_port": 0}
        return Settings(_env_file=None, **{**usual, **changed})

    return settings


async def wrong(settings: Settings, *, deep: bool = False) -> list[str]:
    """What is not fine."""
    return [str(f)[6:] for f in await examine(settings, deep=deep) if not f.is_fine]


async def test_a_healthy_office_has_nothing_to_mend(make: Make) -> None:
    assert await wrong(make(), deep=True) == []


async def test_the_doctor_makes_no_database(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    assert await wrong(make(database_url=f"sqlite+aiosqlite:///{file}"), deep=True) == []
    assert not file.exists()


async def test_databases_that_do_not_fit(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    url = f"sqlite+aiosqlite:///{file}"
    file.touch()
    assert await wrong(make(database_url=url)) == [
        "database: it has no tables yet: `ikm-bot migrate` makes them"
    ]
    file.write_bytes(os.urandom(9000))
    [told] = await wrong(make(database_url=url))
    assert told == "database: file is not a database: check DATABASE_URL"
    [told] = await wrong(make(database_url="postgresql+asyncpg://nobody@127.0.0.1:1/x"))
    assert told.startswith("database: ")
    assert told.endswith(": check DATABASE_URL")


async def test_a_database_of_another_version(database: Database, make: Make) -> None:
    settings = make(database_url=database.url.render_as_string(hide_password=False))
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE papers DROP COLUMN expires_on"))
    [told] = await wrong(settings)
    assert told.startswith("database lacks papers.expires_on: ")
    async with database.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    [told] = await wrong(settings)
    assert told == "database: schema 0000: `ikm-bot migrate` brings it up to date"


async def test_what_waits_and_what_broke(database: Database, make: Make, tmp_path: Path) -> None:
    async with database.begin() as tx:
        contact, person = await add_person(tx)
        row = outbox.new_row(contact.id, "telegram", "1", Kind.REPLY, "{}")
        await outbox.add(tx, [row], NOW.replace(year=2025))
        event = inbox.row("telegram", "1", "1", NOW, "{}")
        await inbox.add_new(tx, [event])
        await inbox.set_state(tx, event["id"], inbox.PARKED)
        photo = await media.add(tx, person.id, "telegram", "photo", "r", NOW)
        await media.set_stored(tx, photo, "07/107.jpg", 1, "x")
    settings = make(database_url=database.url.render_as_string(hide_password=False))
    told = await wrong(settings, deep=True)
    assert len(told) == 3
    assert told[0].startswith("1 messages wait to be sent: the oldest for ")
    assert told[1] == "1 events parked: see `ikm-bot inbox parked`"
    assert told[2] == "1 files in the media folder: 07/107.jpg … are gone: check MEDIA_DIR"


async def test_places_to_write_and_to_listen(database: Database, make: Make) -> None:
    url = database.url.render_as_string(hide_password=False)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        [told] = await wrong(make(database_url=url, http_port=port))
        assert told.endswith("is in use: stop what uses it, or choose another with HTTP_PORT")
        async with database.begin() as tx:
            await leases.take(tx, "jobs", "a bot")
        assert await wrong(make(database_url=url, http_port=port)) == []  # it is the bot's own
    [told] = await wrong(make(media_dir=Path(__file__) / "media"))
    assert told.endswith("is a file, not a folder")


async def test_settings_that_do_not_go_together(database: Database, make: Make) -> None:
    url = "https://ikm.example"
    [told] = await wrong(make(whatsapp_token="x", whatsapp_phone_number_id="1", public_url=url))
    assert told == (
        "settings of WhatsApp: WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN missing:"
        " Meta's app page shows them"
    )
    await prepare_demo(database)
    url = database.url.render_as_string(hide_password=False)
    assert await wrong(make(database_url=url, telegram_bot_token=TOKEN)) == [
        "database: holds demo people: give the real bot a DATABASE_URL of its own"
    ]


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://ikm.example", True),
        ("https://203.0.113.7", False),
        ("https://8.8.8.8/bot", True),
        ("http://ikm.example", False),
        ("https://127.0.0.1:8080", False),
        ("https://localhost", False),
        ("https://192.168.1.7", False),
        ("https://[::1]", False),
        ("", False),
    ],
)
async def test_whatsapp_needs_an_address_on_the_internet(
    make: Make, url: str, is_fine: bool
) -> None:
    whatsapp = {
        "whatsapp_token": "x", "whatsapp_phone_number_id": "1",
        "whatsapp_app_secret": "x", "whatsapp_verify_token": "x",
    }  # fmt: skip
    told = await wrong(make(**whatsapp, **({"public_url": url} if url else {})))
    assert [one.partition(" ")[0] for one in told] == ([] if is_fine else ["PUBLIC_URL"])


async def test_what_telegram_says_of_the_token(make: Make, tmp_path: Path) -> None:
    async with running_world(tmp_path / "simulator") as world:
        known = {"telegram_bot_token": TOKEN, "telegram_api_base": world.address}
        assert await wrong(make(**known), deep=True) == []
        [told] = await wrong(make(**{**known, "telegram_bot_token": "1:x"}), deep=True)
        assert told.startswith("Telegram refuses the token: copy TELEGRAM_BOT_TOKEN")
        lost = {**known, "telegram_api_base": f"{world.address}/nowhere"}
        [told] = await wrong(make(**lost), deep=True)
        assert "TELEGRAM_API_BASE" in told
        [told] = await wrong(
            make(**known, telegram_webhook_secret="s", public_url="https://ikm.example"), deep=True
        )
        assert told.startswith("Telegram's webhook is not set: this bot wants https://ikm.example/")
    [told] = await wrong(make(**known), deep=True)
    assert "no connection" in told


async def test_whether_whatsapp_brings_messages(make: Make, tmp_path: Path) -> None:
    async with running_world(tmp_path / "simulator") as world:
        settings = make(
            whatsapp_token=DEMO.token, whatsapp_phone_number_id=DEMO.phone_number_id,
            whatsapp_business_account_id=DEMO.business_account_id,
            whatsapp_app_secret=DEMO.app_secret, whatsapp_verify_token=DEMO.verify_token,
            whatsapp_api_base=f"{world.address}/simulator/api",
        )  # fmt: skip
        told = await wrong(settings, deep=True)
        assert told[0].startswith("WhatsApp: no app is subscribed to the account, so no message")
        assert told[1].endswith("`templates status` says what Meta thinks")
        async with running_business(world):
            told = await wrong(settings, deep=True)
            assert [one for one in told if "subscribed" in one] == []
