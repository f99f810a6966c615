"""Broadcasts: a frozen audience, each once, never after *berhenti*, stopped within one message."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.broadcasts import send_broadcasts
from bot.hands import Senders
from bot.inbound import Inbound
from bot.marks import Marks
from bot.outbound import Sender
from bot.sending import Rates
from domain.broadcast import Audience, BroadcastState
from domain.business import State
from domain.clock import Clock
from domain.consent import Consent, Purpose
from domain.enrolment import fits
from domain.errors import Held
from domain.training import Target
from domain.window import HELD_FOR_WINDOW
from storage import audiences, broadcasts, businesses, consents, people, receipts
from storage.broadcasts import Broadcast
from storage.businesses import Registration
from storage.database import Database, Tx
from storage.outbox import Row
from storage.schema import outbox, persons
from tests.support.crowds import add_owners
from tests.support.rows import NOW, VILLAGE, a_plan, add_person
from tests.support.talk import OFFICE
from tests.support.toys import CONTENTS
from texts.catalogue import load

KERIPIK = Audience(Target.IKM, ("KERIPIK",))


class Wire:
    """A platform that counts, and does something at a message."""

    channel = "telegram"
    paces_replies = False

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.at: dict[int, Callable[[], Any]] = {}

    async def send(self, row: Row) -> str:
        """It arrives."""
        self.arrived.append(row.address)
        if act := self.at.pop(len(self.arrived), None):
            await act()
        return f"m{row.id}"

    async def check(self) -> None:
        """Credentials are fine."""


class Office:
    """Staff who broadcast, on a bot with one sender."""

    def __init__(self, database: Database) -> None:
        self.database, self.wire = database, Wire()
        self.clock = Clock(frozen_at=NOW)
        marks = Marks(database)
        self.senders = Senders(database, marks, "me")
        rates = Rates(channel=0, contact=0, in_flight=1)
        self.sender = Sender(database, self.wire, marks, self.clock, rates, self._alert)
        self.senders.by_channel["telegram"] = self.sender
        self.marks = marks
        self.inbound = Inbound(database, CONTENTS, load(OFFICE), self.clock, self.senders)

    async def _alert(self, what: object) -> None:
        raise AssertionError(what)

    async def announce(self, audience: Audience = KERIPIK, by: int | None = None) -> Broadcast:
        """A broadcast that is due now."""
        wanted = Broadcast(0, "training:1", '{"text":"Halo"}', BroadcastState.SCHEDULED, NOW,
                           NOW + timedelta(days=3), 0, by)  # fmt: skip
        async with self.database.begin() as tx:
            return await broadcasts.add(tx, wanted, audience, NOW)

    async def tick(self, times: int = 1) -> None:
        """The jobs have their turn."""
        await self.senders.take_leases()
        for _ in range(times):
            await send_broadcasts(self.inbound)
            await self.sender.take_from_table()
            for _ in range(12):  # as many as there are: each wait ends with one message
                await self.sender.settle()
            await asyncio.sleep(0)
            await self.marks.flush()

    async def counted(self, one: Broadcast) -> dict[str, int]:
        """What became of each recipient."""
        async with self.database.read() as tx:
            return await broadcasts.count_by_state(tx, one.id)

    async def state(self, one: Broadcast) -> str:
        """Where it stands."""
        async with self.database.read() as tx:
            return (await broadcasts.get(tx, one.id)).state


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


# ------------------------------------------------------------------ the audience


@pytest.mark.parametrize("target", Target)
async def test_the_rule_in_sql_is_the_rule_in_words(database: Database, target: Target) -> None:
    async with database.begin() as tx:
        for cluster in ("KERIPIK", "BATIK"):
            for makes in ("yes", "planned", "stopped", "no"):
                for state in (State.REGISTERED, State.VERIFIED, State.NOT_IKM):
                    await add_owners(tx, 1, cluster, makes, state)
        for clusters in ((), ("KERIPIK",), ("BATIK", "ROTI")):
            plan = a_plan(target=target, clusters=clusters)
            fitting = await _count_fitting(tx, plan)
            assert await audiences.count(tx, Audience(target, clusters)) == fitting > 0


async def _count_fitting(tx: Tx, plan: Any) -> int:
    ids = (await tx.execute(select(persons.c.id))).scalars().all()
    return sum([fits(plan, await businesses.list_of_person(tx, one)) for one in ids])


async def test_only_those_who_agreed_last_and_did_not_stop(database: Database) -> None:
    async with database.begin() as tx:
        crowd = await add_owners(tx, 4)
        await add_owners(tx, 1, agreed=False)
        later = NOW + timedelta(days=1)
        no = Consent(Purpose.BROADCASTS, False, "v1", "telegram", later)
        await consents.add(tx, crowd[0], [no])
        await people.set_opted_out(tx, crowd[1], NOW)
        assert await audiences.count(tx, KERIPIK) == 2
        assert await audiences.count_stopped(tx, KERIPIK) == 1


async def test_the_audience_is_frozen_and_each_is_written_to_once(office: Office) -> None:
    async with office.database.begin() as tx:
        crowd = await add_owners(tx, 5)
    one = await office.announce()
    assert one.audience == 5
    async with office.database.begin() as tx:
        await add_owners(tx, 2)  # agreed too late for this one
        await people.set_opted_out(tx, crowd[0], NOW)
    await office.tick(5)
    assert len(office.wire.arrived) == len(set(office.wire.arrived)) == 4
    assert await office.counted(one) == {"sent": 4, "skipped": 1}
    assert await office.state(one) == "done"


async def test_stopped_after_it_was_queued_it_does_not_arrive(office: Office) -> None:
    async with office.database.begin() as tx:
        crowd = await add_owners(tx, 3)
    one = await office.announce()
    await send_broadcasts(office.inbound)
    await send_broadcasts(office.inbound)  # queued, and nothing has left
    async with office.database.begin() as tx:
        await people.set_opted_out(tx, crowd[0], NOW)
    await office.tick(3)
    assert await office.counted(one) == {"sent": 2, "cancelled": 1}


async def test_stopped_while_it_lay_in_the_senders_memory(office: Office) -> None:
    async with office.database.begin() as tx:
        crowd = await add_owners(tx, 12)
    one = await office.announce()

    async def stop() -> None:
        async with office.database.begin() as tx:
            await people.set_opted_out(tx, crowd[-1], NOW)

    office.wire.at[2] = stop  # all twelve are in its hands by now
    await office.tick(12)
    assert await office.counted(one) == {"sent": 11, "failed": 1}


# ------------------------------------------------------------------ pause, end


async def test_a_pause_holds_within_one_message_and_goes_on(office: Office) -> None:
    async with office.database.begin() as tx:
        await add_owners(tx, 12)
    one = await office.announce()

    async def pause() -> None:
        async with office.database.begin() as tx:
            assert await broadcasts.pause(tx, one.id, NOW)
        await asyncio.sleep(0.02)  # longer than an answer of the gate is used

    office.wire.at[4] = pause
    await office.tick(6)
    assert len(office.wire.arrived) <= 5
    counted = await office.counted(one)
    assert sum(counted.values()) == 12
    assert counted["held"] == 12 - len(office.wire.arrived)
    async with office.database.begin() as tx:
        assert not await broadcasts.pause(tx, one.id, NOW)
        assert await broadcasts.resume(tx, one.id, NOW)
    await asyncio.sleep(0.02)
    await office.tick(4)
    assert await office.counted(one) == {"sent": 12}
    assert len(set(office.wire.arrived)) == 12


async def test_an_end_leaves_the_rest_unwritten(office: Office) -> None:
    async with office.database.begin() as tx:
        await add_owners(tx, 8)
    one = await office.announce()

    async def cancel() -> None:
        async with office.database.begin() as tx:
            assert await broadcasts.cancel(tx, one.id, NOW)
        await asyncio.sleep(0.02)

    office.wire.at[2] = cancel
    await office.tick(5)
    assert len(office.wire.arrived) <= 3
    sent = len(office.wire.arrived)
    assert await office.counted(one) == {"sent": sent, "cancelled": 8 - sent}


async def test_what_waited_for_its_person_leaves_though_the_broadcast_is_done(
    office: Office,
) -> None:
    async with office.database.begin() as tx:
        await add_owners(tx, 2)
    one = await office.announce()
    office.wire.at[1] = _hold
    await office.tick(4)
    assert await office.state(one) == BroadcastState.DONE
    async with office.database.begin() as tx:
        held = (await tx.execute(select(outbox).where(outbox.c.state == "held"))).one()
        await receipts.release_held(tx, [held.contact_id], NOW)  # the person has written
    await office.tick(2)
    assert await office.counted(one) == {"sent": 2}


async def _hold() -> None:
    raise Held(HELD_FOR_WINDOW)


async def test_one_that_a_standstill_made_late_is_not_sent_and_staff_hear(office: Office) -> None:
    async with office.database.begin() as tx:
        await add_owners(tx, 2)
        _, hasan = await add_person(tx, "Hasan", "admin")
    one = await office.announce(by=hasan.id)
    office.clock.frozen_at = NOW + timedelta(days=4)
    await office.tick(3)
    assert await office.state(one) == "expired"
    async with office.database.read() as tx:
        notices = (await tx.execute(select(outbox.c.payload))).scalars().all()
    assert len(notices) == 1
    assert "tidak jadi dikirim" in notices[0]


# ------------------------------------------------------------------ deaths


async def test_deaths_between_pages_lose_nobody_and_double_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office.database.begin() as tx:
        await add_owners(tx, 9)
    one = await office.announce()
    monkeypatch.setattr("bot.broadcasts.MAX_BIND", 2)
    real, calls = broadcasts.settle, Counter[str]()

    async def dies(*args: Any) -> None:
        await real(*args)
        calls["settle"] += 1
        if calls["settle"] in (2, 3, 5):
            raise ConnectionError("killed")

    monkeypatch.setattr("storage.broadcasts.settle", dies)
    for _ in range(8):
        try:
            await office.tick()
        except ConnectionError:
            assert sum((await office.counted(one)).values()) == 9
    await office.tick(2)
    assert await office.counted(one) == {"sent": 9}
    assert len(set(office.wire.arrived)) == len(office.wire.arrived) == 9
    assert await office.state(one) == "done"


async def test_the_owner_of_two_businesses_stands_in_an_audience_once(database: Database) -> None:
    async with database.begin() as tx:
        [owner] = await add_owners(tx, 1)
        second = Registration("Dua", "ikm", "yes", "own", "KERIPIK", VILLAGE)
        await businesses.add(tx, owner, second, NOW)
        assert await audiences.count(tx, KERIPIK) == 1
