"""Market events: planned, announced, called off. Stalls: `stalls`."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, insert, select, update

from domain.deep_link import as_stored
from domain.errors import NotFound
from domain.invitation import ALPHABET
from domain.market_event import EventPlan, EventState, MarketEvent, event_code, schedule_from
from domain.training import Admission
from storage import counters, notes, places, thing_states
from storage.database import Tx
from storage.ids import new_id
from storage.places import STALLS
from storage.schema import market_events as table
from storage.schema import stalls

COUNTER = "market_event_code"
CODE_LENGTH = 6  # of 32 signs: good for some days, and only for those who have a stall


async def add(tx: Tx, plan: EventPlan, at: datetime, by: int | None) -> MarketEvent:
    """Keep a plan as a draft; it gets the next code. Check `problems` before announcing."""
    made_id = new_id()
    code = event_code(await counters.next_value(tx, COUNTER))
    check_in_code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    await tx.execute(
        insert(table).values(
            id=made_id, code=code, state=EventState.DRAFT, round=1, check_in_code=check_in_code,
            created_at=at, created_by=by, **_columns(plan),
        )
    )  # fmt: skip
    return await get(tx, made_id)


async def find(tx: Tx, event_id: int) -> MarketEvent | None:
    """The market event, or None."""
    return await _find(tx, table.c.id == event_id)


async def get(tx: Tx, event_id: int) -> MarketEvent:
    """The market event. Raises NotFound."""
    found = await find(tx, event_id)
    if found is None:
        raise NotFound(f"there is no market event {event_id}")
    return found


async def find_by_code(tx: Tx, code: str) -> MarketEvent | None:
    """The market event people call by this code ("BZR-001"), or None."""
    return await _find(tx, table.c.code == as_stored(code))


async def find_by_check_in_code(tx: Tx, code: str) -> MarketEvent | None:
    """The market event where this code hangs, or None."""
    return await _find(tx, table.c.check_in_code == code.strip().upper())


async def list_by_id(tx: Tx, event_ids: Sequence[int]) -> dict[int, MarketEvent]:
    """Market events by id."""
    found = await _load(tx, table.c.id.in_(list(event_ids)), len(event_ids))
    return {one.id: one for one in found}


async def list_open(tx: Tx, now: datetime, limit: int = 50) -> list[MarketEvent]:
    """Those that still take people, soonest first. Whom they fit: `domain.market_event.fits`."""
    takes = (table.c.state == EventState.OPEN) & (table.c.registration_closes_at > now)
    return await _load(tx, takes, limit)


async def list_by_state(
    tx: Tx, states: Sequence[EventState], limit: int = 100
) -> list[MarketEvent]:
    """Market events in these states, soonest first."""
    return await _load(tx, table.c.state.in_(list(states)), limit)


async def list_of_person(tx: Tx, person_id: int) -> list[MarketEvent]:
    """Every market event in which the person has, or had, a stall; soonest first."""
    has = exists().where(stalls.c.event_id == table.c.id, stalls.c.person_id == person_id)
    return await _load(tx, has, 500)


async def list_to_announce(tx: Tx, now: datetime) -> list[MarketEvent]:
    """Drafts whose moment to be announced has come. Empty is normal."""
    return await _load(tx, (table.c.state == EventState.DRAFT) & (table.c.announce_at <= now), 20)


async def set_announce_at(tx: Tx, event_id: int, at: datetime | None) -> bool:
    """When a draft is announced, by a job; None = not. False where it is no draft any more."""
    mine = update(table).where(table.c.id == event_id, table.c.state == EventState.DRAFT)
    return bool((await tx.execute(mine.values(announce_at=at))).rowcount)


async def open_for_applying(tx: Tx, event: MarketEvent, now: datetime) -> bool:
    """People may apply, and its reminders have their moments. False where it is no draft."""
    if event.state is not EventState.DRAFT:
        return False
    if not await thing_states.step(tx, STALLS, event.id, event.state, EventState.OPEN):
        return False
    await notes.put(tx, event, schedule_from(event.plan, now), STALLS)
    return True


async def set_plan(tx: Tx, event: MarketEvent, plan: EventPlan) -> MarketEvent:
    """Write a plan anew. Before the announcement; later use `storage.changes`."""
    await tx.execute(update(table).where(table.c.id == event.id).values(_columns(plan)))
    return await get(tx, event.id)


def about(event: MarketEvent) -> str:
    """What a broadcast about it says that it is about."""
    return f"{STALLS.name}:{event.id}"


async def lock(tx: Tx, event_id: int) -> MarketEvent:
    """Hold a market event until the commit and read it."""
    await places.lock(tx, STALLS, event_id)
    return await get(tx, event_id)


async def _find(tx: Tx, where: Any) -> MarketEvent | None:
    found = await _load(tx, where, 1)
    return found[0] if found else None


async def _load(tx: Tx, where: Any, limit: int) -> list[MarketEvent]:
    query = select(table).where(where).order_by(table.c.starts_at, table.c.id).limit(limit)
    return [_event(r) for r in await tx.execute(query)]


def _event(r: Any) -> MarketEvent:
    plan = EventPlan(
        r.name, r.starts_at, r.ends_at, r.venue, r.registration_closes_at, r.offers_close_at,
        r.description, tuple(r.clusters.split()), r.quota, r.fee_idr, Admission(r.admission),
        r.map_url,
    )  # fmt: skip
    return MarketEvent(
        r.id, r.code, EventState(r.state), r.round, plan, r.check_in_code, r.announce_at,
        r.created_by,
    )  # fmt: skip


def _columns(plan: EventPlan) -> Mapping[str, Any]:
    return {
        "name": plan.name, "description": plan.description, "clusters": " ".join(plan.clusters),
        "venue": plan.venue, "map_url": plan.map_url, "quota": plan.quota,
        "fee_idr": plan.fee_idr, "admission": plan.admission, "starts_at": plan.starts_at,
        "ends_at": plan.ends_at, "registration_closes_at": plan.registration_closes_at,
        "offers_close_at": plan.offers_close_at,
    }  # fmt: skip
