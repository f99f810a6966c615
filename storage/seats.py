"""Seats in trainings: enrolled, offered, confirmed, given up. Each function holds the training.

A seat that becomes free is offered to the next in line by the same call, in the same commit; the
job `bot.seats` tells the person within a second. Handlers only tell the one who acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from domain.errors import NotFound
from domain.reminder import Note, asked_from
from domain.seat import ACTIVE, TAKES_PLACE, SeatState, Step, Why, entry_state
from domain.training import Doubt, Training, TrainingState, accepts_enrolment
from storage import notes, places, trainings
from storage.database import Tx
from storage.places import Scarce
from storage.schema import seats
from storage.schema import trainings as trainings_table

TO_COME = (TrainingState.OPEN, TrainingState.CLOSED)  # its seats change hands
SEATS = Scarce(trainings_table, seats, seats.c.training_id)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place, or wait, in one training. line: smaller comes first."""

    id: int
    training_id: int
    person_id: int
    state: SeatState
    why: str  #: domain.seat.Why of a cancelled one, else ''
    line: int
    doubts: frozenset[Doubt]
    entered_at: datetime
    offer_ends_at: datetime | None  #: of an offered one
    offer_told_at: datetime | None  #: from then on its time runs

    @property
    def is_active(self) -> bool:
        """Whether the person is in it: with a place, in line, or applied."""
        return self.state is not SeatState.CANCELLED

    def offer_has_ended(self, now: datetime) -> bool:
        """Whether the time of an offer that was told is up."""
        ends_at = self.offer_ends_at if self.offer_told_at is not None else None
        return ends_at is not None and ends_at <= now


async def find(tx: Tx, training_id: int, person_id: int) -> Seat | None:
    """The person's seat in a training, cancelled ones too; None where there never was one."""
    query = select(seats).where(seats.c.training_id == training_id, seats.c.person_id == person_id)
    r = (await tx.execute(query)).first()
    return as_seat(r) if r is not None else None


async def find_by_id(tx: Tx, seat_id: int) -> Seat | None:
    """The seat, or None."""
    r = (await tx.execute(select(seats).where(seats.c.id == seat_id))).first()
    return as_seat(r) if r is not None else None


async def get(tx: Tx, seat_id: int) -> Seat:
    """The seat. Raises NotFound."""
    found = await find_by_id(tx, seat_id)
    if found is None:
        raise NotFound(f"there is no seat {seat_id}")
    return found


async def list_of_person(tx: Tx, person_id: int) -> list[Seat]:
    """All seats of a person, cancelled ones too, newest entry first."""
    query = select(seats).where(seats.c.person_id == person_id).order_by(seats.c.entered_at.desc())
    return [as_seat(r) for r in await tx.execute(query)]


async def list_of_training(
    tx: Tx, training_id: int, states: Sequence[SeatState] = ACTIVE
) -> list[Seat]:
    """Seats of a training in these states, in the order of the line."""
    query = select(seats).where(seats.c.training_id == training_id, seats.c.state.in_(list(states)))
    return [as_seat(r) for r in await tx.execute(query.order_by(seats.c.line))]


async def count_by_state(tx: Tx, training_id: int) -> dict[SeatState, int]:
    """How many seats of a training are in each state; states without one are missing."""
    query = select(seats.c.state, func.count()).where(seats.c.training_id == training_id)
    return {SeatState(s): n for s, n in await tx.execute(query.group_by(seats.c.state))}


async def count_free(tx: Tx, training: Training) -> int:
    """Places that somebody who comes now would get; 0 where others wait for them already."""
    counted = await count_by_state(tx, training.id)
    taken = sum(counted.get(s, 0) for s in TAKES_PLACE)
    if counted.get(SeatState.WAITLISTED):
        return 0
    return max(0, training.plan.quota - taken)


async def place_in_line(tx: Tx, seat: Seat) -> int:
    """The number of a waitlisted seat: 1 = the next. 0 for a seat that does not wait."""
    if seat.state is not SeatState.WAITLISTED:
        return 0
    ahead = select(func.count()).where(
        seats.c.training_id == seat.training_id,
        seats.c.state == SeatState.WAITLISTED,
        seats.c.line < seat.line,
    )
    return int((await tx.execute(ahead)).scalar_one()) + 1


async def enrol(
    tx: Tx, training_id: int, person_id: int, at: datetime, doubts: Sequence[Doubt] = ()
) -> Seat | None:
    """Take a place, or one in line; None where the training takes nobody any more.

    Who is in it already keeps the seat they have. The state says what came of it: held, confirmed
    (the question has gone out already), waitlisted, applied (staff select).
    """
    thing = await places.hold(tx, SEATS, training_id)
    training = await trainings.get(tx, training_id)
    mine = await find(tx, training_id, person_id)
    if mine is not None and mine.is_active:
        return mine
    if not accepts_enrolment(training, at):
        return None
    is_asked = at >= asked_from(training.plan)
    state = entry_state(training.plan.admission, thing.places, is_asked=is_asked)
    noted = " ".join(sorted(doubts))
    return await get(tx, await places.enter(tx, SEATS, thing, person_id, state, at, doubts=noted))


