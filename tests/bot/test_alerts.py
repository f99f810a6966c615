"""Alerts: one to each admin, on a channel that works."""

import logging

import pytest
from sqlalchemy import select

from bot.alerts import Alerts
from bot.inbound import Inbound
from bot.trouble import Trouble
from domain.clock import Clock
from storage import people, staff
from storage.callers import Caller, recognise
from storage.database import Database
from storage.schema import outbox
from tests.support.toys import CONTENTS, NOW, Table
from texts.catalogue import load

WORDS = load({"agency": "", "agency_address": "", "agency_contact": ""})
PHONE = ("phone", "+6281300001234")


@pytest.mark.parametrize(
    ("broken", "told"), [("whatsapp", ["telegram"]), ("telegram", ["whatsapp"])]
)
async def test_an_admin_hears_once_and_not_on_the_broken_channel(
    database: Database, broken: str, told: list[str]
) -> None:
    async with database.begin() as tx:
        new = people.Newcomer("telegram", "7", "", ("telegram", "7"), NOW)
        ((_, admin),) = await people.add(tx, [new])
        await people.add_identity(tx, admin.id, *PHONE, NOW)
        await recognise(tx, [Caller("whatsapp", "6281300001234", PHONE, None, "", NOW)])
        await staff.grant(tx, admin.id, staff.Invitation("admin"), NOW)
    alerts = Alerts()
    alerts.inbound = Inbound(database, CONTENTS, WORDS, Clock(frozen_at=NOW), Table())

    await alerts.about(broken)(Trouble("token_refused", broken, "190"))

    async with database.read() as tx:
        assert list((await tx.execute(select(outbox.c.channel))).scalars()) == told


async def test_good_news_is_no_error(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    alerts = Alerts()
    alerts.inbound = Inbound(database, CONTENTS, WORDS, Clock(frozen_at=NOW), Table())
    await alerts.send(Trouble("token_accepted", "whatsapp", is_over=True))
    await alerts.send(Trouble("template", "whatsapp", "paused", "pesan_baru"))
    assert [(r.levelno, r.getMessage()) for r in caplog.records] == [
        (logging.WARNING, "token accepted: whatsapp (-)"),
        (logging.ERROR, "template: whatsapp pesan_baru (paused)"),
    ]
