"""Due rows act on people who may be writing at the very same moment."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.due import nudge_silent
from bot.inbound import Inbound
from domain.clock import Clock
from storage import people, sessions
from storage.database import Database
from storage.schema import outbox
from storage.schema import sessions as sessions_table
from tests.support.toys import CONTENTS, NOW, Table, Words, said

NEXT_DAY = NOW + sessions.NUDGE_AFTER + timedelta(minutes=1)


async def test_who_answers_while_the_reminder_is_written_keeps_the_answer(
    database: Database,
) -> None:
    clock = Clock(frozen_at=NOW)
    inbound = Inbound(database, CONTENTS, Words(), clock, Table())
    inbound.start()
    await inbound.submit(said("daftar", "1"))
    clock.advance(NEXT_DAY - NOW)

    async with database.begin() as tx:
        row = (await tx.execute(select(sessions_table))).one()
        await people.lock(tx, [row.person_id])
        reminding = asyncio.create_task(nudge_silent(inbound))
        await asyncio.sleep(0.2)  # it has looked, and waits for the person
        changed = json.loads(row.data) | {"turn": 99}
        await tx.execute(
            update(sessions_table).values(data=json.dumps(changed), touched_at=NEXT_DAY,
                                          nudge_at=NEXT_DAY + sessions.NUDGE_AFTER)
        )  # fmt: skip

    assert await reminding == 0
    async with database.read() as tx:
        data = (await tx.execute(select(sessions_table.c.data))).scalar_one()
        kinds = (await tx.execute(select(outbox.c.kind))).scalars().all()
    assert json.loads(data)["turn"] == 99
    assert "reminder" not in kinds
    await inbound.stop()


def test_answers_of_the_same_quarter_of_an_hour_leave_the_reminder_where_it_is() -> None:
    at = datetime(2026, 11, 24, 3, 16, 40, 5, tzinfo=UTC)
    due = sessions.nudge_moment(at)
    assert due == datetime(2026, 11, 25, 3, 15, tzinfo=UTC)
    assert sessions.nudge_moment(at + timedelta(minutes=13)) == due
    assert sessions.nudge_moment(at + timedelta(minutes=14)) > due
