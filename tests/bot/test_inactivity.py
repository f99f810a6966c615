"""Who is asked after two years of silence, who never is, and when somebody is erased."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from bot.inactivity import ERASED, tend_inactive
from bot.inbound import Inbound
from bot.retention import Retention, last_rows
from domain.clock import Clock
from domain.delivery import SendState
from domain.inactivity import ASKS, BETWEEN, INACTIVE_AFTER
from handlers.registry import CONTENTS
from storage import inbox, marks, people, seats, staff
from storage.database import MAX_BIND, Database, Tx
from storage.schema import audit, contacts, outbox, persons, silences, trainings
from tests.support.rows import NOW, add_business, add_crowd, add_person, add_training
from tests.support.toys import Table
from texts.catalogue import load

LATER = NOW + INACTIVE_AFTER + timedelta(days=1)
WORDS = load({"agency": "Dinas", "agency_address": "", "agency_contact": ""})


def a_bot(database: Database) -> Inbound:
    """A bot two years on."""
    return Inbound(database, CONTENTS, WORDS, Clock(frozen_at=LATER), Table())


async def add_owner(tx: Tx, name: str = "Ani Lubis", *roles: str) -> int:
    _, person = await add_person(tx, name, *roles)
    await add_business(tx, person.id)
    return person.id


async def asked(database: Database) -> list[tuple[int, int]]:
    async with database.read() as tx:
        found = await tx.execute(select(silences.c.person_id, silences.c.asks))
        return [tuple(r) for r in found]


async def settle(database: Database, state: SendState) -> None:
    """What becomes of all that was queued."""
    async with database.begin() as tx:
        queued = update(outbox).where(outbox.c.state == SendState.QUEUED)
        await tx.execute(queued.values(state=state))


async def pass_rounds(bot: Inbound, state: SendState, rounds: int = ASKS) -> list[dict[str, int]]:
    """So many nights, ten days apart, with what becomes of each night's messages."""
    counts = []
    for _ in range(rounds):
        counts.append({k: n for k, n in (await tend_inactive(bot)).items() if n})
        await settle(bot.database, state)
        bot.clock.advance(BETWEEN)
    return counts


async def is_erased(database: Database, person_id: int) -> bool:
    async with database.read() as tx:
        return await people.find(tx, person_id) is None


