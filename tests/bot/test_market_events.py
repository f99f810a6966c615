"""Announcing by the clock: once, to those it fits who agreed, and not when it is too late."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.broadcasts import send_broadcasts
from bot.market_events import tend_market_events
from domain.business import State
from domain.market_event import EventState, MarketEvent
from storage import broadcasts, market_events, people
from storage.broadcasts import Broadcast
from storage.database import Database, Tx
from tests.support.crowds import add_owners
from tests.support.market import an_event_plan
from tests.support.rows import NOW
from tests.support.training_world import World

AT = NOW + timedelta(days=1)


async def test_it_is_announced_once_to_those_it_fits(database: Database) -> None:
    world = World(database)
    async with database.begin() as tx:
        fitting = await add_owners(tx, 5)
        await add_owners(tx, 2, state=State.UNDER_REVIEW)
        await add_owners(tx, 2, cluster="BATIK")
        await add_owners(tx, 2, agreed=False)
        plan = an_event_plan(clusters=("KERIPIK",))
        event = await market_events.add(tx, plan, NOW, None)
        await market_events.set_announce_at(tx, event.id, AT)
    for moment in (NOW, AT, AT, AT + timedelta(minutes=1)):
        world.clock.frozen_at = moment
        await tend_market_events(world.inbound)
        if moment == AT:
            async with database.begin() as tx:
                await people.set_opted_out(tx, fitting[0], AT)  # berhenti, after the freeze
    await send_broadcasts(world.inbound)
    await send_broadcasts(world.inbound)
    async with database.read() as tx:
        [made] = await broadcasts.list_about(tx, market_events.about(event))
        assert made.audience == 5
        counted = await broadcasts.count_by_state(tx, made.id)
        assert (counted["skipped"], sum(counted.values())) == (1, 5)
        assert (await market_events.get(tx, event.id)).state is EventState.OPEN
    assert len(await world.texts()) == 4


async def test_what_a_standstill_made_too_late_is_not_announced(database: Database) -> None:
    world = World(database)
    async with database.begin() as tx:
        [planner] = await add_owners(tx, 1)
        event = await market_events.add(tx, an_event_plan(), NOW, planner)
        await market_events.set_announce_at(tx, event.id, AT)
    world.clock.frozen_at = event.plan.registration_closes_at
    await tend_market_events(world.inbound)
    async with database.read() as tx:
        now = await market_events.get(tx, event.id)
        assert (now.state, now.announce_at) == (EventState.DRAFT, None)
        assert await broadcasts.list_about(tx, market_events.about(event)) == []
    [told] = await world.texts()  # who planned it
    assert "tidak jadi diumumkan" in told.text


async def announced(world: World) -> tuple[MarketEvent, Broadcast]:
    """A market event whose announcement to two owners has not begun."""
    async with world.database.begin() as tx:
        await add_owners(tx, 2)
        event = await market_events.add(tx, an_event_plan(), NOW, None)
        await market_events.set_announce_at(tx, event.id, NOW)
    await tend_market_events(world.inbound)
    async with world.database.read() as tx:
        [stale] = await broadcasts.list_running(tx)
    return event, stale


async def test_who_is_still_to_be_told_of_it_reads_the_new_facts(database: Database) -> None:
    world = World(database)
    event, stale = await announced(world)
    for _ in range(2):  # it begins; its rows are queued
        await send_broadcasts(world.inbound)
    closes_at = event.plan.registration_closes_at - timedelta(days=1)
    async with database.begin() as tx:
        payload = stale.payload.replace("Lapangan Merdeka", "Lapangan Benteng")
        await broadcasts.rewrite_about(tx, market_events.about(event), payload, closes_at)
        assert (await broadcasts.get(tx, stale.id)).expires_at == closes_at
    assert ["di Lapangan Benteng" in one.text for one in await world.texts()] == [True, True]


async def test_a_page_under_way_does_not_leave_with_the_old_facts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(database)
    event, stale = await announced(world)
    rewriting: list[asyncio.Task[None]] = []

    async def rewrite() -> None:
        async with database.begin() as tx:
            payload = stale.payload.replace("Lapangan Merdeka", "Lapangan Benteng")
            closes_at = event.plan.registration_closes_at
            await broadcasts.rewrite_about(tx, market_events.about(event), payload, closes_at)

    async def list_slowly(tx: Tx, *rest: Any) -> list[broadcasts.Recipient]:
        if not rewriting:
            rewriting.append(asyncio.create_task(rewrite()))
            await asyncio.sleep(0.1)  # to get as far as it can, which must not be past this page
        return await list_waiting(tx, *rest)

    list_waiting = broadcasts.list_waiting
    monkeypatch.setattr(broadcasts, "list_waiting", list_slowly)
    for _ in range(2):  # it begins; its rows are queued
        await send_broadcasts(world.inbound)
    await rewriting[0]

    assert ["di Lapangan Benteng" in one.text for one in await world.texts()] == [True, True]
