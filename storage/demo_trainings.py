"""The demo's trainings: twenty around today, from those long over to drafts of the months to come.

Invented (`storage/seed/demo_trainings.csv`). They are planned, announced and led on by the
functions of the product; what hundreds of people did in them is written in bulk, by the same rules.
What was due before today counts as told: nothing is sent for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import insert

from domain.calendar import at_clock, day_of
from domain.enrolment import doubts, fits
from domain.reminder import Note, asked_from
from domain.seat import HAS_SEAT, TAKES_PLACE, Places, SeatState, Why, entry_state
from domain.training import (
    Admission,
    Doubt,
    Meeting,
    Plan,
    Silence,
    Target,
    Training,
    TrainingState,
    default_closings,
)
from storage import demo_lessons, notes, seed, thing_states, trainings
from storage.database import Tx
from storage.demo_people import DemoOwner
from storage.ids import new_id
from storage.places import SEATS
from storage.schema import seats

OPENS = timedelta(days=50)  # before its first day a training is planned and announced
CANCELS, SILENT = 11, 6  # one of so many people
SATURDAY = 5  # date.weekday()

Row: TypeAlias = dict[str, Any]  # of `seats`: columns by name


@dataclass(slots=True)
class _Year:
    """What has been made so far."""

    now: datetime
    owners: Sequence[DemoOwner]
    enrolled: dict[int, list[Training]] = field(default_factory=dict)  # by person
    rows: list[Row] = field(default_factory=list)
    held: list[demo_lessons.Held] = field(default_factory=list)


async def seed_trainings(
    tx: Tx, now: datetime, owners: Sequence[DemoOwner], staff_id: int
) -> list[Training]:
    """Write the trainings of the demo year; as they are now, in order of their codes.

    owners: those of `demo_people`, the first of whom has a phone; staff_id: who planned them.
    """
    plans = seed.demo_trainings()
    for row in plans:
        await _plan(tx, row, now, staff_id)
    await thing_states.advance(tx, SEATS, now)
    made = sorted(await trainings.list_by_state(tx, list(TrainingState)), key=lambda t: t.id)
    year = _Year(now, owners)
    for place, (training, row) in enumerate(zip(made, plans, strict=True)):
        _enrol(year, training, int(row["people"]), place)
    await tx.execute(insert(seats), year.rows)
    await _ask(tx, now, made, year.rows)
    await demo_lessons.seed_lessons(tx, now, made, year.held)
    return made


async def _plan(tx: Tx, row: Mapping[str, str], now: datetime, staff_id: int) -> None:
    first_on = _first_day(day_of(now), int(row["starts"]), int(row["days"]))
    days = tuple(
        Meeting(at_clock(day, int(row["begins"])), at_clock(day, int(row["ends"])), row["venue"])
        for day in (first_on + timedelta(days=n) for n in range(int(row["days"])))
    )
    at = _opened_at(days[0].starts_at, now)
    plan = Plan(
        row["title"], days, *default_closings(days[0].starts_at, at), row["description"],
        tuple(row["clusters"].split()), Target(row["target"]), int(row["quota"]),
        Admission(row["admission"]), Silence(row["silence"]), trainer=row["trainer"],
        transport=row["transport"], bring=row["bring"],
    )  # fmt: skip
    made = await trainings.add(tx, plan, at, staff_id)
    if row["fate"] != TrainingState.DRAFT:
        await trainings.open_for_enrolment(tx, made, now)
    if row["fate"] == TrainingState.CANCELLED:  # long ago, so that everybody knows
        await notes.drop(tx, made.id)
        await trainings.set_state(tx, await trainings.get(tx, made.id), TrainingState.CANCELLED)


def _first_day(today: date, starts: int, days: int) -> date:
    """So many days from today, or the Monday after: the office does not teach on weekends.

    What runs today or begins tomorrow does so on any day.
    """
    day = today + timedelta(days=starts)
    if abs(starts) <= 1 or (days == 1 and day.weekday() < SATURDAY):
        return day
    return day + timedelta(days=-day.weekday() % 7)


def _opened_at(start: datetime, now: datetime) -> datetime:
    return min(start - OPENS, now - timedelta(days=10))


def _enrol(year: _Year, training: Training, people: int, place: int) -> None:
    """So many of those it fits, each time from another one on, one after the other."""
    plan, opened_at = training.plan, _opened_at(training.plan.starts_at, year.now)
    known = _known(year, training, opened_at)
    start = place * 5 % max(1, len(known))
    coming = [
        (number + place + 1, owner, said)
        for number, owner in [*known[start:], *known[:start]]
        if Doubt.CLASH not in (said := _doubts(year, training, owner))
    ][:people]
    step = (min(year.now, plan.registration_closes_at) - opened_at) / (people + 1)
    places = Places(plan.quota, 0, 0)
    for line, (number, owner, said) in enumerate(coming, 1):
        state = _state(training, places, number, year.now)
        places = Places(
            plan.quota,
            places.taken + (state in TAKES_PLACE),
            places.waiting + (state is SeatState.WAITLISTED),
        )
        at = opened_at + line * step
        year.rows.append({
            "id": new_id(), "training_id": training.id, "person_id": owner.person_id,
            "state": state, "why": Why.PERSON if state is SeatState.CANCELLED else "",
            "line": line, "doubts": " ".join(sorted(said)), "entered_at": at, "changed_at": at,
        })  # fmt: skip
        year.enrolled.setdefault(owner.person_id, []).append(training)
        if state in HAS_SEAT:
            year.held.append(demo_lessons.Held(training, owner.person_id, number))


def _known(year: _Year, training: Training, opened_at: datetime) -> list[tuple[int, DemoOwner]]:
    """Whom it fits among those registered by then, with their numbers.

    Nothing was sent to the first one's phone: she is not among those who have been asked.
    """
    return [
        (number, owner)
        for number, owner in enumerate(year.owners)
        if owner.business.registered_at < opened_at
        and fits(training.plan, [owner.business])
        and (number or not _is_awaited(training, year.now))
    ]


def _state(training: Training, places: Places, number: int, now: datetime) -> SeatState:
    if number % CANCELS == 0:
        return SeatState.CANCELLED
    state = entry_state(training.plan.admission, places)
    has_answered = asked_from(training.plan.starts_at) <= now and number % SILENT
    return SeatState.CONFIRMED if state is SeatState.HELD and has_answered else state


def _is_awaited(training: Training, now: datetime) -> bool:
    """Whether its people have been asked if they come, and it is still ahead."""
    is_ahead = training.state in (TrainingState.OPEN, TrainingState.CLOSED)
    return is_ahead and asked_from(training.plan.starts_at) <= now


async def _ask(tx: Tx, now: datetime, made: Sequence[Training], rows: Sequence[Row]) -> None:
    """Those with a seat in a training that is days away were asked, so that some are silent."""
    due = {
        t.id: notes.DueNote(0, t.id, Note.ASK, t.round, t.plan.starts_at, t.plan.quota)
        for t in made
        if _is_awaited(t, now)
    }
    told = [
        notes.Told(due[row["training_id"]], row["id"], notes.QUEUED, None)
        for row in rows
        if row["training_id"] in due and row["state"] in HAS_SEAT
    ]
    if told:
        await notes.add_told(tx, told, now)


def _doubts(year: _Year, training: Training, owner: DemoOwner) -> list[Doubt]:
    """What was said before they enrolled."""
    others = year.enrolled.get(owner.person_id, [])
    attended = [one for one in others if one.plan.ends_at < training.plan.starts_at - OPENS]
    return doubts(training, [owner.business], others, attended)
