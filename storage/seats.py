"""Seats in trainings: enrolled, offered, confirmed, given up. Each change holds the training.

How a place changes hands stands in `storage.place_changes`, the same for every scarce thing: one
that becomes free is offered to the next in line by the same call, in the same commit; the job
`bot.seats` tells the person within a second. Handlers only tell the one who acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from domain.errors import NotFound
from domain.reminder import Note
from domain.seat import ACTIVE, Places, SeatState, Selection, Why
from domain.training import Doubt, Training
from storage import notes, place_changes, places, trainings
from storage.database import Tx
from storage.lookup import Lookup
from storage.places import SEATS
from storage.schema import seats

_OF_PERSON = Lookup(  # every enrolment asks for them
    select(seats)
    .where(seats.c.person_id == bindparam("person"))
    .order_by(seats.c.entered_at.desc())
)


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
    return [as_seat(r) for r in await _OF_PERSON.find_named(tx, person_id)]


async def list_of_training(
    tx: Tx, training_id: int, states: Sequence[SeatState] = ACTIVE
) -> list[Seat]:
    """Seats of a training in these states, in the order of the line."""
    query = select(seats).where(seats.c.training_id == training_id, seats.c.state.in_(list(states)))
    return [as_seat(r) for r in await tx.execute(query.order_by(seats.c.line))]


async def count_by_state(tx: Tx, training_id: int) -> dict[SeatState, int]:
    """How many seats of a training are in each state; states without one are missing."""
    return await places.count_by_state(tx, SEATS, training_id)


async def count_places(tx: Tx, training: Training) -> Places:
    """How its places stand now; where others wait, a free one is not for who comes."""
    return await places.count(tx, SEATS, training.id, training.plan.quota)


async def count_free(tx: Tx, training: Training) -> int:
    """Places that somebody who comes now would get; 0 where others wait for them already."""
    return await places.count_free(tx, SEATS, training.id, training.plan.quota)


async def place_in_line(tx: Tx, seat: Seat) -> int:
    """The number of a waitlisted seat: 1 = the next. 0 for a seat that does not wait."""
    if seat.state is not SeatState.WAITLISTED:
        return 0
    return await places.number_in_line(tx, SEATS, seat.training_id, seat.line)


async def enrol(
    tx: Tx, training_id: int, person_id: int, at: datetime, doubts: Sequence[Doubt] = ()
) -> Seat | None:
    """Take a place, or one in line; None where the training takes nobody any more.

    Who is in it already keeps the seat they have. The state says what came of it: held, confirmed
    (the question has gone out already), waitlisted, applied (staff select).
    """
    noted = " ".join(sorted(doubts))
    taken = await place_changes.take(tx, SEATS, training_id, person_id, at, doubts=noted)
    return await get(tx, taken) if taken is not None else None


async def give_up(tx: Tx, seat_id: int, at: datetime, why: Why = Why.PERSON) -> bool:
    """Cancel a seat; its place goes to the next in line at once. Raises NotFound.

    False where it was cancelled before, or its training has begun, is over or called off.
    """
    return await place_changes.give_up(tx, SEATS, seat_id, at, why)


async def accept(tx: Tx, seat_id: int, at: datetime) -> Seat:
    """Say yes to an offer; the seat as it is now. Raises NotFound.

    held or confirmed: it is theirs. cancelled: too late, the next in line has the offer. offered:
    the training has begun, is over or called off.
    """
    await place_changes.accept(tx, SEATS, seat_id, at)
    return await get(tx, seat_id)


async def decline(tx: Tx, seat_id: int, at: datetime) -> bool:
    """Say no to an offer; False where it was none (any more). Raises NotFound."""
    return await place_changes.decline(tx, SEATS, seat_id, at)


async def confirm(tx: Tx, seat_id: int, at: datetime) -> Seat:
    """Say that one comes (Hadir). The seat as it is now: confirmed where it was held."""
    await place_changes.confirm(tx, SEATS, seat_id, at)
    return await get(tx, seat_id)


async def set_quota(tx: Tx, training_id: int, quota: int, at: datetime) -> int:
    """Change the number of places; how many of those in line were offered one. Evicts nobody."""
    return await place_changes.set_quota(tx, SEATS, training_id, quota, at)


async def select_applicants(
    tx: Tx, training_id: int, selection: Selection, at: datetime
) -> tuple[int, int]:
    """Staff have chosen among those who applied: how many, and how many not. A note tells all."""
    counted = await place_changes.select_applicants(tx, SEATS, training_id, selection, at)
    training = await trainings.get(tx, training_id)
    await notes.add_now(tx, training, Note.SELECTED, at)
    await notes.add_now(tx, training, Note.NOT_SELECTED, at)
    return counted


def as_seat(r: Any) -> Seat:
    """A row of `seats` as its value."""
    return Seat(
        r.id, r.training_id, r.person_id, SeatState(r.state), r.why, r.line,
        frozenset(map(Doubt, r.doubts.split())), r.entered_at, r.offer_ends_at,
        r.offer_told_at,
    )  # fmt: skip
