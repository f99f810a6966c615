"""Marks of what was sent: written soon, by whichever way, and never forgotten."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.marks import Marks
from domain.delivery import SendState
from storage import outbox
from storage.database import Database, is_sqlite
from storage.schema import outbox as rows
from tests.support.sending_office import Office
from tests.support.toys import NOW


async def states_of(database: Database) -> dict[str, str]:
    async with database.read() as tx:
        found = await tx.execute(select(rows.c.payload, rows.c.state))
        return {text: state for text, state in found}


async def two_on_their_way(office: Office) -> Sequence[outbox.Row]:
    """Messages to two people in the sender's hands, and the marks begin to be written."""
    await office.queue("satu", who="1")
    await office.queue("dua", who="2")
    await office.senders.take_leases()
    office.marks.start()
    async with office.database.begin() as tx:
        return await outbox.claim(tx, "telegram", NOW, 10)


async def until_written(database: Database) -> None:
    """Both messages are marked within two seconds."""
    for _ in range(100):
        if "sending" not in (await states_of(database)).values():
            break
        await asyncio.sleep(0.02)
    assert await states_of(database) == {"satu": "sent", "dua": "sent"}


async def test_a_mark_that_comes_while_others_are_written_is_written_soon(
    database: Database,
) -> None:
    office = Office(database)
    first, second = await two_on_their_way(office)
    async with database.begin() as slow:  # a neighbour holds the row, or the only writer
        await slow.execute(select(rows).where(rows.c.id == first.id).with_for_update())
        office.marks._marks.append(outbox.Mark(first.id, SendState.SENT, NOW))
        flushing = asyncio.create_task(office.marks.flush())
        await asyncio.sleep(0.03)
        office.marks.add(outbox.Mark(second.id, SendState.SENT, NOW))
        await asyncio.sleep(0.1)
    await flushing
    await until_written(database)
    await office.marks.stop()


@pytest.mark.parametrize("committed", [True, False])
async def test_marks_ride_with_a_turn_on_sqlite_alone(
    database: Database, *, committed: bool
) -> None:
    office = Office(database)
    await office.queue("satu")
    await office.senders.take_leases()
    async with database.begin() as tx:
        (row,) = await outbox.claim(tx, "telegram", NOW, 10)
    office.marks.add(outbox.Mark(row.id, SendState.SENT, NOW))
    async with database.begin(is_brief=True) as tx:
        settle = await office.marks.ride(tx)
        here = is_sqlite(tx)
    settle(committed)
    assert (await states_of(database))["satu"] == ("sent" if here else "sending")
    assert len(office.marks._marks) == (0 if here and committed else 1)


async def test_a_mark_that_comes_while_others_ride_along_is_written_after_them(
    database: Database,
) -> None:
    office = Office(database)
    first, second = await two_on_their_way(office)
    async with database.begin(is_brief=True) as tx:
        office.marks._marks.append(outbox.Mark(first.id, SendState.SENT, NOW))
        settle = await office.marks.ride(tx)
        office.marks.add(outbox.Mark(second.id, SendState.SENT, NOW))
        await asyncio.sleep(0.05)
    settle(True)
    await until_written(database)
    await office.marks.stop()


async def test_while_turns_take_marks_along_they_need_no_transaction_of_their_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, now, slept = Marks(database), [100.0], list[float]()

    async def let_pass(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds
        if len(slept) == 1:  # 5 ms ago a turn took them, and its own answer left
            marks._marks.clear()
            monkeypatch.setattr("time.monotonic", lambda: now[0] - 0.005)
            marks.add(outbox.Mark(2, SendState.SENT, NOW))
            monkeypatch.setattr("time.monotonic", lambda: now[0])

    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr("asyncio.sleep", let_pass)
    marks.add(outbox.Mark(1, SendState.SENT, NOW))
    await marks._let_turns_take_them()
    pause = marks._pause_seconds
    assert slept == [pause, pytest.approx(pause - 0.005)]
