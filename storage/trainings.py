"""Trainings with their meetings: planned, announced, moved, called off. States: `thing_states`."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from domain.calendar import day_of
from domain.deep_link import as_stored
from domain.errors import NotFound
from domain.invitation import ALPHABET
from domain.training import (
    Admission,
    Doubt,
    Meeting,
    Plan,
    Silence,
    Target,
    Training,
    TrainingState,
    training_code,
)
from storage import counters, notes, places, thing_states
from storage.database import Tx
from storage.ids import new_id
from storage.lookup import Lookup
from storage.places import SEATS
from storage.schema import meetings, seats, trainings

COUNTER = "training_code"
# One training with its meetings, a row for each; built once, since every enrolment asks for it.
_ONE = (
    select(
        trainings, meetings.c.id.label("meeting_id"), meetings.c.starts_at.label("from_at"),
        meetings.c.ends_at.label("until_at"), meetings.c.venue, meetings.c.map_url,
        meetings.c.code.label("meeting_code"),
    )
    .select_from(trainings.outerjoin(meetings, meetings.c.training_id == trainings.c.id))
    .order_by(meetings.c.starts_at, meetings.c.id)
)  # fmt: skip
_BY_ID = Lookup(_ONE.where(trainings.c.id == bindparam("wanted")))
_BY_CODE = Lookup(_ONE.where(trainings.c.code == bindparam("wanted")))
MEETING_CODE_LENGTH = 6  # of 32 signs: good for some hours, and only for the enrolled


async def add(
    tx: Tx, plan: Plan, at: datetime, by: int | None, sheet_code: str | None = None
) -> Training:
    """Keep a plan as a draft; it gets the next code. Check `domain.training.problems` first.

    sheet_code: its key in a plan file, by which the file finds it again.
    """
    code = training_code(await counters.next_value(tx, COUNTER))
    made = Training(new_id(), code, TrainingState.DRAFT, 1, plan, by)
    await tx.execute(
        insert(trainings).values(
            id=made.id, code=code, state=made.state, round=1, created_at=at, created_by=by,
            sheet_code=sheet_code, **_columns(plan),
        )
    )  # fmt: skip
    await _add_meetings(tx, made.id, plan.meetings)
    return await get(tx, made.id)


async def find(tx: Tx, training_id: int) -> Training | None:
    """The training with its meetings, or None."""
    return await _find(tx, _BY_ID, training_id)


async def get(tx: Tx, training_id: int) -> Training:
    """The training with its meetings. Raises NotFound."""
    found = await find(tx, training_id)
    if found is None:
        raise NotFound(f"there is no training {training_id}")
    return found


async def list_by_id(tx: Tx, training_ids: Sequence[int]) -> dict[int, Training]:
    """Trainings with their meetings, by id."""
    found = await _load(tx, trainings.c.id.in_(list(training_ids)), len(training_ids))
    return {one.id: one for one in found}


async def find_by_code(tx: Tx, code: str) -> Training | None:
    """The training people call by this code ("PLT-001"), or None."""
    return await _find(tx, _BY_CODE, as_stored(code))


async def find_by_meeting(tx: Tx, meeting_id: int) -> Training | None:
    """The training that this meeting belongs to, or None."""
    query = select(meetings.c.training_id).where(meetings.c.id == meeting_id)
    training_id = (await tx.execute(query)).scalar()
    return None if training_id is None else await get(tx, training_id)


async def find_by_meeting_code(tx: Tx, code: str) -> tuple[Training, Meeting] | None:
    """The training and the meeting that this attendance code belongs to, or None."""
    query = select(meetings.c.training_id).where(meetings.c.code == code.strip().upper())
    training_id = (await tx.execute(query)).scalar()
    if training_id is None:
        return None
    training = await get(tx, training_id)
    return training, next(m for m in training.plan.meetings if m.code == code.strip().upper())


async def find_by_sheet_code(tx: Tx, code: str) -> Training | None:
    """The training that a plan file calls so, called off or not; None where it is new."""
    found = await _load(tx, trainings.c.sheet_code == code)
    return found[0] if found else None


async def list_enrolling(tx: Tx, now: datetime, limit: int = 50) -> list[Training]:
    """Trainings that still take people, soonest first. Empty is normal off season.

    Which of them fit a person is `domain.enrolment.fits`.
    """
    takes = (trainings.c.state == TrainingState.OPEN) & (trainings.c.registration_closes_at > now)
    return await _load(tx, takes, limit)


async def list_by_state(
    tx: Tx, states: Sequence[TrainingState], limit: int = 100
) -> list[Training]:
    """Trainings in these states, soonest first."""
    return await _load(tx, trainings.c.state.in_(list(states)), limit)


async def list_of_person(tx: Tx, person_id: int) -> list[Training]:
    """Every training in which the person has, or had, a seat; soonest first."""
    has = exists().where(seats.c.training_id == trainings.c.id, seats.c.person_id == person_id)
    return await _load(tx, has, 500)


async def list_between(tx: Tx, since: datetime, until: datetime) -> list[Training]:
    """Trainings that begin in this span, soonest first: a year, for a report."""
    inside = (trainings.c.starts_at >= since) & (trainings.c.starts_at < until)
    return await _load(tx, inside, 1000)


async def list_years(tx: Tx) -> list[int]:
    """Years of Medan's calendar in which announced trainings begin, the latest first."""
    query = select(trainings.c.starts_at).where(trainings.c.state != TrainingState.DRAFT)
    found = {day_of(starts_at).year for starts_at in (await tx.execute(query)).scalars()}
    return sorted(found, reverse=True)


