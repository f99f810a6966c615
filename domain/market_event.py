"""A market event (bazaar, expo, fair): what it offers, whom it fits, and what is told when.

Its states, its closing moments and who gets a place are those of a training: its stalls change
hands as seats do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.business import Business, State
from domain.calendar import at_clock, day_of
from domain.reminder import Due, Note, asked_from, days_before
from domain.training import CODE_OPENS, Admission, TrainingState, default_closings

EventState = TrainingState  # draft → open → closed → running → done, or cancelled

DEFAULT_QUOTA = 20  # what fits the yard of an office; staff say otherwise
MAX_QUOTA = 500  # more than any fair of the city; a slip of the finger, not a plan
MAX_DAYS = 31
MAX_FEE_IDR = 100_000_000  # a slip of the finger, not a fee
REPORT_DAYS = 3  # after the end: who answers the question on sales has answered


class SalesBand(StrEnum):
    """How much was sold at a market event, in bands, as far as somebody wants to say."""

    UNDER_500K = "under_500k"
    UNDER_1M = "under_1m"
    UNDER_3M = "under_3m"
    OVER_3M = "over_3m"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class EventPlan:
    """What staff say about a market event. clusters: codes, none = every one.

    starts_at, ends_at: opening of the first day and closing of the last; days in a row, each with
    the same hours. fee_idr: of one stall for all days, None = free.
    """

    name: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    registration_closes_at: datetime
    offers_close_at: datetime
    description: str = ""
    clusters: tuple[str, ...] = ()
    quota: int = DEFAULT_QUOTA
    fee_idr: int | None = None
    admission: Admission = Admission.FIRST_COME
    map_url: str = ""


@dataclass(frozen=True, slots=True)
class MarketEvent:
    """A stored market event. code: "BZR-001", what people may type; round: as of a training.

    check_in_code: typed or scanned there. announce_at: when those it fits are told; None = staff
    have not said yet.
    """

    id: int
    code: str
    state: EventState
    round: int
    plan: EventPlan
    check_in_code: str
    announce_at: datetime | None
    created_by: int | None


def event_code(count: int) -> str:
    """The code of the count-th market event, as people read it."""
    return f"BZR-{count:03d}"


def problems(plan: EventPlan, now: datetime) -> list[str]:
    """Why this plan cannot be announced, as keys of sentences; empty when it can."""
    start = plan.starts_at
    checks = {
        "quota": not 1 <= plan.quota <= MAX_QUOTA,
        "ends_before_start": plan.ends_at <= start,
        "past": start <= now,
        "closes_after_start": plan.registration_closes_at > start,
        "offers_after_start": plan.offers_close_at > start,
        "closed_already": plan.registration_closes_at <= now < start,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def fits(plan: EventPlan, owned: Sequence[Business]) -> bool:
    """Whether one of these businesses may have a stall: verified, and of a fitting cluster."""
    return any(
        one.state is State.VERIFIED and (not plan.clusters or one.cluster in plan.clusters)
        for one in owned
    )


def moved(plan: EventPlan, starts_at: datetime, ends_at: datetime, now: datetime) -> EventPlan:
    """The plan on other days: its closings keep their distance to the first day.

    Where one of them would have passed by now, both are the usual ones.
    """
    later = day_of(starts_at) - day_of(plan.starts_at)
    closes_at, offers_at = plan.registration_closes_at + later, plan.offers_close_at + later
    if closes_at <= now or max(closes_at, offers_at) > starts_at:
        closes_at, offers_at = default_closings(starts_at, now)
    return replace(
        plan, starts_at=starts_at, ends_at=ends_at, registration_closes_at=closes_at,
        offers_close_at=offers_at,
    )  # fmt: skip


def code_is_good(event: MarketEvent, now: datetime) -> bool:
    """Whether its check-in code is valid: from an hour before the opening to the end."""
    return event.plan.starts_at - CODE_OPENS <= now <= event.plan.ends_at


def schedule_from(plan: EventPlan, now: datetime) -> list[Due]:
    """Every note of a market event that is still to come, in order of time."""
    start, end = plan.starts_at, plan.ends_at
    last_on = day_of(end)
    found = [
        Due(Note.ASK, asked_from(start), days_before(start, 1, 9)),
        Due(Note.DAY_BEFORE, days_before(start, 1, 9), days_before(start, 1, 20)),
        Due(Note.SALES, end + timedelta(hours=1), at_clock(last_on + timedelta(days=7), 20)),
        Due(Note.SALES_REPORT, _report_at(end), _report_at(end) + timedelta(days=30)),
    ]
    if plan.offers_close_at < start:
        found.append(Due(Note.LINE_CLOSED, plan.offers_close_at, start))
    to_come = [due for due in found if now < due.due_at < due.expires_at]
    return sorted(to_come, key=lambda due: (due.due_at, due.note))


def _report_at(ends_at: datetime) -> datetime:
    return at_clock(day_of(ends_at) + timedelta(days=REPORT_DAYS), 10)


#: What is told to the people of a market event, one by one.
MESSAGES = (
    Note.ASK, Note.DAY_BEFORE, Note.LINE_CLOSED, Note.MOVED, Note.VENUE_CHANGED,
    Note.CALLED_OFF, Note.SELECTED, Note.NOT_SELECTED, Note.SALES,
)  # fmt: skip
