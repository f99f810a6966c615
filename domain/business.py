"""A business as it is registered, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """registered → under_review → verified | needs_correction | not_ikm; a correction returns."""

    REGISTERED = "registered"
    UNDER_REVIEW = "under_review"
    VERIFIED = "verified"
    NEEDS_CORRECTION = "needs_correction"
    NOT_IKM = "not_ikm"


#: What may follow a state. Every decision of the office may be looked at again.
FOLLOWING = {
    State.REGISTERED: frozenset(
        {State.UNDER_REVIEW, State.VERIFIED, State.NEEDS_CORRECTION, State.NOT_IKM}
    ),
    State.UNDER_REVIEW: frozenset({State.VERIFIED, State.NEEDS_CORRECTION, State.NOT_IKM}),
    State.NEEDS_CORRECTION: frozenset({State.REGISTERED, State.UNDER_REVIEW, State.NOT_IKM}),
    State.VERIFIED: frozenset({State.UNDER_REVIEW, State.NEEDS_CORRECTION, State.NOT_IKM}),
    State.NOT_IKM: frozenset({State.UNDER_REVIEW, State.VERIFIED, State.NEEDS_CORRECTION}),
}


class Premises(StrEnum):
    """Where it is made: the kitchen or workshop, never the shop."""

    OWN = "own"
    RENTED = "rented"
    SHARED = "shared"  # together with others, or borrowed
    NONE = "none"


PAPERS = ("nib", "pirt", "halal", "bpom", "merek")  # in the order people meet them


@dataclass(frozen=True, slots=True)
class Business:
    """The production unit that is registered; an owner may have several."""

    id: int
    person_id: int
    member_number: str | None  #: "IKM-00001"
    name: str
    state: State
    outcome: str  #: domain.eligibility.Outcome at registration
    reason: str  #: why the office decided so, in its words
    correct_key: str  #: the answer to be corrected
    makes: str  #: domain.eligibility.Makes
    material: str
    product: str
    premises: Premises
    cluster: str  #: code
    village: str  #: official code
    workers: int  #: the owner counted; 0 = nobody yet
    registered_at: datetime


def member_number(count: int) -> str:
    """The number of the count-th business, as people read it."""
    return f"IKM-{count:05d}"