async def give_up(tx: Tx, seat_id: int, at: datetime, why: Why = Why.PERSON) -> bool:
    """Cancel a seat; its place goes to the next in line at once.

    False where it was cancelled before, or its training has begun, is over or called off.
    """
    seat, training = await _hold(tx, seat_id)
    if not seat.is_active or training.state not in TO_COME:
        return False
    step = Step(seat.state, SeatState.CANCELLED, why)
    await places.move(tx, SEATS, seat.id, step, at)
    await offer_free(tx, seat.training_id, at)
    return True


async def accept(tx: Tx, seat_id: int, at: datetime) -> Seat:
    """Say yes to an offer; the seat as it is now. Raises NotFound.

    held or confirmed: it is theirs. cancelled: too late, the next in line has the offer. offered:
    the training has begun, is over or called off.
    """
    seat, training = await _hold(tx, seat_id)
    if seat.state is not SeatState.OFFERED or training.state not in TO_COME:
        return seat
    if seat.offer_has_ended(at):
        await give_up(tx, seat_id, at, Why.EXPIRED)
    else:
        is_asked = at >= asked_from(training.plan)
        to = SeatState.CONFIRMED if is_asked else SeatState.HELD
        await places.move(tx, SEATS, seat.id, Step(seat.state, to), at)
    return await get(tx, seat_id)


async def decline(tx: Tx, seat_id: int, at: datetime) -> bool:
    """Say no to an offer; False where it was none (any more). Raises NotFound."""
    seat, _ = await _hold(tx, seat_id)
    return seat.state is SeatState.OFFERED and await give_up(tx, seat_id, at, Why.DECLINED)


async def confirm(tx: Tx, seat_id: int, at: datetime) -> Seat:
    """Say that one comes (Hadir). The seat as it is now: confirmed where it was held."""
    seat, training = await _hold(tx, seat_id)
    if seat.state is not SeatState.HELD or training.state not in TO_COME:
        return seat
    await places.move(tx, SEATS, seat.id, Step(seat.state, SeatState.CONFIRMED), at)
    return await get(tx, seat.id)


async def set_quota(tx: Tx, training_id: int, quota: int, at: datetime) -> int:
    """Change the number of places; how many of those in line were offered one. Evicts nobody."""
    await trainings.lock(tx, training_id)
    changed = update(trainings_table).where(trainings_table.c.id == training_id)
    await tx.execute(changed.values(quota=quota))
    return await offer_free(tx, training_id, at)


async def select_applicants(
    tx: Tx, training_id: int, chosen: Sequence[int], at: datetime, *, others_wait: bool
) -> tuple[int, int]:
    """Staff have chosen among those who applied: how many, and how many not. A note tells all.

    chosen: seat ids; they hold a place though the quota be less: staff decide. others_wait: the
    rest stands in line for a place that becomes free, else it did not come to them this time.
    """
    training = await trainings.lock(tx, training_id)
    yes = Step(SeatState.APPLIED, SeatState.HELD)
    no = Step(SeatState.APPLIED, SeatState.CANCELLED, Why.NOT_SELECTED)
    if others_wait:
        no = Step(SeatState.APPLIED, SeatState.WAITLISTED)
    applied = await list_of_training(tx, training_id, (SeatState.APPLIED,))
    for seat in applied:
        await places.move(tx, SEATS, seat.id, yes if seat.id in chosen else no, at)
    await notes.add_now(tx, training, Note.SELECTED, at)
    await notes.add_now(tx, training, Note.NOT_SELECTED, at)
    await offer_free(tx, training_id, at)
    taken = sum(seat.id in chosen for seat in applied)
    return taken, len(applied) - taken


async def ask_again(tx: Tx, training_id: int, at: datetime) -> None:
    """A training was moved: who had confirmed is asked anew."""
    await trainings.lock(tx, training_id)
    asked = update(seats).where(
        seats.c.training_id == training_id, seats.c.state == SeatState.CONFIRMED
    )
    await tx.execute(asked.values(state=SeatState.HELD, changed_at=at))


async def offer_free(tx: Tx, training_id: int, at: datetime) -> int:
    """Offer free places on, where the training is announced and has not begun."""
    training = await trainings.get(tx, training_id)
    if training.state not in TO_COME:
        return 0
    return await places.offer_free(tx, SEATS, training_id, at)


async def _hold(tx: Tx, seat_id: int) -> tuple[Seat, Training]:
    """The seat, read again once its training is held. Raises NotFound."""
    training = await trainings.lock(tx, (await get(tx, seat_id)).training_id)
    return await get(tx, seat_id), training


def as_seat(r: Any) -> Seat:
    """A row of `seats` as its value."""
    return Seat(
        r.id, r.training_id, r.person_id, SeatState(r.state), r.why, r.line,
        frozenset(map(Doubt, r.doubts.split())), r.entered_at, r.offer_ends_at,
        r.offer_told_at,
    )  # fmt: skip
