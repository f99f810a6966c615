"""The way out: in order per contact, replies first, and every row ends in a state."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.hands import Senders
from bot.marks import Marks
from bot.outbound import Sender
from bot.sending import Rates
from bot.trouble import Trouble
from domain.delivery import Kind, SendState
from domain.errors import (
    CredentialsRejected,
    RecipientGone,
    Refused,
    Retryable,
    Scope,
    Uncertain,
)
from storage import outbox, people
from storage.database import Database
from storage.schema import outbox as outbox_table
from tests.support.sending_office import Office, Wire
from tests.support.toys import NOW


@pytest.fixture
async def office(database: Database) -> Office:
    return Office(database)


async def test_the_rows_of_a_contact_arrive_in_order(office: Office) -> None:
    await office.queue("satu", "dua", "tiga")

    states = await office.work(lambda: len(office.wire.arrived) == 3)

    assert office.wire.arrived == ["satu", "dua", "tiga"]
    assert set(states.values()) == {SendState.SENT}


async def test_replies_go_before_broadcasts(office: Office) -> None:
    await office.queue("info", kind=Kind.BROADCAST)
    await office.queue("jawaban", who="8")

    await office.work(lambda: len(office.wire.arrived) == 2)

    assert office.wire.arrived == ["jawaban", "info"]


async def test_a_send_that_may_have_arrived_is_sent_again_once(office: Office) -> None:
    office.wire.answers["halo"] = [Uncertain(), Uncertain()]
    await office.queue("halo", kind=Kind.PROMPT)

    states = await office.work(lambda: False)
    office.clock.advance(timedelta(minutes=1))
    states = await office.work(lambda: False)

    assert office.wire.arrived == ["halo", "halo"]
    assert states == {"halo": SendState.UNCERTAIN}
    assert office.sender.counts.uncertain == 2


async def test_a_broadcast_that_may_have_arrived_is_not_sent_again(office: Office) -> None:
    office.wire.answers["info"] = [Uncertain()]
    await office.queue("info", kind=Kind.BROADCAST)

    states = await office.work(lambda: False)

    assert (office.wire.arrived, states) == (["info"], {"info": SendState.UNCERTAIN})


async def test_a_wait_is_honoured_and_keeps_the_order(office: Office) -> None:
    office.wire.answers["satu"] = [Retryable(30)]
    await office.queue("satu", "dua")
    await office.work(lambda: False)
    assert office.wire.arrived == []

    office.clock.advance(timedelta(seconds=31))
    await office.work(lambda: len(office.wire.arrived) == 2)

    assert office.wire.arrived == ["satu", "dua"]


async def test_who_blocked_the_bot_gets_nothing_more_and_is_marked(office: Office) -> None:
    office.wire.answers["halo"] = [RecipientGone()]
    await office.queue("halo", "lagi")

    states = await office.work(lambda: False)

    assert states == {"halo": SendState.FAILED, "lagi": SendState.FAILED}
    async with office.database.read() as tx:
        found, _ = await people.load(tx, ["7"])
    assert not found["telegram", "7"].is_reachable


async def test_a_refused_row_fails_and_the_next_one_goes(office: Office) -> None:
    office.wire.answers["rusak"] = [Refused(400)]
    await office.queue("rusak", "baik")

    states = await office.work(lambda: len(office.wire.arrived) == 1)

    assert states == {"rusak": SendState.FAILED, "baik": SendState.SENT}


async def test_refused_credentials_stop_everything_and_alert_once(office: Office) -> None:
    office.wire.answers["satu"] = [CredentialsRejected("401")]
    await office.queue("satu", "dua")
    await office.queue("tiga", who="8")
    await office.work(lambda: False)
    assert len(office.alerts) == 1

    office.sender.refused_reason = ""
    states = await office.work(lambda: len(office.wire.arrived) == 3)

    assert sorted(office.wire.arrived) == ["dua", "satu", "tiga"]
    assert set(states.values()) == {SendState.SENT}


async def test_what_a_dead_process_had_in_hand_is_doubted_and_sent(office: Office) -> None:
    await office.queue("satu", "dua")
    async with office.database.begin() as tx:
        await outbox.claim(tx, "telegram", NOW, 10)

    states = await office.work(lambda: len(office.wire.arrived) == 2)

    assert office.wire.arrived == ["satu", "dua"]
    assert office.sender.counts.uncertain == 2
    assert set(states.values()) == {SendState.SENT}


async def test_a_second_process_does_not_send_while_the_lease_is_held(office: Office) -> None:
    await office.queue("satu")
    other = Senders(office.database, Marks(office.database), "other")
    other.by_channel["telegram"] = Sender(
        office.database, Wire(), other.marks, office.clock, Rates(0, 0), office.alert
    )
    await office.senders.take_leases()
    await other.take_leases()

    assert not other.by_channel["telegram"].holds_lease
    assert office.sender.holds_lease


async def test_nobody_who_said_stop_gets_a_broadcast(office: Office) -> None:
    await office.queue("info", kind=Kind.BROADCAST)
    async with office.database.begin() as tx:
        found, _ = await people.load(tx, ["7"])
        await people.set_opted_out(tx, found["telegram", "7"].person_id, NOW)

    states = await office.work(lambda: False)

    assert (office.wire.arrived, states) == ([], {"info": SendState.CANCELLED})


async def test_an_outage_of_hours_loses_nothing(office: Office) -> None:
    office.wire.answers["halo"] = [Retryable(5, Scope.CHANNEL)] * 12
    await office.queue("halo")

    for _ in range(13):
        await office.work(lambda: True)
        office.clock.advance(timedelta(minutes=20))

    assert await office.work(lambda: False) == {"halo": SendState.SENT}


async def test_a_reminder_waits_for_the_morning_and_a_reply_does_not(office: Office) -> None:
    office.clock.frozen_at = NOW.replace(hour=15)  # 22.00 in Medan
    await office.queue("ingat", kind=Kind.REMINDER)
    await office.queue("jawaban", who="8")
    await office.work(lambda: False)
    assert office.wire.arrived == ["jawaban"]

    office.clock.advance(timedelta(hours=9))
    await office.work(lambda: len(office.wire.arrived) == 2)

    assert office.wire.arrived == ["jawaban", "ingat"]


async def test_what_is_too_late_is_not_sent_and_says_so(office: Office) -> None:
    await office.queue("kemarin", kind=Kind.REMINDER)
    async with office.database.begin() as tx:
        await tx.execute(outbox_table.update().values(expires_at=NOW - timedelta(minutes=1)))

    states = await office.work(lambda: False)

    assert (office.wire.arrived, states) == ([], {"kemarin": SendState.EXPIRED})


async def test_marks_of_a_rolled_back_transaction_are_written_by_the_next(office: Office) -> None:
    await office.queue("halo")
    async with office.database.read() as tx:
        row_id = (await tx.execute(select(outbox_table.c.id))).scalar_one()
    office.marks.add(outbox.Mark(row_id, SendState.SENT, NOW))
    async with office.database.begin() as tx:
        settle = await office.marks.write(tx)
        await tx.rollback()
    other = await office.marks.write(tx)  # while that one is not settled nobody else takes them
    other(True)
    settle(False)
    await office.marks.flush()

    async with office.database.read() as tx:
        state = (await tx.execute(select(outbox_table.c.state))).scalar_one()
    assert state == SendState.SENT


async def test_an_answer_does_not_wait_for_a_broadcast_in_the_table(office: Office) -> None:
    office.clock.advance(timedelta(hours=12))  # night: the broadcast stays in the table
    await office.queue("siaran", kind=Kind.BROADCAST)
    await office.work()

    assert office.wire.arrived == []
    assert office.sender.backlog == set()


async def test_a_row_claimed_again_while_its_alert_waits_is_sent_once_and_waited_for(
    office: Office,
) -> None:
    told = asyncio.Event()

    async def alert(_: Trouble) -> None:
        await told.wait()

    office.sender.alert = alert
    office.wire.answers["satu"] = [CredentialsRejected("401")]
    await office.queue("satu", "dua")
    await office.senders.take_leases()
    await office.sender.take_from_table()
    await asyncio.sleep(0.05)
    await office.marks.flush()
    assert office.sender.refused_reason

    office.sender.refused_reason = ""  # the probe got through meanwhile
    office.wire.held = asyncio.Event()
    await office.sender.take_from_table()
    await asyncio.sleep(0.05)
    told.set()  # the first try ends while the second is on its way
    await asyncio.sleep(0.05)
    assert len(office.sender._in_flight) == 1
    office.wire.held.set()
    await office.work(lambda: len(office.wire.arrived) == 2)
    assert office.wire.arrived == ["satu", "dua"]
    assert office.sender._in_flight == {}
