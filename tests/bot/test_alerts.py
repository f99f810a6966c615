"""Alerts: one to each admin, on a channel that works."""

import pytest
from sqlalchemy import select

from bot.alerts import Alerts
from bot.inbound import Inbound
from domain.clock import Clock
from storage import people, staff
from storage.callers import Caller, recognise
from storage.database import Database
from storage.schema import outbox
from tests.support.toys import CONTENTS, NOW, Table, Words

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
    alerts.inbound = Inbound(database, CONTENTS, Words(), Clock(frozen_at=NOW), Table())

    await alerts.about(broken)("the token is refused")

    async with database.read() as tx:
        assert list((await tx.execute(select(outbox.c.channel))).scalars()) == told