async def test_three_questions_ten_days_apart_then_the_erasure(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    assert await pass_rounds(bot, SendState.DELIVERED) == [{"inactive_asked": 1}] * 3
    assert not await is_erased(database, ani)
    assert (await tend_inactive(bot))["inactive_erased"] == 1
    assert await is_erased(database, ani)
    async with database.read() as tx:
        [row] = await tx.execute(select(audit).where(audit.c.action == ERASED))
        assert (row.subject, row.actor_id, row.before) == (f"person:{ani}", None, None)
    assert await asked(database) == []
    assert not any((await tend_inactive(bot)).values())


async def test_a_night_that_runs_again_asks_nobody_again(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    await tend_inactive(bot)
    for _ in range(2):
        assert not any((await tend_inactive(bot)).values())
    bot.clock.advance(BETWEEN - timedelta(hours=1))
    await settle(database, SendState.SENT)
    assert not any((await tend_inactive(bot)).values())
    assert await asked(database) == [(ani, 1)]


@pytest.mark.parametrize("role", ["admin", "verifier", "coordinator", "partner"])
async def test_who_has_a_role_is_never_asked(database: Database, role: str) -> None:
    async with database.begin() as tx:
        await add_owner(tx, "Hasan", role)
    assert not any((await tend_inactive(a_bot(database))).values())


async def test_a_role_that_was_given_meanwhile_ends_it(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    await pass_rounds(bot, SendState.READ)
    async with database.begin() as tx:
        await staff.grant(tx, ani, staff.Invitation("coordinator"), LATER)
    assert await tend_inactive(bot) == {
        "inactive_asked": 0, "inactive_back": 1, "inactive_erased": 0,
    }  # fmt: skip
    assert await asked(database) == []


async def test_a_place_in_a_training_that_has_not_ended_keeps(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
        training = await add_training(tx)
        await seats.enrol(tx, training.id, ani, NOW)
    bot = a_bot(database)
    assert not any((await tend_inactive(bot)).values())
    async with database.begin() as tx:
        await tx.execute(update(trainings).values(state="done"))
    assert (await tend_inactive(bot))["inactive_asked"] == 1


async def test_a_message_whose_turn_failed_counts_as_a_sign_of_life(database: Database) -> None:
    async with database.begin() as tx:
        contact, person = await add_person(tx, "Ani Lubis")
        await add_business(tx, person.id)
        row = inbox.row("telegram", "1", contact.address, LATER, "{}")
        await inbox.add_new(tx, [row])
        await inbox.set_state(tx, row["id"], inbox.PARKED)
    assert not any((await tend_inactive(a_bot(database))).values())


async def test_who_has_no_contact_at_all_stays(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
        await tx.execute(delete(contacts).where(contacts.c.person_id == ani))
    assert not any((await tend_inactive(a_bot(database))).values())


@pytest.mark.parametrize("state", [SendState.QUEUED, SendState.HELD, SendState.UNCERTAIN])
async def test_nothing_happens_while_the_question_is_on_its_way(
    database: Database, state: SendState
) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    await pass_rounds(bot, state, rounds=6)
    assert await asked(database) == [(ani, 1)]


@pytest.mark.parametrize("state", [SendState.FAILED, SendState.EXPIRED, SendState.CANCELLED])
async def test_a_question_that_never_arrived_is_put_again(
    database: Database, state: SendState
) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    assert await pass_rounds(bot, state, rounds=6) == [{"inactive_asked": 1}] * 6
    assert not await is_erased(database, ani)
    assert await asked(database) == [(ani, 1)]


async def test_whom_nothing_reaches_is_erased_after_the_same_time(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
        await tx.execute(update(contacts).values(reachable=False))
    bot = a_bot(database)
    assert await pass_rounds(bot, SendState.SENT) == [{}] * 3
    assert not await is_erased(database, ani)
    await tend_inactive(bot)
    assert await is_erased(database, ani)


async def test_who_said_hello_and_no_more_is_forgotten_unasked(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
    counts = await tend_inactive(a_bot(database))
    assert counts == {"inactive_asked": 0, "inactive_back": 0, "inactive_erased": 1}
    assert await is_erased(database, person.id)


async def test_a_demo_is_left_as_it_is(database: Database) -> None:
    async with database.begin() as tx:
        await add_owner(tx)
        await marks.put(tx, marks.DEMO, "yes")
    assert not any((await tend_inactive(a_bot(database))).values())


async def test_who_writes_in_the_very_moment_of_the_erasure_stays(database: Database) -> None:
    async with database.begin() as tx:
        ani = await add_owner(tx)
    bot = a_bot(database)
    await pass_rounds(bot, SendState.DELIVERED)
    async with database.begin() as tx:
        await people.lock(tx, [ani])
        night = asyncio.create_task(tend_inactive(bot))
        await asyncio.sleep(0.2)  # it has looked, and waits for the person
        await tx.execute(update(contacts).values(last_inbound_at=bot.clock.now()))
    assert (await night)["inactive_erased"] == 0
    assert not await is_erased(database, ani)


async def test_more_people_than_a_slice_are_each_asked_once(database: Database) -> None:
    async with database.begin() as tx:
        ids: Sequence[int] = await add_crowd(tx, MAX_BIND + 20)
        await tx.execute(update(persons).values(name="Ani"))
    bot = a_bot(database)
    await tend_inactive(bot)
    assert sorted(await asked(database)) == sorted((one, 1) for one in ids)
    async with database.read() as tx:
        count = (await tx.execute(select(func.count()).select_from(outbox))).scalar_one()
    assert count == len(ids)


async def test_the_night_does_it_and_counts_it(database: Database) -> None:
    async with database.begin() as tx:
        await add_owner(tx)
    bot = a_bot(database)
    await Retention(database, bot.clock, lambda: tend_inactive(bot)).tick()
    assert (await last_rows(database))["inactive_asked"] == 1
