"""Alerts: one to each admin, on a channel that works."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.alerts import Alerts
from bot.inbound import Inbound
from bot.trouble import Trouble
from domain.clock import Clock
from storage import people, staff
from storage.callers import Caller, recognise
from storage.database import Database
from storage.schema import contacts, outbox
from tests.support.toys import CONTENTS, NOW, Table
from texts.catalogue import load

WORDS = load({"agency": "", "agency_address": "", "agency_contact": ""})
PHONE = ("phone", "+6281300001234")


LONG_AGO = NOW - timedelta(days=3)


async def add_admin(database: Database, telegram_at: datetime, whatsapp_at: datetime) -> None:
    """An admin with two contacts, last used at these moments."""
    async with database.begin() as tx:
        new = people.Newcomer("telegram", "7", "", ("telegram", "7"), telegram_at)
        ((_, admin),) = await people.add(tx, [new])
        await people.add_identity(tx, admin.id, *PHONE, NOW)
        await recognise(tx, [Caller("whatsapp", "6281300001234", PHONE, None, "", whatsapp_at)])
        await staff.grant(tx, admin.id, staff.Invitation("admin"), NOW)


async def lost(database: Database, channel: str) -> None:
    """The admin has blocked us there."""
    async with database.begin() as tx:
        gone = update(contacts).where(contacts.c.channel == channel).values(reachable=False)
        await tx.execute(gone)


async def told(database: Database, what: Trouble, broken: str = "") -> list[Any]:
    """Where an alert goes, and with which payload."""
    alerts = Alerts()
    alerts.inbound = Inbound(database, CONTENTS, WORDS, Clock(frozen_at=NOW), Table())
    await alerts.send(what, broken)
    async with database.read() as tx:
        return list(await tx.execute(select(outbox.c.channel, outbox.c.payload)))


@pytest.mark.parametrize(
    ("telegram_at", "whatsapp_at", "broken", "channel"),
    [
        pytest.param(NOW, NOW, "whatsapp", "telegram", id="WhatsApp is broken"),
        pytest.param(NOW, NOW, "telegram", "whatsapp", id="Telegram is broken"),
        pytest.param(LONG_AGO, NOW, "", "whatsapp", id="the window is open"),
        pytest.param(LONG_AGO - timedelta(days=9), LONG_AGO, "", "telegram",
                     id="the window is closed"),
        pytest.param(NOW, LONG_AGO, "telegram", "whatsapp",
                     id="the window is closed, all else is broken"),
    ],
)  # fmt: skip
async def test_an_admin_hears_once_and_where_it_is_seen_soonest(
    database: Database, telegram_at: datetime, whatsapp_at: datetime, broken: str, channel: str
) -> None:
    await add_admin(database, telegram_at, whatsapp_at)

    rows = await told(database, Trouble("token_refused", broken, "190"), broken)

    assert [row.channel for row in rows] == [channel]
    assert '"pesan_baru"' in rows[0].payload  # where a window is closed, this knocks


async def test_a_contact_that_cannot_be_reached_is_left_out(database: Database) -> None:
    await add_admin(database, NOW, LONG_AGO)
    await lost(database, "telegram")

    assert [r.channel for r in await told(database, Trouble("parked"))] == ["whatsapp"]


async def test_a_template_is_named_so_that_a_copy_of_the_name_is_found(database: Database) -> None:
    await add_admin(database, NOW, NOW)

    trouble = Trouble("template", "whatsapp", "paused", "keputusan_pendaftaran")
    [row] = await told(database, trouble, "whatsapp")

    assert "*keputusan_pendaftaran*" in row.payload


async def test_a_refused_token_is_told_once_whoever_finds_it(database: Database) -> None:
    await add_admin(database, NOW, NOW)
    alerts = Alerts()
    alerts.inbound = Inbound(database, CONTENTS, WORDS, Clock(frozen_at=NOW), Table())
    refused = Trouble("token_refused", "telegram", "401")
    accepted = Trouble("token_accepted", "telegram", is_over=True)

    for what in (refused, refused, accepted, accepted, refused):
        await alerts.send(what, "telegram")

    async with database.read() as tx:
        said = (await tx.execute(select(outbox.c.payload).order_by(outbox.c.id))).scalars()
        assert ["menolak" in payload for payload in said] == [True, False, True]


async def test_good_news_is_no_error(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    alerts = Alerts()
    alerts.inbound = Inbound(database, CONTENTS, WORDS, Clock(frozen_at=NOW), Table())
    await alerts.send(Trouble("token_accepted", "whatsapp", is_over=True))
    await alerts.send(Trouble("template", "whatsapp", "paused", "pesan_baru"))
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, "token accepted: whatsapp (-)"),
        (logging.ERROR, "template: whatsapp pesan_baru (paused)"),
    ]
