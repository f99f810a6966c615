"""Messages of due notes, slice by slice: a death, a change meanwhile, windows of notes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.notes import SMALL_SLICE, tell_notes
from domain.reminder import Note
from storage import notes, outbox, seats
from storage.database import Database
from storage.schema import outbox as outbox_table
from storage.schema import reminders
from tests.support.rows import a_plan
from tests.support.training_world import World

DAY = timedelta(days=1)
NINE = a_plan().starts_at  # 09.00 WIB


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


async def test_a_death_in_the_middle_of_a_slice_doubles_and_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.open(8)
    world.clock.frozen_at = NINE - 3 * DAY
    monkeypatch.setattr("bot.notes.SLICE", 3)
    real, deaths = outbox.add, [2, 4]
    calls = 0

    async def dies(*args: Any, **more: Any) -> None:
        nonlocal calls
        calls += 1
        await real(*args, **more)
        if calls in deaths:
            raise ConnectionError("killed")

    monkeypatch.setattr("storage.outbox.add", dies)
    for _ in deaths:
        with pytest.raises(ConnectionError):
            await tell_notes(world.inbound)
    await tell_notes(world.inbound)
    assert (await world.told())["ask queued"] == 8
    async with world.database.read() as tx:
        told = [i for i in (await tx.execute(select(reminders.c.outbox_id))).scalars() if i]
        rows = (await tx.execute(select(outbox_table.c.id))).scalars().all()
    assert sorted(rows) == sorted(told)  # the ledger and the messages agree


async def test_a_seat_given_up_between_the_look_and_the_write_is_not_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.open(2)
    world.clock.frozen_at = NINE - 3 * DAY
    real = notes.list_still

    async def leaves_first(tx: Any, due: Any, seat_ids: Any, kind: Any) -> set[int]:
        if due[0].note is Note.ASK:
            await seats.give_up(tx, seat_ids[0], world.clock.now())
        return await real(tx, due, seat_ids, kind)

    monkeypatch.setattr("storage.notes.list_still", leaves_first)
    await tell_notes(world.inbound)
    assert (await world.told())["ask queued"] == 1


async def test_of_many_trainings_as_many_are_told_together_as_one_read_has_seats_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainings_of = [await world.open(count, quota=3) for count in (2, 3, 1, 3)]
    monkeypatch.setattr("bot.notes.READ_SLICES", 1)
    monkeypatch.setattr("bot.notes.SLICE", 6)  # two trainings
    seen: list[list[int]] = []
    real = notes.list_untold

    async def looks(tx: Any, due: Any, *rest: Any) -> Any:
        seen.append([one.thing_id for one in due])
        return await real(tx, due, *rest)

    monkeypatch.setattr("storage.notes.list_untold", looks)
    await world.at(NINE - 7 * DAY)
    assert await world.told() == {"week_before queued": 9}
    ids = [training.id for training in trainings_of]
    assert seen == [ids[:2], ids[2:]]


async def test_while_people_are_answered_all_are_told_in_small_slices(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 5 * SMALL_SLICE + 1  # more than is read at once
    await world.open(count, quota=count)
    monkeypatch.setattr("bot.notes.LONGEST_PAUSE", 0)
    monkeypatch.setattr(world.inbound, "is_answering", lambda: True)
    await world.at(NINE - 7 * DAY)
    assert await world.told() == {"week_before queued": count}
