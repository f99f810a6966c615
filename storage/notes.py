"""What is due to be told to the people of a training, and that it was told, once per seat.

A note is one row per training; a job expands it into messages, slice by slice, and keeps one row
per seat in `reminders`, whose unique key says that nobody is told twice, whatever restarts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, exists, func, insert, literal, or_, select, tuple_, update

from domain.delivery import SendState
from domain.reminder import (
    ASKS_TO_CONFIRM,
    AUDIENCES,
    Due,
    Note,
    afterwards_at,
    at_once,
    schedule_from,
)
from domain.seat import SeatState, Why
from domain.training import Training, TrainingState
from storage import reach
from storage.database import MAX_BIND, Tx, is_sqlite
from storage.database import insert as dialect_insert
from storage.ids import new_id
from storage.reach import Reach
from storage.schema import (
    attendance,
    meetings,
    notes,
    outbox,
    persons,
    reminders,
    seats,
    trainings,
)

DUE, DONE, LATE, CANCELLED = "due", "done", "late", "cancelled"  # of a note
QUEUED, UNREACHABLE = "queued", "unreachable"  # of a reminder, which may be LATE too


Place: TypeAlias = tuple[int, str, int]  # note, state of the seat, its line
START: Place = (0, "", 0)


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note whose moment has come. expires_at: from then on it is only counted."""

    id: int
    training_id: int
    note: Note
    round: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a note for a seat. state: QUEUED (with its row), LATE or UNREACHABLE."""

    due: DueNote
    seat_id: int
    state: str
    outbox_id: int | None


@dataclass(frozen=True, slots=True)
class Untold:
    """A seat that a note concerns, and how its person is reached."""

    note_id: int
    seat_id: int
    line: int
    state: SeatState
    reach: Reach

    @property
    def place(self) -> Place:
        """Where it stands in the order in which seats are told."""
        return self.note_id, self.state, self.line


async def set_schedule(tx: Tx, training: Training, now: datetime) -> None:
    """Give every note of a training that is still to come its row."""
    await _put(tx, training.id, training.round, schedule_from(training.plan, now))


async def add_now(tx: Tx, training: Training, note: Note, now: datetime) -> None:
    """Something that staff did is to be told at once; a new venue every time, the rest once."""
    round_ = training.round
    if note is Note.VENUE_CHANGED:
        told = notes.c.training_id == training.id, notes.c.note == note
        await tx.execute(update(notes).where(*told, notes.c.state == DUE).values(state=CANCELLED))
        last = (await tx.execute(select(func.max(notes.c.round)).where(*told))).scalar()
        round_ = (last or 0) + 1
    await _put(tx, training.id, round_, [at_once(note, training.plan, now)])


async def tell_latecomers(tx: Tx, training: Training, now: datetime) -> None:
    """Who was noted late as having come gets what the others got after the training.

    Nobody is told twice: `reminders` and `certificates` know who was.
    """
    await _put(tx, training.id, training.round, afterwards_at(training.plan, now))


async def _put(tx: Tx, training_id: int, round_: int, due: Sequence[Due]) -> None:
    if not due:
        return
    statement = dialect_insert(tx.dialect)(notes)
    new = statement.excluded
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["training_id", "note", "round"],
            set_={"due_at": new.due_at, "expires_at": new.expires_at, "state": DUE},
        ),
        [
            {"id": new_id(), "training_id": training_id, "note": one.note, "round": round_,
             "due_at": one.due_at, "expires_at": one.expires_at, "state": DUE}
            for one in due
        ],
    )  # fmt: skip


async def drop(tx: Tx, training_id: int, but: Sequence[Note] = ()) -> None:
    """Nothing more of this training is told, but these; what waits to be sent is not sent."""
    mine = notes.c.training_id == training_id
    open_ones = update(notes).where(mine, notes.c.state == DUE, notes.c.note.not_in(list(but)))
    await tx.execute(open_ones.values(state=CANCELLED))
    queued = select(reminders.c.outbox_id).where(
        reminders.c.training_id == training_id, reminders.c.outbox_id.is_not(None)
    )
    unsent = outbox.c.state.in_((SendState.QUEUED, SendState.HELD))
    await tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(queued), unsent)
        .values(state=SendState.CANCELLED, reason="plan_changed")
    )


async def list_due(tx: Tx, now: datetime, kinds: Sequence[Note], limit: int = 100) -> list[DueNote]:
    """Notes of these kinds whose moment has come, the oldest first."""
    query = (
        select(notes)
        .where(notes.c.state == DUE, notes.c.due_at <= now, notes.c.note.in_(list(kinds)))
        .order_by(notes.c.due_at, notes.c.id)
        .limit(limit)
    )
    return [DueNote(r.id, r.training_id, Note(r.note), r.round, r.expires_at)
            for r in await tx.execute(query)]  # fmt: skip


async def list_untold(
    tx: Tx, due: Sequence[DueNote], after: Place = START, limit: int = MAX_BIND
) -> list[Untold]:
    """Seats that notes of one kind concern and that were not told, from a place on.

    In order of note, state and line, so that one large training is walked through once.
    """
    order = (notes.c.id, seats.c.state, seats.c.line)
    query = _concerned(due).where(tuple_(*order) > tuple_(*map(literal, after)))
    found = (await tx.execute(query.order_by(*order).limit(limit))).all()
    how = await reach.list_of(tx, [r.person_id for r in found])
    return [Untold(r.note_id, r.id, r.line, SeatState(r.state), how[r.person_id]) for r in found]


async def list_still(tx: Tx, due: Sequence[DueNote], seat_ids: Sequence[int]) -> set[int]:
    """Those of the seats that the notes still concern; none of a note no longer due.

    Asked again when the messages are written: what was read before may have changed. The notes stay
    as they are until the commit, so that `drop` comes before it or finds the messages.
    """
    query = _concerned(due).where(seats.c.id.in_(list(seat_ids)), notes.c.state == DUE)
    if not is_sqlite(tx):
        query = query.with_for_update(read=True, of=notes)
    return set((await tx.execute(query)).scalars())


def _concerned(due: Sequence[DueNote]) -> Select[Any]:
    note = due[0].note
    audience = AUDIENCES[note]
    told = exists().where(
        reminders.c.seat_id == seats.c.id,
        reminders.c.note == note,
        reminders.c.round == notes.c.round,
    )
    query = (
        select(seats.c.id, seats.c.person_id, seats.c.state, seats.c.line,
               notes.c.id.label("note_id"))
        .select_from(notes.join(seats, seats.c.training_id == notes.c.training_id))
        .join(persons, persons.c.id == seats.c.person_id)
        .where(
            notes.c.id.in_([one.id for one in due]),
            seats.c.state.in_(audience.states),
            persons.c.erased_at.is_(None),
            ~told,
        )
    )  # fmt: skip
    if note is Note.NOT_SELECTED:
        query = query.where(
            or_(seats.c.state == SeatState.WAITLISTED, seats.c.why == Why.NOT_SELECTED)
        )
    if note is Note.RELEASE_SILENT:
        query = query.where(was_asked(notes.c.round))
    return query.where(has_attended()) if audience.attended else query


def was_asked(round_: Any) -> Any:
    """Condition on `seats`: its holder was sent the question whether they come."""
    return exists().where(
        reminders.c.seat_id == seats.c.id,
        reminders.c.round == round_,
        reminders.c.note.in_(ASKS_TO_CONFIRM),
        reminders.c.state == QUEUED,
    )


def has_attended() -> Any:
    """Condition on `seats`: the person came to a meeting of the training."""
    return exists().where(
        attendance.c.person_id == seats.c.person_id,
        attendance.c.meeting_id == meetings.c.id,
        meetings.c.training_id == seats.c.training_id,
    )


async def add_told(tx: Tx, told: Sequence[Told], at: datetime) -> None:
    """Note that these seats were told. Raises IntegrityError where one was before."""
    await tx.execute(insert(reminders), [
        {"id": new_id(), "training_id": one.due.training_id, "seat_id": one.seat_id,
         "note": one.due.note, "round": one.due.round, "state": one.state,
         "outbox_id": one.outbox_id, "at": at}
        for one in told
    ])  # fmt: skip


async def close(tx: Tx, due: Sequence[DueNote], state: str = DONE) -> None:
    """Everybody whom these notes concern has been told (or it was too late)."""
    mine = update(notes).where(notes.c.id.in_([one.id for one in due]), notes.c.state == DUE)
    await tx.execute(mine.values(state=state))


async def count_told(tx: Tx) -> dict[tuple[str, str], int]:
    """How many reminders there are by note and state: the metrics, the late ones among them."""
    query = select(reminders.c.note, reminders.c.state, func.count()).group_by(
        reminders.c.note, reminders.c.state
    )
    return {(note, state): n for note, state, n in await tx.execute(query)}


async def list_silent(tx: Tx, training_id: int) -> list[int]:
    """Ids of the persons who hold a seat, were asked whether they come, and have not answered."""
    query = (
        select(seats.c.person_id)
        .join(trainings, trainings.c.id == seats.c.training_id)
        .where(seats.c.training_id == training_id, seats.c.state == SeatState.HELD)
        .where(was_asked(trainings.c.round))
        .order_by(seats.c.line)
    )
    return list((await tx.execute(query)).scalars())


async def list_awaited(tx: Tx, person_id: int) -> list[tuple[int, SeatState]]:
    """(id, state) of the person's seats whose answer is awaited: offered, or asked and held."""
    asked = (seats.c.state == SeatState.HELD) & was_asked(trainings.c.round)
    told = (seats.c.state == SeatState.OFFERED) & seats.c.offer_told_at.is_not(None)
    query = (
        select(seats.c.id, seats.c.state)
        .join(trainings, trainings.c.id == seats.c.training_id)
        .where(seats.c.person_id == person_id, or_(asked, told))
        .where(trainings.c.state.in_((TrainingState.OPEN, TrainingState.CLOSED)))
        .order_by(seats.c.id)
    )
    return [(seat_id, SeatState(state)) for seat_id, state in await tx.execute(query)]
