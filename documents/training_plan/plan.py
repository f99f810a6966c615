"""What a plan file says, once it is understood."""

from dataclasses import dataclass
from datetime import date, datetime, time

MAX_CODE_LETTERS = 20
MAX_TITLE_LETTERS = 120  # still three lines of a poster
MAX_TEXT_LETTERS = 500
MAX_RUN_DAYS = 31  # one row for days that follow each other
MAX_DAYS = 60  # of one training
FURTHEST_DAYS = 730  # as in domain.answers.date: no event is planned further ahead


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """One day, in local time. row: where it stands in the file."""

    row: int
    day: date
    starts: time
    ends: time
    venue: str
    map_url: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTraining:
    """One training of the file. code: the stable key, upper case; the same again means an update.

    clusters: codes, none = every one. target, admission, quota: None where the file says nothing.
    registration_closes, offers_close: local time; None = the usual.
    """

    row: int
    code: str
    title: str
    meetings: tuple[PlannedMeeting, ...]  #: in order of time, at least one
    clusters: tuple[str, ...] = ()
    target: str | None = None  #: ikm, prospective, both
    quota: int | None = None
    registration_closes: datetime | None = None
    offers_close: datetime | None = None
    admission: str | None = None  #: first_come, select
    trainer: str = ""
    transport: str = ""
    bring: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said about the file. row: 0 = the whole file. text: for people, finished.

    blocks: the training of that row is left out, the others stay.
    """

    row: int
    text: str
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The outcome: trainings without a fault, and everything there is to say, by row."""

    trainings: tuple[PlannedTraining, ...]
    findings: tuple[Finding, ...]
    left_out: int  #: trainings (or rows without a code) that have a fault
