"""What is told to the people of a training, and when: reminders, questions, changes of plan.

Times are those of Medan. A moment that has passed when the training is announced is left out; one
that a standstill made late is sent until `expires_at`, and after that dropped and counted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.calendar import at_clock, day_of
from domain.seat import HAS_SEAT, TAKES_PLACE, SeatState
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
    SALES = "sales"  # of a market event: how it went, in bands
    # at once, when staff do it
    MOVED = "moved"
    VENUE_CHANGED = "venue_changed"
    CALLED_OFF = "called_off"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    # acts with a moment of their own
    RELEASE_SILENT = "release_silent"
    CERTIFY = "certify"
    SALES_REPORT = "sales_report"  # of a market event: the bands in numbers, to staff


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
    Note.VENUE_CHANGED: Audience(TAKES_PLACE),
    Note.CALLED_OFF: Audience(IN_TRAINING),
    Note.SELECTED: Audience((SeatState.HELD,)),
    Note.NOT_SELECTED: Audience((SeatState.CANCELLED, SeatState.WAITLISTED)),
    Note.RELEASE_SILENT: Audience((SeatState.HELD,)),
    Note.CERTIFY: Audience(HAS_SEAT, attended=True),
    Note.SALES: Audience(HAS_SEAT),
}
ACTS = (Note.RELEASE_SILENT, Note.CERTIFY)
#: Of market events alone; their moments stand in `domain.market_event`.
OF_EVENTS = (Note.SALES, Note.SALES_REPORT)
MESSAGES = tuple(note for note in Note if note not in (*ACTS, *OF_EVENTS))

#: Questions that a silent holder must have been sent before their seat may be released.
QUESTIONS = (Note.ASK, Note.ASK_AGAIN)
#: From the first reminder on, which asks to tell who cannot come, such words are an answer, too.
FIRST_REMINDER = timedelta(days=7)
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


class Ends(Protocol):
    """A plan of which one knows when it is over."""

    @property
    def ends_at(self) -> datetime:
        """The end of its last day."""


class Noted(Protocol):
    """A training or a market event: what its notes need to know of it."""

    @property
    def id(self) -> int:
        """Of its row."""

    @property
    def round(self) -> int:
        """Grows when it is moved: its notes begin anew."""

    @property
    def plan(self) -> Ends:
        """What staff said about it."""


def asked_from(starts_at: datetime) -> datetime:
    """When the question goes out: 09.00, three days before the beginning."""
    return days_before(starts_at, 3, 9)


def days_before(starts_at: datetime, days: int, hour: int) -> datetime:
    """The moment at this hour, so many days before."""
    return at_clock(day_of(starts_at) - timedelta(days=days), hour)


def _at(plan: Plan, days: int, hour: int) -> datetime:
    return days_before(plan.starts_at, days, hour)


def _after(plan: Plan, days: int) -> datetime:
    """Ten in the morning, so many days after the last meeting: the lists are ticked by then."""
    return at_clock(day_of(plan.ends_at) + timedelta(days=days), 10)


def schedule(plan: Plan) -> list[Due]:
    """Every note of a training with a moment of its own, in order of time."""
    start, end = plan.starts_at, plan.ends_at
    last_on = day_of(end)
    found = [
        Due(Note.WEEK_BEFORE, _at(plan, 7, 9), _at(plan, 4, 9)),
        Due(Note.ASK, asked_from(start), _at(plan, 2, 17)),
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


def at_once(note: Note, ends_at: datetime, now: datetime) -> Due:
    """Something that staff did, told as soon as possible; too late when all is over."""
    last = max(ends_at, now + timedelta(days=LATE_DAYS))
    return Due(note, now, last)
