"""Those who applied for a training, with what staff want to know of each before they choose."""

from dataclasses import dataclass

from sqlalchemy import func, select

from domain.seat import HAS_SEAT, SeatState
from domain.training import Doubt, TrainingState
from storage.database import Tx
from storage.schema import attendance, businesses, meetings, persons, seats, trainings


@dataclass(frozen=True, slots=True)
class Applicant:
    """businesses: names, ''; attended, absent: trainings they came to, or held a seat in vain."""

    seat_id: int
    person_id: int
    name: str
    businesses: str
    attended: int
    absent: int
    doubts: frozenset[Doubt]


async def list_of(tx: Tx, training_id: int) -> list[Applicant]:
    """Everybody who applied, in the order in which they did."""
    query = (
        select(seats.c.id, seats.c.person_id, seats.c.doubts, persons.c.name)
        .join(persons, persons.c.id == seats.c.person_id)
        .where(seats.c.training_id == training_id, seats.c.state == SeatState.APPLIED)
        .order_by(seats.c.line)
    )
    rows = (await tx.execute(query)).all()
    ids = [r.person_id for r in rows]
    named = await _list_businesses(tx, ids)
    attended, held = await _count_attended(tx, ids), await _count_held(tx, ids)
    return [
        Applicant(
            r.id, r.person_id, r.name, ", ".join(named.get(r.person_id, ())),
            attended.get(r.person_id, 0),
            max(0, held.get(r.person_id, 0) - attended.get(r.person_id, 0)),
            frozenset(map(Doubt, r.doubts.split())),
        )
        for r in rows
    ]  # fmt: skip


async def _list_businesses(tx: Tx, person_ids: list[int]) -> dict[int, list[str]]:
    query = select(businesses.c.person_id, businesses.c.name)
    found: dict[int, list[str]] = {}
    for r in await tx.execute(query.where(businesses.c.person_id.in_(person_ids))):
        found.setdefault(r.person_id, []).append(r.name)
    return found


async def _count_attended(tx: Tx, person_ids: list[int]) -> dict[int, int]:
    """To how many trainings that are over each came at least once."""
    query = (
        select(attendance.c.person_id, func.count(meetings.c.training_id.distinct()))
        .join(meetings, meetings.c.id == attendance.c.meeting_id)
        .join(trainings, trainings.c.id == meetings.c.training_id)
        .where(attendance.c.person_id.in_(person_ids), trainings.c.state == TrainingState.DONE)
        .group_by(attendance.c.person_id)
    )
    return {person_id: n for person_id, n in await tx.execute(query)}


async def _count_held(tx: Tx, person_ids: list[int]) -> dict[int, int]:
    """In how many trainings that are over each had a seat to the end."""
    query = (
        select(seats.c.person_id, func.count())
        .join(trainings, trainings.c.id == seats.c.training_id)
        .where(seats.c.person_id.in_(person_ids), seats.c.state.in_(HAS_SEAT))
        .where(trainings.c.state == TrainingState.DONE)
        .group_by(seats.c.person_id)
    )
    return {person_id: n for person_id, n in await tx.execute(query)}