async def list_met(tx: Tx, since: datetime, until: datetime) -> list[Training]:
    """Trainings that take place and have a meeting that begins in this span, soonest first."""
    state = trainings.c.state.not_in((TrainingState.DRAFT, TrainingState.CANCELLED))
    inside = exists().where(
        meetings.c.training_id == trainings.c.id,
        meetings.c.starts_at >= since,
        meetings.c.starts_at <= until,
    )
    return await _load(tx, state & inside, 100)


async def set_state(tx: Tx, training: Training, state: TrainingState) -> bool:
    """Move a training on; False where somebody was faster. Raises ValueError for no such step."""
    return await thing_states.step(tx, SEATS, training.id, training.state, state)


async def open_for_enrolment(tx: Tx, training: Training, now: datetime) -> bool:
    """Announce a draft: people may enrol, and its reminders have their moments."""
    if training.state is not TrainingState.DRAFT:
        return False
    if not await set_state(tx, training, TrainingState.OPEN):
        return False
    await notes.set_schedule(tx, training, now)
    return True


async def set_plan(tx: Tx, training: Training, plan: Plan) -> Training:
    """Write a plan anew. Before the announcement; later use `storage.changes`."""
    await tx.execute(update(trainings).where(trainings.c.id == training.id).values(_columns(plan)))
    kept = [m.id for m in plan.meetings if m.id]
    mine = meetings.c.training_id == training.id
    await tx.execute(delete(meetings).where(mine, meetings.c.id.not_in(kept)))
    for m in (m for m in plan.meetings if m.id):
        await tx.execute(
            update(meetings).where(meetings.c.id == m.id).values(
                starts_at=m.starts_at, ends_at=m.ends_at, venue=m.venue, map_url=m.map_url
            )
        )  # fmt: skip
    await _add_meetings(tx, training.id, [m for m in plan.meetings if not m.id])
    return await get(tx, training.id)


async def lock(tx: Tx, training_id: int) -> Training:
    """Hold a training until the commit and read it: whoever changes its seats does this first."""
    await places.lock(tx, SEATS, training_id)
    return await get(tx, training_id)


async def _find(tx: Tx, query: Lookup, wanted: object) -> Training | None:
    rows = await query.find_named(tx, wanted)
    return _training(rows[0], [
        Meeting(r.from_at, r.until_at, r.venue, r.map_url, r.meeting_id, r.meeting_code)
        for r in rows
        if r.meeting_id is not None
    ]) if rows else None  # fmt: skip


async def _load(tx: Tx, where: Any, limit: int = 2) -> list[Training]:
    query = select(trainings).where(where).order_by(trainings.c.starts_at, trainings.c.id)
    rows = (await tx.execute(query.limit(limit))).all()
    if not rows:
        return []
    days: dict[int, list[Meeting]] = {r.id: [] for r in rows}
    held = select(meetings).where(meetings.c.training_id.in_(list(days)))
    for m in await tx.execute(held.order_by(meetings.c.starts_at, meetings.c.id)):
        days[m.training_id].append(
            Meeting(m.starts_at, m.ends_at, m.venue, m.map_url, m.id, m.code)
        )
    return [_training(r, days[r.id]) for r in rows]


def _training(r: Any, days: Sequence[Meeting]) -> Training:
    plan = Plan(
        r.title, tuple(days), r.registration_closes_at, r.offers_close_at, r.description,
        tuple(r.clusters.split()), Target(r.target), r.quota, Admission(r.admission),
        Silence(r.silence), frozenset(map(Doubt, r.refuses.split())), r.min_attendance_percent,
        r.trainer, r.transport, r.bring, r.poster_id,
    )  # fmt: skip
    return Training(r.id, r.code, TrainingState(r.state), r.round, plan, r.created_by)


def _columns(plan: Plan) -> Mapping[str, object]:
    return {
        "title": plan.title, "description": plan.description, "clusters": " ".join(plan.clusters),
        "target": plan.target, "quota": plan.quota, "admission": plan.admission,
        "silence": plan.silence, "refuses": " ".join(sorted(plan.refuses)),
        "min_attendance_percent": plan.min_attendance_percent, "trainer": plan.trainer,
        "transport": plan.transport, "bring": plan.bring, "poster_id": plan.poster_id,
        "starts_at": plan.starts_at, "ends_at": plan.ends_at,
        "registration_closes_at": plan.registration_closes_at,
        "offers_close_at": plan.offers_close_at,
    }  # fmt: skip


async def _add_meetings(tx: Tx, training_id: int, days: Sequence[Meeting]) -> None:
    if days:
        await tx.execute(insert(meetings), [
            {"id": new_id(), "training_id": training_id, "starts_at": m.starts_at,
             "ends_at": m.ends_at, "venue": m.venue, "map_url": m.map_url,
             "code": m.code or _code()}
            for m in days
        ])  # fmt: skip


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(MEETING_CODE_LENGTH))
