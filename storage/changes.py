"""A change of plan after the announcement: moved, elsewhere, called off. All are told, by notes.

The same for trainings and market events (`TRAININGS`, `MARKET_EVENTS`). History stays: what is
called off keeps its places as they were.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import update

from domain import market_event, reminder
from domain.market_event import EventPlan, MarketEvent
from domain.reminder import AFTERWARDS, Due, Note
from domain.training import FOLLOWING, LIVE, Plan, Training, TrainingState
from storage import broadcasts, market_events, notes, place_changes, places, thing_states, trainings
from storage.database import Tx
from storage.places import SEATS, STALLS, TO_COME, Scarce

T = TypeVar("T", Training, MarketEvent)
P = TypeVar("P", Plan, EventPlan)


@dataclass(frozen=True, slots=True)
class Planned(Generic[T, P]):
    """A kind of thing that staff plan: how its plan is read, written and put into notes."""

    kind: Scarce
    get: Callable[[Tx, int], Awaitable[T]]
    set_plan: Callable[[Tx, T, P], Awaitable[T]]
    schedule_from: Callable[[P, datetime], Sequence[Due]]

    def about(self, thing: T) -> str:
        """What a broadcast about it says that it is about."""
        return f"{self.kind.name}:{thing.id}"


TRAININGS = Planned(SEATS, trainings.get, trainings.set_plan, reminder.schedule_from)
MARKET_EVENTS = Planned(
    STALLS, market_events.get, market_events.set_plan, market_event.schedule_from
)  # fmt: skip


async def move(tx: Tx, what: Planned[T, P], thing_id: int, plan: P, now: datetime) -> T | None:
    """Other days: everybody is told and asked to confirm again, reminders begin anew.

    None where it has begun or is over. Check `problems` of its kind first.
    """
    thing = await _hold(tx, what, thing_id)
    if thing.state not in TO_COME:
        return None
    kind, things = what.kind, what.kind.things
    await notes.drop(tx, thing_id, kind=kind)
    await what.set_plan(tx, thing, plan)
    is_open = now < plan.registration_closes_at
    state = TrainingState.OPEN if is_open else TrainingState.CLOSED
    await tx.execute(
        update(things)
        .where(things.c.id == thing_id)
        .values(state=state, round=things.c.round + 1)
    )  # fmt: skip
    moved = await what.get(tx, thing_id)
    await place_changes.ask_again(tx, kind, thing_id, now)
    await notes.put(tx, moved, what.schedule_from(plan, now), kind)
    await notes.add_now(tx, moved, Note.MOVED, now, kind)
    await place_changes.offer_free(tx, kind, thing_id, now)
    return moved


async def change_venue(
    tx: Tx, what: Planned[T, P], thing_id: int, rewrite: Callable[[T], P], now: datetime
) -> T | None:
    """It is elsewhere, as the rewritten plan says; told once. None where it is over or called off.

    rewrite: its new plan, from the thing as it is once it is held.
    """
    thing = await _hold(tx, what, thing_id)
    if thing.state not in LIVE:
        return None
    changed = await what.set_plan(tx, thing, rewrite(thing))
    await notes.add_now(tx, changed, Note.VENUE_CHANGED, now, what.kind)
    return changed


async def call_off(tx: Tx, what: Planned[T, P], thing_id: int, now: datetime) -> T | None:
    """It does not take place: all are told, nothing more is sent. None where it is over."""
    thing = await _hold(tx, what, thing_id)
    if TrainingState.CANCELLED not in FOLLOWING[thing.state]:
        return None
    has_begun = thing.state is TrainingState.RUNNING
    await notes.drop(tx, thing_id, AFTERWARDS if has_begun else (), what.kind)
    await broadcasts.cancel_about(tx, what.about(thing), now)
    await thing_states.step(tx, what.kind, thing_id, thing.state, TrainingState.CANCELLED)
    called_off = await what.get(tx, thing_id)
    if thing.state is not TrainingState.DRAFT:
        await notes.add_now(tx, called_off, Note.CALLED_OFF, now, what.kind)
    return called_off


async def _hold(tx: Tx, what: Planned[T, P], thing_id: int) -> T:
    await places.lock(tx, what.kind, thing_id)
    return await what.get(tx, thing_id)
