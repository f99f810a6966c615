"""Seats in the database: never one too many, the line in order, one commit for the next."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.seat import SeatState, Selection, Why, offer_until
from domain.training import Admission, Doubt, Training
from storage import changes, erasure, offers, people, seats, thing_states
from storage.changes import TRAININGS
from storage.database import Database, Tx
from storage.places import SEATS
from storage.schema import seats as table
from tests.support.rows import NOW, a_plan, add_crowd, add_training

LAST_DAY = a_plan().offers_close_at - timedelta(hours=9)  # 11 January 2027, 09.00 WIB


async def enrol_all(tx: Tx, training: Training, people_ids: list[int], at: datetime = NOW) -> None:
    for person_id in people_ids:
        await seats.enrol(tx, training.id, person_id, at)


async def states(tx: Tx, training: Training) -> list[str]:
    """The states of all seats in the order of the line; a reason stands for 'cancelled'."""
    found = await seats.list_of_training(tx, training.id, tuple(SeatState))
    return [seat.why or seat.state for seat in found]


# ------------------------------------------------------------------ coming and going


async def test_the_number_in_line(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        crowd = await add_crowd(tx, 3)
        await enrol_all(tx, training, crowd)
        first, second, third = await seats.list_of_training(tx, training.id)
        assert [await seats.place_in_line(tx, s) for s in (first, second, third)] == [0, 1, 2]
        assert await seats.count_free(tx, training) == 0


async def test_a_quota_of_none_lets_everybody_wait_until_it_is_raised(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=0)
        await enrol_all(tx, training, await add_crowd(tx, 3))
        assert await states(tx, training) == ["waitlisted"] * 3
        assert await seats.set_quota(tx, training.id, 2, NOW) == 2
        assert await states(tx, training) == ["offered", "offered", "waitlisted"]


async def test_a_lowered_quota_evicts_nobody_and_offers_nothing(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=2)
        await enrol_all(tx, training, await add_crowd(tx, 3))
        assert await seats.set_quota(tx, training.id, 1, NOW) == 0
        first, *_ = await seats.list_of_training(tx, training.id)
        await seats.give_up(tx, first.id, NOW)
        assert await states(tx, training) == ["person", "held", "waitlisted"]


@pytest.mark.parametrize("why", [Why.PERSON, Why.STAFF])
async def test_a_freed_place_is_offered_to_the_next_in_the_same_commit(
    database: Database, why: Why
) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        await enrol_all(tx, training, await add_crowd(tx, 3))
        first, second, _ = await seats.list_of_training(tx, training.id)
        assert await seats.give_up(tx, first.id, NOW, why)
        assert not await seats.give_up(tx, first.id, NOW, why)
        assert await states(tx, training) == [why, "offered", "waitlisted"]
        assert await seats.decline(tx, second.id, NOW)
        assert await states(tx, training) == [why, "declined", "offered"]
        [told] = await offers.list_untold(tx)
        seat = await seats.accept(tx, told.id, NOW)
        assert seat.state is SeatState.HELD
        assert await offers.list_untold(tx) == []


async def test_an_offer_lasts_from_when_it_is_told(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=0)
        await enrol_all(tx, training, await add_crowd(tx, 1))
        await seats.set_quota(tx, training.id, 1, LAST_DAY)
        [offer] = await offers.list_untold(tx)
        later = LAST_DAY + timedelta(hours=2)
        until = offer_until(later, training.plan.offers_close_at)
        assert until == later + timedelta(hours=3)
        assert await offers.set_told(tx, offer.id, until, later)
        assert not await offers.set_told(tx, offer.id, until, later)
        assert await offers.list_run_out(tx, until - timedelta(seconds=1)) == []
        assert await offers.list_run_out(tx, until) == [training.id]


async def test_a_yes_after_the_end_of_an_offer_is_too_late(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=0)
        await enrol_all(tx, training, await add_crowd(tx, 2))
        await seats.set_quota(tx, training.id, 1, NOW)
        [offer] = await offers.list_untold(tx)
        await offers.set_told(tx, offer.id, NOW + timedelta(days=2), NOW)
        seat = await seats.accept(tx, offer.id, NOW + timedelta(days=3))
        assert (seat.state, seat.why) == (SeatState.CANCELLED, Why.EXPIRED)
        assert await states(tx, training) == ["expired", "offered"]


async def test_nothing_is_offered_once_offers_have_closed(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        await enrol_all(tx, training, await add_crowd(tx, 2))
        first, _ = await seats.list_of_training(tx, training.id)
        await seats.give_up(tx, first.id, training.plan.offers_close_at)
        assert await states(tx, training) == ["person", "waitlisted"]


async def test_who_comes_back_stands_at_the_end(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        crowd = await add_crowd(tx, 3)
        await enrol_all(tx, training, crowd)
        first, second, _ = await seats.list_of_training(tx, training.id)
        await seats.give_up(tx, second.id, NOW)
        again = await seats.enrol(tx, training.id, crowd[1], NOW, [Doubt.CLASH])
        assert again is not None
        assert (again.id, again.state) == (second.id, SeatState.WAITLISTED)
        assert await seats.place_in_line(tx, again) == 2
        assert again.doubts == {Doubt.CLASH}
        once_more = await seats.enrol(tx, training.id, crowd[1], NOW)
        assert once_more == again
        assert first.line == 1


async def test_the_answer_to_the_question(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=2)
        await enrol_all(tx, training, await add_crowd(tx, 1))
        [seat] = await seats.list_of_training(tx, training.id)
        assert (await seats.confirm(tx, seat.id, NOW)).state is SeatState.CONFIRMED
        assert (await seats.confirm(tx, seat.id, NOW)).state is SeatState.CONFIRMED


async def test_registration_that_has_closed_takes_nobody(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx)
        [person_id] = await add_crowd(tx, 1)
        closed = training.plan.registration_closes_at
        assert await seats.enrol(tx, training.id, person_id, closed) is None
        assert await states(tx, training) == []


async def test_a_training_that_has_begun_keeps_its_seats(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        await enrol_all(tx, training, await add_crowd(tx, 2))
        assert len(await thing_states.advance(tx, SEATS, training.plan.starts_at)) == 1
        first, _ = await seats.list_of_training(tx, training.id)
        assert not await seats.give_up(tx, first.id, training.plan.starts_at)
        assert await states(tx, training) == ["held", "waitlisted"]


# ------------------------------------------------------------------ staff


async def test_staff_choose_and_the_rest_waits_or_not(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1, admission=Admission.SELECT)
        await enrol_all(tx, training, await add_crowd(tx, 3))
        assert await states(tx, training) == ["applied"] * 3
        seen = tuple(one.id for one in await seats.list_of_training(tx, training.id))
        second = await seats.get(tx, seen[1])
        selection = Selection(seen, (second.id,), others_wait=True)
        assert await seats.select_applicants(tx, training.id, selection, NOW) == (1, 2)
        assert await states(tx, training) == ["waitlisted", "held", "waitlisted"]
        await seats.give_up(tx, second.id, NOW)
        assert await states(tx, training) == ["offered", "person", "waitlisted"]


async def test_those_not_chosen_are_let_go(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1, admission=Admission.SELECT)
        await enrol_all(tx, training, await add_crowd(tx, 2))
        seen = tuple(one.id for one in await seats.list_of_training(tx, training.id))
        await enrol_all(tx, training, await add_crowd(tx, 1))  # while staff choose
        selection = Selection(seen, seen[:1], others_wait=False)
        assert await seats.select_applicants(tx, training.id, selection, NOW) == (1, 1)
        assert await states(tx, training) == ["held", "not_selected", "applied"]


async def test_moved_all_confirm_again_and_called_off_history_stays(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=2)
        await enrol_all(tx, training, await add_crowd(tx, 1))
        [seat] = await seats.list_of_training(tx, training.id)
        await seats.confirm(tx, seat.id, NOW)
        moved = await changes.move(
            tx, TRAININGS, training.id, a_plan(title="Membatik", quota=2), NOW
        )
        assert moved is not None
        assert (moved.round, moved.title) == (2, "Membatik")
        assert await states(tx, training) == ["held"]
        called_off = await changes.call_off(tx, TRAININGS, training.id, NOW)
        assert called_off is not None
        assert called_off.state == "cancelled"
        assert await states(tx, training) == ["held"]
        assert await changes.call_off(tx, TRAININGS, training.id, NOW) is None
        assert await changes.move(tx, TRAININGS, training.id, a_plan(), NOW) is None
        assert not await seats.give_up(tx, seat.id, NOW)


# ------------------------------------------------------------------ persons change


async def test_the_seat_of_an_erased_person_goes_on_in_the_same_commit(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=1)
        crowd = await add_crowd(tx, 2)
        await enrol_all(tx, training, crowd)
        await erasure.erase(tx, crowd[0], NOW, NOW.date())
        assert await states(tx, training) == ["person", "offered"]


async def test_of_two_seats_of_one_person_the_better_stays(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=2)
        crowd = await add_crowd(tx, 4)
        await enrol_all(tx, training, [crowd[1], crowd[2], crowd[0], crowd[3]])
        await people.merge(tx, crowd[0], crowd[1], NOW)  # waits; has a seat
        rows = (await tx.execute(select(table).order_by(table.c.line))).all()
        assert [(r.person_id, r.state) for r in rows] == [
            (crowd[0], "held"), (crowd[2], "held"), (crowd[3], "waitlisted"),
        ]  # fmt: skip
        await people.merge(tx, crowd[0], crowd[2], NOW)  # both have a seat: one goes on
        rows = (await tx.execute(select(table).order_by(table.c.line))).all()
        assert [(r.person_id, r.state) for r in rows] == [
            (crowd[0], "held"), (crowd[3], "offered"),
        ]  # fmt: skip
