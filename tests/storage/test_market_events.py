"""Market events and their stalls: states by the clock, and stalls when persons change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.business import State
from domain.market_event import EventPlan, EventState, MarketEvent, SalesBand, moved
from domain.product import ProductState
from domain.reminder import Note
from domain.seat import SeatState, Selection
from domain.training import Admission
from storage import (
    businesses,
    changes,
    erasure,
    market_events,
    notes,
    offers,
    people,
    place_changes,
    places,
    stall_applicants,
    stalls,
    thing_states,
)
from storage.changes import MARKET_EVENTS
from storage.database import Database
from storage.places import STALLS
from storage.stall_applicants import Trade
from tests.support.market import STARTS_AT, add_event, an_event_plan
from tests.support.rows import NOW, add_business, add_crowd, add_product


async def test_a_plan_is_read_as_it_was_written(database: Database) -> None:
    plan = an_event_plan(
        clusters=("BATIK", "KERIPIK"), fee_idr=50_000, admission=Admission.SELECT,
        description="Buka sampai malam", map_url="https://maps.app.goo.gl/x",
    )  # fmt: skip
    async with database.begin() as tx:
        first = await market_events.add(tx, plan, NOW, None)
        second = await market_events.add(tx, an_event_plan(), NOW, None)
        assert (first.code, second.code) == ("BZR-001", "BZR-002")
        assert first.state is EventState.DRAFT
        assert await market_events.find_by_code(tx, " bzr-001") == first
        assert await market_events.find_by_check_in_code(tx, first.check_in_code.lower()) == first
        assert first.plan == plan
        assert await stalls.apply(tx, first.id, (await add_crowd(tx, 1))[0], NOW) is None


async def test_the_clock_moves_it_on(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx)
        seen = []
        for moment in (event.plan.registration_closes_at, STARTS_AT, event.plan.ends_at):
            assert await thing_states.has_late(tx, STALLS, moment)
            seen += [one.state for one in await thing_states.advance(tx, STALLS, moment)]
            assert not await thing_states.has_late(tx, STALLS, moment)
        assert seen == [EventState.CLOSED, EventState.RUNNING, EventState.DONE]
        assert await changes.call_off(tx, MARKET_EVENTS, event.id, event.plan.ends_at) is None


async def test_a_draft_is_announced_when_its_moment_has_come(database: Database) -> None:
    at = NOW + timedelta(days=1)
    async with database.begin() as tx:
        draft = await market_events.add(tx, an_event_plan(), NOW, None)
        assert await market_events.list_to_announce(tx, at) == []
        assert await market_events.set_announce_at(tx, draft.id, at)
        assert await market_events.list_to_announce(tx, at - timedelta(seconds=1)) == []
        [due] = await market_events.list_to_announce(tx, at)
        assert await market_events.open_for_applying(tx, due, at)
        assert not await market_events.open_for_applying(tx, due, at)
        assert await market_events.list_to_announce(tx, at) == []
        assert not await market_events.set_announce_at(tx, draft.id, None)


async def test_called_off_it_tells_all_and_nothing_else(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx)
        assert await changes.call_off(tx, MARKET_EVENTS, event.id, NOW)
        due = await notes.list_due(tx, STARTS_AT + timedelta(days=9), list(Note), kind=STALLS)
        assert [one.note for one in due] == [Note.CALLED_OFF]
        assert await changes.call_off(tx, MARKET_EVENTS, event.id, NOW) is None


async def test_moved_it_asks_again_and_its_reminders_move(database: Database) -> None:
    sooner = STARTS_AT - timedelta(days=50)  # 4 December: an offer cannot last as long as before
    async with database.begin() as tx:
        event = await add_event(tx, quota=2)
        first, second, third = await add_crowd(tx, 3)
        for one in (first, second, third):
            await stalls.apply(tx, event.id, one, NOW)
        mine, gone, _ = await places.list_of(tx, STALLS, event.id)
        await place_changes.confirm(tx, STALLS, mine.id, NOW)
        await place_changes.give_up(tx, STALLS, gone.id, NOW)
        plan = moved(event.plan, sooner, sooner + timedelta(hours=8), NOW)
        plan = replace(plan, offers_close_at=NOW + timedelta(hours=1))
        now = await changes.move(tx, MARKET_EVENTS, event.id, plan, NOW)
        assert now is not None
        assert (now.round, now.plan, now.check_in_code) == (2, plan, event.check_in_code)
        held, offered = await places.list_of(tx, STALLS, event.id)
        assert (held.person_id, held.state) == (first, SeatState.HELD)
        assert (offered.person_id, offered.state) == (third, SeatState.OFFERED)
        assert offered.offer_ends_at == plan.offers_close_at
        due = await notes.list_due(tx, sooner + timedelta(days=9), list(Note), kind=STALLS)
        assert next(one.note for one in due if one.round == 2) is Note.MOVED
        assert all(one.round == 2 for one in due)


async def test_what_has_begun_is_not_moved_but_may_be_elsewhere(database: Database) -> None:
    def there(held: MarketEvent) -> EventPlan:
        return replace(held.plan, venue="Lapangan Benteng")

    async with database.begin() as tx:
        event = await add_event(tx)
        for _ in range(2):
            await thing_states.advance(tx, STALLS, STARTS_AT)
        assert await changes.move(tx, MARKET_EVENTS, event.id, event.plan, STARTS_AT) is None
        for count in (1, 2):
            now = await changes.change_venue(tx, MARKET_EVENTS, event.id, there, STARTS_AT)
            assert now is not None
            assert now.plan.venue == "Lapangan Benteng"
            due = await notes.list_due(tx, STARTS_AT, [Note.VENUE_CHANGED], kind=STALLS)
            assert [one.round for one in due] == [count]


async def test_closings_keep_their_distance_where_they_can(database: Database) -> None:
    plan, eight = an_event_plan(), timedelta(hours=8)
    week = timedelta(days=7)
    later = moved(plan, STARTS_AT + week, STARTS_AT + week + eight, NOW)
    assert later.registration_closes_at == plan.registration_closes_at + week
    assert later.offers_close_at == plan.offers_close_at + week
    soon = NOW + timedelta(days=3)
    sooner = moved(plan, soon, soon + eight, NOW)
    assert NOW < sooner.registration_closes_at <= sooner.offers_close_at <= soon


async def test_of_those_who_applied_staff_choose(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, admission=Admission.SELECT)
        crowd = await add_crowd(tx, 3)
        made = [await stalls.apply(tx, event.id, one, NOW) for one in crowd]
        assert [one.state for one in made if one] == [SeatState.APPLIED] * 3
        seen = tuple(one.id for one in made if one)
        chosen = list(seen[1:])
        selection = Selection(seen, seen[1:], others_wait=True)
        counted = await stalls.select_applicants(tx, event.id, selection, NOW)
        assert counted == (2, 1)
        held = await places.list_of(tx, STALLS, event.id, (SeatState.HELD,))
        assert [one.id for one in held] == chosen
        due = await notes.list_due(tx, NOW, list(Note), kind=STALLS)
        assert {one.note for one in due} == {Note.SELECTED, Note.NOT_SELECTED}


async def test_staff_see_what_helps_to_choose(database: Database) -> None:
    async with database.begin() as tx:
        ann, ben = await add_crowd(tx, 2)
        business = await add_business(tx, ann)
        await businesses.set_state(tx, business, State.VERIFIED, NOW, None)
        await add_business(tx, ben)  # nobody has looked at it
        for state in (ProductState.PUBLIC, ProductState.SOLD_OUT, ProductState.HIDDEN):
            await add_product(tx, business.id, f"Keripik {state}", state=state)
        for n in range(3):
            past = await add_event(tx)
            stall = await stalls.apply(tx, past.id, ann, NOW)
            assert stall is not None
            if n == 1:
                await stalls.check_in(tx, stall.id, STARTS_AT)
            if n == 2:
                await place_changes.give_up(tx, STALLS, stall.id, NOW)
        await thing_states.advance(tx, STALLS, past.plan.ends_at)
        later = STARTS_AT + timedelta(days=30)
        plan = moved(an_event_plan(admission=Admission.SELECT), later, later, NOW)
        event = await market_events.add(tx, plan, NOW, None)
        await market_events.open_for_applying(tx, event, NOW)
        for one in (ann, ben):
            await stalls.apply(tx, event.id, one, NOW)
        first, second = await stall_applicants.list_of(tx, event.id)
        trade = Trade("Keripik Bu Ani", "KERIPIK", ("nib", "halal"), 2)
        assert (first.trades, first.held, first.came) == ((trade,), 2, 1)
        assert (second.trades, second.held, second.came) == ((), 0, 0)


async def test_an_erased_persons_stall_goes_to_the_next(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, quota=1)
        first, second = await add_crowd(tx, 2)
        for one in (first, second):
            await stalls.apply(tx, event.id, one, NOW)
        await erasure.erase(tx, first, NOW, NOW.date())
        [offer] = await offers.list_untold(tx, STALLS)
        assert offer.person_id == second
        assert [h.stall.person_id for h in await stalls.list_holders(tx, event.id)] == [second]


async def test_two_persons_who_are_one_have_one_stall(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, quota=2)
        keep, gone, third = await add_crowd(tx, 3)
        for one in (gone, keep, third):
            await stalls.apply(tx, event.id, one, NOW)
        await people.merge(tx, keep, gone, NOW)
        found = await places.list_of(tx, STALLS, event.id)
        assert [(one.person_id, one.state) for one in found] == [
            (keep, SeatState.HELD), (third, SeatState.OFFERED),
        ]  # fmt: skip


@pytest.mark.parametrize("gone_first", [False, True])
async def test_what_was_said_at_either_of_two_stalls_is_kept(
    database: Database, gone_first: bool
) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, quota=1)
        keep, gone = await add_crowd(tx, 2)
        for one in (gone, keep) if gone_first else (keep, gone):
            stall = await stalls.apply(tx, event.id, one, NOW)
            assert stall is not None
            if one == gone:  # its stall stays, or goes
                await stalls.check_in(tx, stall.id, STARTS_AT)
                await stalls.set_sales_band(tx, stall.id, SalesBand.UNDER_1M)
            else:
                await stalls.check_in(tx, stall.id, STARTS_AT + timedelta(hours=1))
        await people.merge(tx, keep, gone, NOW)
        stall = await stalls.find(tx, event.id, keep)
        assert stall is not None
        assert (stall.state, stall.checked_in_at) == (SeatState.HELD, STARTS_AT)
        assert stall.sales_band == SalesBand.UNDER_1M


async def test_bands_are_counted_for_those_with_a_stall(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, quota=2)
        for n, one in enumerate(await add_crowd(tx, 3)):
            stall = await stalls.apply(tx, event.id, one, NOW)
            assert stall is not None
            await stalls.set_sales_band(tx, stall.id, SalesBand.UNDER_1M)
            if n == 0:
                await stalls.set_sales_band(tx, stall.id, SalesBand.OVER_3M)
                assert await stalls.check_in(tx, stall.id, STARTS_AT)
                assert not await stalls.check_in(tx, stall.id, STARTS_AT)
        assert await stalls.count_bands(tx, event.id) == {
            SalesBand.OVER_3M: 1, SalesBand.UNDER_1M: 1,
        }  # fmt: skip
        assert await stalls.count_checked_in(tx, event.id) == 1
