"""Who came to which meeting. Coming twice is one attendance; attended and absent are derived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from domain.seat import HAS_SEAT, SeatState
from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import attendance, meetings, persons, seats


@dataclass(frozen=True, slots=True)
class Attendee:
    """A seat holder and the meetings they came to. meeting_ids: of this training."""

    seat_id: int
    person_id: int
    name: str
    phone: str | None
    state: SeatState
    meeting_ids: frozenset[int]


async def add(tx: Tx, meeting_id: int, person_id: int, at: datetime, by: int | None = None) -> bool:
    """Somebody came; False where that was known. by: the trainer who ticked, None = by the code."""
    statement = insert(tx.dialect)(attendance).values(
        id=new_id(), meeting_id=meeting_id, person_id=person_id, at=at, noted_by=by
    )
    return bool((await tx.execute(statement.on_conflict_do_nothing())).rowcount)


async def remove(tx: Tx, meeting_id: int, person_id: int) -> bool:
    """A trainer takes a tick back; False where there was none."""
    gone = delete(attendance).where(
        attendance.c.meeting_id == meeting_id, attendance.c.person_id == person_id
    )
    return bool((await tx.execute(gone)).rowcount)


async def list_of_training(
    tx: Tx, training_id: int, states: Sequence[SeatState] = HAS_SEAT
) -> list[Attendee]:
    """Everybody with a seat and where they came, by name: the list that trainers tick."""
    query = (
        select(seats.c.id, seats.c.person_id, seats.c.state, persons.c.name, persons.c.phone)
        .join(persons, persons.c.id == seats.c.person_id)
        .where(seats.c.training_id == training_id, seats.c.state.in_(list(states)))
        .order_by(func.lower(persons.c.name), seats.c.line)
    )
    came: dict[int, set[int]] = {}
    noted = select(attendance.c.person_id, attendance.c.meeting_id).join(
        meetings, meetings.c.id == attendance.c.meeting_id
    )
    for person_id, meeting_id in await tx.execute(
        noted.where(meetings.c.training_id == training_id)
    ):
        came.setdefault(person_id, set()).add(meeting_id)
    return [
        Attendee(r.id, r.person_id, r.name, r.phone, SeatState(r.state),
                 frozenset(came.get(r.person_id, ())))
        for r in await tx.execute(query)
    ]  # fmt: skip


async def count_attended(tx: Tx, training_id: int, person_id: int) -> int:
    """To how many meetings of a training the person came."""
    query = (
        select(func.count())
        .select_from(attendance.join(meetings, meetings.c.id == attendance.c.meeting_id))
        .where(meetings.c.training_id == training_id, attendance.c.person_id == person_id)
    )
    return int((await tx.execute(query)).scalar_one())


async def list_trainings_attended(tx: Tx, person_id: int) -> list[int]:
    """Ids of the trainings to which the person came at least once."""
    query = (
        select(meetings.c.training_id)
        .join(attendance, attendance.c.meeting_id == meetings.c.id)
        .where(attendance.c.person_id == person_id)
        .distinct()
    )
    return list((await tx.execute(query)).scalars())
