"""What is due to be told, while staff change the plan at the very same moment."""

import asyncio
from datetime import timedelta

from domain.reminder import Note
from storage import notes, seats
from storage.database import Database
from tests.support.rows import NOW, a_plan, add_crowd, add_training

THREE_DAYS_BEFORE = a_plan().starts_at - timedelta(days=2, hours=20)


async def test_a_changed_plan_waits_for_the_messages_that_are_being_written(
    database: Database,
) -> None:
    async with database.begin() as tx:
        training = await add_training(tx)
        [person_id] = await add_crowd(tx, 1)
        seat = await seats.enrol(tx, training.id, person_id, NOW)
        assert seat is not None

    async def change_plan() -> None:
        async with database.begin() as tx:
            await notes.drop(tx, training.id)

    async with database.begin() as tx:
        due = await notes.list_due(tx, THREE_DAYS_BEFORE, [Note.ASK])
        assert await notes.list_still(tx, due, [seat.id]) == {seat.id}
        changing = asyncio.create_task(change_plan())
        await asyncio.sleep(0.2)
        assert not changing.done()
    await changing
    async with database.begin() as tx:
        assert await notes.list_still(tx, due, [seat.id]) == set()
