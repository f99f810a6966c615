"""A training: what it offers, its days, and the states it goes through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from domain.calendar import at_clock, day_of

DEFAULT_QUOTA = 30  # what the office's trainings hold (domain.md, section 4: 20 × 30 = 600)
MAX_QUOTA = 1000  # more than any hall of the office; a slip of the finger, not a plan
MAX_MEETINGS = 60
MIN_ATTENDANCE_PERCENT = 80  # for the certificate; set per training
REGISTRATION_CLOSES_DAYS = 7  # before the first day, as the office announces it
OFFERS_CLOSE_DAYS = 1
CLOSING_HOUR = 18  # WIB, the end of the usual time for messages (domain.md, section 6)


class TrainingState(StrEnum):
    """draft → open → closed → running → done, or cancelled on the way."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"  # registration is over; offers may go on
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


#: What may follow a state. A closed training opens again when it is put off.
FOLLOWING = {
    TrainingState.DRAFT: frozenset({TrainingState.OPEN, TrainingState.CANCELLED}),
    TrainingState.OPEN: frozenset({TrainingState.CLOSED, TrainingState.CANCELLED}),
    TrainingState.CLOSED: frozenset(
        {TrainingState.OPEN, TrainingState.RUNNING, TrainingState.CANCELLED}
    ),
    TrainingState.RUNNING: frozenset({TrainingState.DONE, TrainingState.CANCELLED}),
    TrainingState.DONE: frozenset[TrainingState](),
    TrainingState.CANCELLED: frozenset[TrainingState](),
}
#: Announced and not over: these trainings hold seats that mean something.
LIVE = (TrainingState.OPEN, TrainingState.CLOSED, TrainingState.RUNNING)


class Admission(StrEnum):
    """Who gets a seat."""

    FIRST_COME = "first_come"
    SELECT = "select"  # staff choose among those who applied


class Target(StrEnum):
    """Whom a training is for."""

    IKM = "ikm"
    PROSPECTIVE = "prospective"  # residents who do not produce yet
    BOTH = "both"


class Silence(StrEnum):
    """What becomes of a seat whose holder has not answered by noon of the day before."""

    KEEP = "keep"
    RELEASE = "release"


class Doubt(StrEnum):
    """What is said before somebody enrols; a training may refuse for it (`Training.refuses`)."""

    CLASH = "clash"  # another training of theirs lies on the same hours
    REPEAT = "repeat"  # they took one of the same kind before
    UNVERIFIED = "unverified"  # no verified business, and the training is for IKM
    OTHER_CLUSTER = "other_cluster"  # none of their businesses is in the training's clusters


