"""What is due to be told to the people of a training or market event, once per place.

A note is one row per thing; a job expands it into messages, slice by slice, and keeps one row
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
    Noted,
    afterwards_at,
    at_once,
    schedule_from,
)
from domain.seat import SeatState, Why
from domain.training import Training
from storage import reach
from storage.among import among
from storage.bulk import Bulk
from storage.database import MAX_BIND, Tx, is_sqlite
from storage.database import insert as dialect_insert
from storage.ids import new_id
from storage.places import SEATS, TO_COME, Scarce
from storage.reach import Reach
from storage.schema import attendance, meetings, outbox, persons, reminders, seats, trainings

DUE, DONE, LATE, CANCELLED = "due", "done", "late", "cancelled"  # of a note
QUEUED, UNREACHABLE = "queued", "unreachable"  # of a reminder, which may be LATE too


_TOLD = Bulk(insert(reminders))


Place: TypeAlias = tuple[int, str, int]  # note, state of the seat, its line
START: Place = (0, "", 0)


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note whose moment has come. expires_at: from then on it is only counted.

    quota: places of the thing, so that about as many people are told.
    """

    id: int
    thing_id: int
    note: Note
    round: int
    expires_at: datetime
    quota: int


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
    await put(tx, training, schedule_from(training.plan, now))


async def add_now(tx: Tx, thing: Noted, note: Note, now: datetime, kind: Scarce = SEATS) -> None:
    """Something that staff did is to be told at once; a new venue every time, the rest once."""
    round_, notes = thing.round, kind.notes
    if note is Note.VENUE_CHANGED:
        told = kind.note_of == thing.id, notes.c.note == note
        await tx.execute(update(notes).where(*told, notes.c.state == DUE).values(state=CANCELLED))
        last = (await tx.execute(select(func.max(notes.c.round)).where(*told))).scalar()
        round_ = (last or 0) + 1
    await _put(tx, kind, thing.id, round_, [at_once(note, thing.plan.ends_at, now)])


async def tell_latecomers(tx: Tx, training: Training, now: datetime) -> None:
    """Who was noted late as having come gets what the others got after the training.

    Nobody is told twice: `reminders` and `certificates` know who was.
    """
    await put(tx, training, afterwards_at(training.plan, now))


async def put(tx: Tx, thing: Noted, due: Sequence[Due], kind: Scarce = SEATS) -> None:
    """Give these notes of a thing their rows."""
    await _put(tx, kind, thing.id, thing.round, due)


async def _put(tx: Tx, kind: Scarce, thing_id: int, round_: int, due: Sequence[Due]) -> None:
    if not due:
        return
    statement = dialect_insert(tx.dialect)(kind.notes)
    new = statement.excluded
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[kind.note_of.name, "note", "round"],
            set_={"due_at": new.due_at, "expires_at": new.expires_at, "state": DUE},
        ),
        [
            {"id": new_id(), kind.note_of.name: thing_id, "note": one.note, "round": round_,
             "due_at": one.due_at, "expires_at": one.expires_at, "state": DUE}
            for one in due
        ],
    )  # fmt: skip


async def drop(tx: Tx, thing_id: int, but: Sequence[Note] = (), kind: Scarce = SEATS) -> None:
    """Nothing more of this thing is told, but these; what waits to be sent is not sent."""
    notes, mine = kind.notes, kind.note_of == thing_id
    open_ones = update(notes).where(mine, notes.c.state == DUE, notes.c.note.not_in(list(but)))
    await tx.execute(open_ones.values(state=CANCELLED))
    queued = select(reminders.c.outbox_id).where(
        reminders.c.training_id == thing_id, reminders.c.outbox_id.is_not(None)
    )
    unsent = outbox.c.state.in_((SendState.QUEUED, SendState.HELD))
    await tx.execute(
        update(outbox)
        .where(outbox.c.id.in_(queued), unsent)
        .values(state=SendState.CANCELLED, reason="plan_changed")
    )


async def list_due(
    tx: Tx, now: datetime, kinds: Sequence[Note], limit: int = 100, kind: Scarce = SEATS
) -> list[DueNote]:
    """Notes of these kinds whose moment has come, the oldest first."""
    notes = kind.notes
    query = (
        select(notes, kind.note_of.label("thing_id"), kind.things.c.quota)
        .join(kind.things, kind.things.c.id == kind.note_of)
        .where(notes.c.state == DUE, notes.c.due_at <= now, notes.c.note.in_(list(kinds)))
        .order_by(notes.c.due_at, notes.c.id)
        .limit(limit)
    )
    return [DueNote(r.id, r.thing_id, Note(r.note), r.round, r.expires_at, r.quota)
            for r in await tx.execute(query)]  # fmt: skip


