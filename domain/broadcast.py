"""A broadcast: one message to a frozen audience, and the states it goes through."""

from dataclasses import dataclass
from enum import StrEnum

from domain.training import Target


class BroadcastState(StrEnum):
    """scheduled → sending ⇄ paused → done, or cancelled."""

    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"  # a standstill made it too late


FOLLOWING = {
    BroadcastState.SCHEDULED: frozenset(
        {BroadcastState.SENDING, BroadcastState.CANCELLED, BroadcastState.EXPIRED}
    ),
    BroadcastState.SENDING: frozenset(
        {BroadcastState.PAUSED, BroadcastState.CANCELLED, BroadcastState.DONE}
    ),
    BroadcastState.PAUSED: frozenset({BroadcastState.SENDING, BroadcastState.CANCELLED}),
    BroadcastState.DONE: frozenset[BroadcastState](),
    BroadcastState.CANCELLED: frozenset[BroadcastState](),
    BroadcastState.EXPIRED: frozenset[BroadcastState](),
}


HAS_PLACE = "has_place"  # reason: is in already what the message invites to


class RecipientState(StrEnum):
    """Of one person in the audience; once queued, what became of it stands in the outbox."""

    WAITING = "waiting"
    QUEUED = "queued"
    SKIPPED = "skipped"  # with a reason: opted_out, unreachable, has_place


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a broadcast is for, among those who agreed to be told. clusters: none = every one.

    only_verified: of owners those alone whose business is verified.
    """

    target: Target
    clusters: tuple[str, ...] = ()
    only_verified: bool = False