@dataclass(frozen=True, slots=True)
class Meeting:
    """One day of a training. id: 0 before it is stored; code: what is typed or scanned there."""

    starts_at: datetime
    ends_at: datetime
    venue: str
    map_url: str = ""
    id: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What staff say about a training. clusters: codes, none = every one. Texts are theirs."""

    title: str
    meetings: tuple[Meeting, ...]  #: in order of time
    registration_closes_at: datetime
    offers_close_at: datetime
    description: str = ""
    clusters: tuple[str, ...] = ()
    target: Target = Target.IKM
    quota: int = DEFAULT_QUOTA
    admission: Admission = Admission.FIRST_COME
    silence: Silence = Silence.KEEP
    refuses: frozenset[Doubt] = frozenset()
    min_attendance_percent: int = MIN_ATTENDANCE_PERCENT
    trainer: str = ""
    transport: str = ""  #: note on transport money
    bring: str = ""  #: what to bring
    poster_id: int | None = None  #: stored media, shown with the announcement

    @property
    def starts_at(self) -> datetime:
        """The beginning of the first meeting."""
        return self.meetings[0].starts_at

    @property
    def ends_at(self) -> datetime:
        """The end of the last meeting."""
        return self.meetings[-1].ends_at

    @property
    def hours(self) -> int:
        """Hours of all meetings, rounded down to whole ones, as a certificate names them."""
        whole = sum(((m.ends_at - m.starts_at) for m in self.meetings), timedelta())
        return int(whole / timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Training:
    """A stored training. code: "PLT-001", what people may type. round: grows when it is moved."""

    id: int
    code: str
    state: TrainingState
    round: int
    plan: Plan
    created_by: int | None

    @property
    def title(self) -> str:
        """Its name, as staff gave it."""
        return self.plan.title


class Times(Protocol):
    """The moments of a plan that its state follows."""

    @property
    def starts_at(self) -> datetime:
        """Its beginning."""

    @property
    def ends_at(self) -> datetime:
        """The end of its last day."""

    @property
    def registration_closes_at(self) -> datetime:
        """From then on nobody is taken."""


class Timed(Protocol):
    """A training, or a market event: its states follow the same clock."""

    @property
    def state(self) -> TrainingState:
        """Where it stands."""

    @property
    def plan(self) -> Times:
        """When it is."""


def training_code(count: int) -> str:
    """The code of the count-th training, as people read it."""
    return f"PLT-{count:03d}"


def default_closings(first_start: datetime, now: datetime) -> tuple[datetime, datetime]:
    """When registration closes and when offers close, for a training that says neither.

    A week before, and the day before, each at 18.00 WIB; a training planned later than that
    closes both the day before, and one of today or tomorrow at its beginning.
    """
    first_on = day_of(first_start)
    offers = at_clock(first_on - timedelta(days=OFFERS_CLOSE_DAYS), CLOSING_HOUR)
    if offers <= now:
        return first_start, first_start
    registration = at_clock(first_on - timedelta(days=REGISTRATION_CLOSES_DAYS), CLOSING_HOUR)
    return (registration if registration > now else offers), offers


def state_by_time(training: Timed, now: datetime) -> TrainingState:
    """The state the clock asks for; never an earlier one, however the clock is set."""
    state = training.state
    if state is TrainingState.OPEN and now >= training.plan.registration_closes_at:
        state = TrainingState.CLOSED
    if state is TrainingState.CLOSED and now >= training.plan.starts_at:
        state = TrainingState.RUNNING
    if state is TrainingState.RUNNING and now >= training.plan.ends_at:
        state = TrainingState.DONE
    return state


def accepts_enrolment(training: Timed, now: datetime) -> bool:
    """Whether people may still come in, with a seat or in line."""
    return training.state is TrainingState.OPEN and now < training.plan.registration_closes_at


def problems(plan: Plan, now: datetime) -> list[str]:
    """Why this plan cannot be announced, as keys of sentences; empty when it can."""
    if not 0 < len(plan.meetings) <= MAX_MEETINGS:
        return ["meetings"]
    start = plan.starts_at
    checks = {
        "quota": not 1 <= plan.quota <= MAX_QUOTA,
        "min_attendance": not 1 <= plan.min_attendance_percent <= 100,
        "ends_before_start": any(m.ends_at <= m.starts_at for m in plan.meetings),
        "meetings_overlap": any(b.starts_at < a.ends_at for a, b in pairwise(plan.meetings)),
        "past": start <= now,
        "closes_after_start": plan.registration_closes_at > start,
        "offers_after_start": plan.offers_close_at > start,
        "closed_already": plan.registration_closes_at <= now < start,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def clash(mine: Sequence[Meeting], theirs: Sequence[Meeting]) -> bool:
    """Whether two trainings lie on the same hours at some moment."""
    return any(a.starts_at < b.ends_at and b.starts_at < a.ends_at for a in mine for b in theirs)


def elsewhere(plan: Plan, venue: str, map_url: str, now: datetime) -> Plan:
    """The plan with another venue for the meetings that are still to come."""
    return replace(plan, meetings=tuple(
        replace(m, venue=venue, map_url=map_url) if m.ends_at > now else m for m in plan.meetings
    ))  # fmt: skip


def is_like(one: Plan, other: Plan) -> bool:
    """Whether two trainings are of the same kind: the same title, or a cluster in common."""
    same_title = one.title.casefold().strip() == other.title.casefold().strip()
    return same_title or bool(set(one.clusters) & set(other.clusters))


def has_attended_enough(attended: int, meetings: int, min_percent: int) -> bool:
    """Whether somebody gets the certificate: at least this share of the meetings."""
    return meetings > 0 and attended * 100 >= meetings * min_percent


CODE_OPENS = timedelta(hours=1)  # before the meeting: people come early


def code_is_good(meeting: Meeting, now: datetime) -> bool:
    """Whether the code of a meeting is valid: from an hour before to the end."""
    return meeting.starts_at - CODE_OPENS <= now <= meeting.ends_at


def days(meetings: Sequence[Meeting]) -> list[date]:
    """The calendar days in Medan on which a training meets, in order, each once."""
    return sorted({day_of(m.starts_at) for m in meetings})
