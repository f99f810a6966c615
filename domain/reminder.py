"""What is told to the people of a training, and when: reminders, questions, changes of plan.

Times are those of Medan. A moment that has passed when the training is announced is left out; one
that a standstill made late is sent until `expires_at`, and after that dropped and counted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.calendar import at_clock, day_of
from domain.seat import HAS_SEAT, SeatState
from domain.training import Plan, Silence

LATE_DAYS = 3  # how long word of a change, or a question about the time after, is still worth it


class Note(StrEnum):
    """A thing told once to each seat it concerns."""

    WEEK_BEFORE = "week_before"
    ASK = "ask"  # three days before: Hadir / Tidak bisa
    ASK_AGAIN = "ask_again"  # two days before at 17.00, to the silent
    DAY_BEFORE = "day_before"
    MORNING = "morning"
    LINE_CLOSED = "line_closed"  # to those still in line when offers close
    FEEDBACK = "feedback"
    FOLLOW_UP_30 = "follow_up_30"
    FOLLOW_UP_90 = "follow_up_90"
    # at once, when staff do it
    MOVED = "moved"
    VENUE_CHANGED = "venue_changed"
    CALLED_OFF = "called_off"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    # acts with a moment of their own
    RELEASE_SILENT = "release_silent"
    CERTIFY = "certify"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose seats a note concerns. attended: only those who came to some meeting."""

    states: tuple[SeatState, ...]
    attended: bool = False


IN_TRAINING = (*HAS_SEAT, SeatState.OFFERED, SeatState.WAITLISTED, SeatState.APPLIED)

AUDIENCES = {
    Note.WEEK_BEFORE: Audience(HAS_SEAT),
    Note.ASK: Audience((SeatState.HELD,)),
    Note.ASK_AGAIN: Audience((SeatState.HELD,)),
    Note.DAY_BEFORE: Audience(HAS_SEAT),
    Note.MORNING: Audience(HAS_SEAT),
    Note.LINE_CLOSED: Audience((SeatState.WAITLISTED,)),
    Note.FEEDBACK: Audience(HAS_SEAT, attended=True),
    Note.FOLLOW_UP_30: Audience(HAS_SEAT, attended=True),
    Note.FOLLOW_UP_90: Audience(HAS_SEAT, attended=True),
    Note.MOVED: Audience(IN_TRAINING),
    Note.VENUE_CHANGED: Audience(HAS_SEAT),
    Note.CALLED_OFF: Audience(IN_TRAINING),
    Note.SELECTED: Audience((SeatState.HELD,)),
    Note.NOT_SELECTED: Audience((SeatState.CANCELLED, SeatState.WAITLISTED)),
    Note.RELEASE_SILENT: Audience((SeatState.HELD,)),
    Note.CERTIFY: Audience(HAS_SEAT, attended=True),
}
ACTS = (Note.RELEASE_SILENT, Note.CERTIFY)
MESSAGES = tuple(note for note in Note if note not in ACTS)

#: Questions that a silent holder must have been sent before their seat may be released.
QUESTIONS = (Note.ASK, Note.ASK_AGAIN)
#: Notes after which an answer Hadir / Tidak bisa is awaited.
ASKS_TO_CONFIRM = (Note.ASK, Note.ASK_AGAIN, Note.MOVED)
AFTERWARDS = (Note.FEEDBACK, Note.CERTIFY, Note.FOLLOW_UP_30, Note.FOLLOW_UP_90)
#: A late tick still leads to a certificate for so long, then the office writes it by hand.
CERTIFY_DAYS = 90
FOLLOW_UP_DAYS = {Note.FOLLOW_UP_30: 30, Note.FOLLOW_UP_90: 90}


@dataclass(frozen=True, slots=True)
class Due:
    """When a note is due, and from when on it is too late."""

    note: Note
    due_at: datetime
    expires_at: datetime


def asked_from(plan: Plan) -> datetime:
    """When the question goes out: 09.00, three days before the first meeting."""
    return _at(plan, 3, 9)


def _at(plan: Plan, days_before: int, hour: int) -> datetime:
    return at_clock(day_of(plan.starts_at) - timedelta(days=days_before), hour)


def _after(plan: Plan, days: int) -> datetime:
    """Ten in the morning, so many days after the last meeting: the lists are ticked by then."""
    return at_clock(day_of(plan.ends_at) + timedelta(days=days), 10)


def schedule(plan: Plan) -> list[Due]:
    """Every note of a training with a moment of its own, in order of time."""
    start, end = plan.starts_at, plan.ends_at
    last_on = day_of(end)
    found = [
        Due(Note.WEEK_BEFORE, _at(plan, 7, 9), _at(plan, 4, 9)),
        Due(Note.ASK, asked_from(plan), _at(plan, 2, 17)),
        Due(Note.ASK_AGAIN, _at(plan, 2, 17), _at(plan, 1, 9)),
        Due(Note.DAY_BEFORE, _at(plan, 1, 9), _at(plan, 1, 20)),
        Due(Note.MORNING, min(_at(plan, 0, 7), start - timedelta(hours=1)), start),
        Due(Note.FEEDBACK, end + timedelta(hours=1), at_clock(last_on + timedelta(days=7), 20)),
        Due(Note.CERTIFY, _after(plan, 1), _after(plan, CERTIFY_DAYS)),
        *(
            Due(
                note,
                _after(plan, after),
                _after(plan, after + 10 * LATE_DAYS),
            )
            for note, after in FOLLOW_UP_DAYS.items()
        ),
    ]
    if plan.offers_close_at < start:
        found.append(Due(Note.LINE_CLOSED, plan.offers_close_at, start))
    if plan.silence is Silence.RELEASE:
        found.append(Due(Note.RELEASE_SILENT, _at(plan, 1, 12), plan.offers_close_at))
    return sorted((d for d in found if d.due_at < d.expires_at), key=lambda d: (d.due_at, d.note))


def schedule_from(plan: Plan, now: datetime) -> list[Due]:
    """Those of `schedule` that are still to come."""
    return [due for due in schedule(plan) if due.due_at > now]


def afterwards_at(plan: Plan, now: datetime) -> list[Due]:
    """What was told after the training already and is still worth telling, due now."""
    return [
        Due(due.note, now, due.expires_at)
        for due in schedule(plan)
        if due.note in AFTERWARDS and due.due_at <= now < due.expires_at
    ]


def at_once(note: Note, plan: Plan, now: datetime) -> Due:
    """Something that staff did, told as soon as possible; too late when the training is over."""
    last = max(plan.ends_at, now + timedelta(days=LATE_DAYS))
    return Due(note, now, last)