async def list_untold(
    tx: Tx, due: Sequence[DueNote], after: Place = START, limit: int = MAX_BIND,
    kind: Scarce = SEATS,
) -> list[Untold]:  # fmt: skip
    """Seats that notes of one kind concern and that were not told, from a place on.

    In order of note, state and line, so that one large training is walked through once.
    """
    order = (kind.notes.c.id, kind.places.c.state, kind.places.c.line)
    query = _concerned(due, kind).where(tuple_(*order) > tuple_(*map(literal, after)))
    found = (await tx.execute(query.order_by(*order).limit(limit))).all()
    how = await reach.list_of(tx, [r.person_id for r in found])
    return [Untold(note_id, id_, line, SeatState(state), how[person_id])
            for id_, person_id, state, line, note_id in found]  # fmt: skip


async def list_still(
    tx: Tx, due: Sequence[DueNote], seat_ids: Sequence[int], kind: Scarce = SEATS
) -> set[int]:
    """Those of the seats that the notes still concern; none of a note no longer due.

    Asked again when the messages are written: what was read before may have changed. The notes stay
    as they are until the commit, so that `drop` comes before it or finds the messages.
    """
    notes = kind.notes
    query = _concerned(due, kind).where(among(kind.places.c.id, "seats"), notes.c.state == DUE)
    if not is_sqlite(tx):
        query = query.with_for_update(read=True, of=notes)
    return set((await tx.execute(query, {"seats": list(seat_ids)})).scalars())


def _concerned(due: Sequence[DueNote], kind: Scarce) -> Select[Any]:
    note, notes, table = due[0].note, kind.notes, kind.places
    audience = AUDIENCES[note]
    told = exists().where(
        reminders.c.seat_id == table.c.id,
        reminders.c.note == note,
        reminders.c.round == notes.c.round,
    )
    query = (
        select(table.c.id, table.c.person_id, table.c.state, table.c.line,
               notes.c.id.label("note_id"))
        .select_from(notes.join(table, kind.thing_id == kind.note_of))
        .join(persons, persons.c.id == table.c.person_id)
        .where(
            notes.c.id.in_([one.id for one in due]),
            table.c.state.in_(audience.states),
            persons.c.erased_at.is_(None),
            ~told,
        )
    )  # fmt: skip
    if note is Note.NOT_SELECTED:
        query = query.where(
            or_(table.c.state == SeatState.WAITLISTED, table.c.why == Why.NOT_SELECTED)
        )
    if note is Note.RELEASE_SILENT:
        query = query.where(was_asked(notes.c.round, kind))
    return query.where(has_attended()) if audience.attended else query


def was_asked(round_: Any, kind: Scarce = SEATS) -> Any:
    """Condition on places: the holder was sent the question whether they come."""
    return exists().where(
        reminders.c.seat_id == kind.places.c.id,
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
    await _TOLD.run(tx, [
        {"id": new_id(), "training_id": one.due.thing_id, "seat_id": one.seat_id,
         "note": one.due.note, "round": one.due.round, "state": one.state,
         "outbox_id": one.outbox_id, "at": at}
        for one in told
    ])  # fmt: skip


async def close(tx: Tx, due: Sequence[DueNote], state: str = DONE, kind: Scarce = SEATS) -> None:
    """Everybody whom these notes concern has been told (or it was too late)."""
    notes = kind.notes
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


async def list_awaited(tx: Tx, person_id: int, kind: Scarce = SEATS) -> list[tuple[int, SeatState]]:
    """(id, state) of the person's places whose answer is awaited: offered, or asked and held."""
    table, things = kind.places, kind.things
    asked = (table.c.state == SeatState.HELD) & was_asked(things.c.round, kind)
    told = (table.c.state == SeatState.OFFERED) & table.c.offer_told_at.is_not(None)
    query = (
        select(table.c.id, table.c.state)
        .join(things, things.c.id == kind.thing_id)
        .where(table.c.person_id == person_id, or_(asked, told), things.c.state.in_(TO_COME))
        .order_by(table.c.id)
    )
    return [(place_id, SeatState(state)) for place_id, state in await tx.execute(query)]
