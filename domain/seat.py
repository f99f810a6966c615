"""A seat: one place of something scarce, and how it changes hands.

The rules are those of every thing with a number of places (a training, the stalls of a market
event): who comes gets a free place or stands in line, a freed one is offered to the next.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.calendar import at_clock, day_of
from domain.quiet_hours import QUIET_FROM, QUIET_UNTIL, is_quiet
from domain.training import Admission

OFFER_LASTS = timedelta(hours=24)  # architecture, section 6; the night is not counted
LAST_DAY_OFFER_LASTS = timedelta(hours=3)


class SeatState(StrEnum):
    """applied, or waitlisted → offered → held → confirmed; cancelled from each of them."""

    APPLIED = "applied"  # staff select; takes no place
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    HELD = "held"
    CONFIRMED = "confirmed"  # said that they come
    CANCELLED = "cancelled"


class Why(StrEnum):
    """Why a seat was given up."""

    PERSON = "person"
    STAFF = "staff"
    DECLINED = "declined"  # the offer
    EXPIRED = "expired"
    RELEASED = "released"  # silent by noon of the day before
    NOT_SELECTED = "not_selected"


TAKES_PLACE = (SeatState.OFFERED, SeatState.HELD, SeatState.CONFIRMED)
HAS_SEAT = (SeatState.HELD, SeatState.CONFIRMED)  # comes, as far as we know
ACTIVE = tuple(s for s in SeatState if s is not SeatState.CANCELLED)

#: What may follow a state. Who cancelled may come again, at the end of the line.
FOLLOWING = {
    SeatState.APPLIED: frozenset({SeatState.HELD, SeatState.WAITLISTED, SeatState.CANCELLED}),
    SeatState.WAITLISTED: frozenset({SeatState.OFFERED, SeatState.HELD, SeatState.CANCELLED}),
    SeatState.OFFERED: frozenset({SeatState.HELD, SeatState.CONFIRMED, SeatState.CANCELLED}),
    SeatState.HELD: frozenset({SeatState.CONFIRMED, SeatState.CANCELLED}),
    SeatState.CONFIRMED: frozenset({SeatState.HELD, SeatState.CANCELLED}),  # moved: asked again
    SeatState.CANCELLED: frozenset(
        {SeatState.APPLIED, SeatState.WAITLISTED, SeatState.HELD, SeatState.CONFIRMED}
    ),
}
#: The reasons that fit a state from which a seat is given up.
REASONS = {
    SeatState.APPLIED: frozenset({Why.PERSON, Why.STAFF, Why.NOT_SELECTED}),
    SeatState.WAITLISTED: frozenset({Why.PERSON, Why.STAFF, Why.NOT_SELECTED}),
    SeatState.OFFERED: frozenset({Why.PERSON, Why.STAFF, Why.DECLINED, Why.EXPIRED}),
    SeatState.HELD: frozenset({Why.PERSON, Why.STAFF, Why.RELEASED}),
    SeatState.CONFIRMED: frozenset({Why.PERSON, Why.STAFF}),
    SeatState.CANCELLED: frozenset[Why](),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What staff decided about those who applied, by the ids of their places.

    seen: those whom staff looked at; who applied since stays an applicant. chosen: of them, who
    holds a place though the quota be less: staff decide. others_wait: the rest stands in line for
    a place that becomes free, else it did not come to them this time.
    """

    seen: tuple[int, ...]
    chosen: tuple[int, ...]
    others_wait: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a seat. Raises ValueError for one that the rules do not know."""

    was: SeatState
    to: SeatState
    why: Why | None = None  #: of a cancelled one

    def __post_init__(self) -> None:
        reasons = REASONS[self.was] if self.to is SeatState.CANCELLED else {None}
        if self.to not in FOLLOWING[self.was] or self.why not in reasons:
            raise ValueError(f"{self.was} is not followed by {self.to} ({self.why})")


@dataclass(frozen=True, slots=True)
class Places:
    """How the places of a thing stand: how many there are, are taken, and are waited for."""

    quota: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """Places nobody has; never below 0, because a lowered quota evicts nobody."""
        return max(0, self.quota - self.taken)


def entry_state(admission: Admission, places: Places, *, is_asked: bool = False) -> SeatState:
    """The state of somebody who enrols now. Nobody passes those who wait.

    is_asked: the question "do you come?" has gone out already; who takes a place after it has
    just said so.
    """
    if admission is Admission.SELECT:
        return SeatState.APPLIED
    if places.free and not places.waiting:
        return SeatState.CONFIRMED if is_asked else SeatState.HELD
    return SeatState.WAITLISTED


def offer_until(now: datetime, offers_close_at: datetime) -> datetime:
    """When an offer made now ends: after 24 hours, 3 on the last day, the nights not counted.

    Never past the moment when offers close; at or after it there is no offer to make.
    """
    is_last_day = day_of(now) == day_of(offers_close_at)
    left = LAST_DAY_OFFER_LASTS if is_last_day else OFFER_LASTS
    until = now
    while left:
        if is_quiet(until):
            until = _morning_after(until)
        evening = at_clock(day_of(until), QUIET_FROM.hour)
        step = min(left, evening - until)
        until, left = until + step, left - step
    return min(until, offers_close_at)


def _morning_after(moment: datetime) -> datetime:
    """The end of the night in which this moment lies."""
    day = day_of(moment)
    morning = at_clock(day, QUIET_UNTIL.hour)
    return morning if moment < morning else at_clock(day + timedelta(days=1), QUIET_UNTIL.hour)


def is_stronger(one: SeatState, other: SeatState) -> bool:
    """Whether the first is nearer to a seat: which of two stays when two persons are one."""
    return _STRENGTH[one] > _STRENGTH[other]


_STRENGTH = {
    state: strength
    for strength, state in enumerate(
        (
            SeatState.CANCELLED, SeatState.WAITLISTED, SeatState.APPLIED, SeatState.OFFERED,
            SeatState.HELD, SeatState.CONFIRMED,
        )
    )
}  # fmt: skip
