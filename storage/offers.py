"""Offers under way: whom to tell, and which have run out. For the jobs; of seats and stalls."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select, update

from domain.seat import SeatState, Step, Why
from storage import places
from storage.database import Tx
from storage.places import SEATS, TO_COME, Place, Scarce, as_place


@lru_cache  # asked every second: building it would cost more than asking
def _untold(kind: Scarce) -> Select[Any]:
    query = _offers(kind, kind.places).where(kind.places.c.offer_told_at.is_(None))
    return query.order_by(kind.thing_id, kind.places.c.line).limit(bindparam("limit"))


@lru_cache
def _things_run_out(kind: Scarce) -> Select[Any]:
    query = _offers(kind, kind.thing_id).where(*_run_out(kind, bindparam("now")))
    return query.distinct().limit(bindparam("limit"))


def _offers(kind: Scarce, *columns: Any) -> Select[Any]:
    """Offers of things that are announced and have not begun."""
    return (
        select(*columns)
        .join(kind.things, kind.things.c.id == kind.thing_id)
        .where(kind.places.c.state == SeatState.OFFERED, kind.things.c.state.in_(TO_COME))
    )


async def list_untold(tx: Tx, kind: Scarce = SEATS, limit: int = 100) -> list[Place]:
    """Offers whose person has not been told."""
    found = await tx.execute(_untold(kind), {"limit": limit})
    return [as_place(kind, r) for r in found]


async def set_told(
    tx: Tx, place_id: int, until: datetime, now: datetime, kind: Scarce = SEATS
) -> bool:
    """The person is told now: the offer's time begins, and lasts until then.

    False where it is no untold offer any more.
    """
    table = kind.places
    told = (
        update(table)
        .where(table.c.id == place_id, table.c.state == SeatState.OFFERED)
        .where(table.c.offer_told_at.is_(None))
        .values(offer_told_at=now, offer_ends_at=until)
    )
    return bool((await tx.execute(told)).rowcount)


def _run_out(kind: Scarce, now: datetime | BindParameter[Any]) -> tuple[ColumnElement[bool], ...]:
    """What nobody was told of does not run out."""
    table = kind.places
    return table.c.offer_told_at.is_not(None), table.c.offer_ends_at <= now


async def list_run_out(tx: Tx, now: datetime, kind: Scarce = SEATS, limit: int = 100) -> list[int]:
    """Ids of things with an offer that has run out. Empty is normal."""
    found = await tx.execute(_things_run_out(kind), {"now": now, "limit": limit})
    return list(found.scalars())


async def expire(tx: Tx, thing_id: int, now: datetime, kind: Scarce = SEATS) -> list[Place]:
    """End the offers of a thing that have run out and offer the places on; the ended ones."""
    await places.hold(tx, kind, thing_id)
    query = _offers(kind, kind.places).where(kind.thing_id == thing_id, *_run_out(kind, now))
    found = await tx.execute(query.order_by(kind.places.c.line))
    return await _end(tx, kind, thing_id, [as_place(kind, r) for r in found], Why.EXPIRED, now)


async def release(
    tx: Tx, thing_id: int, place_ids: Sequence[int], now: datetime, kind: Scarce = SEATS
) -> list[Place]:
    """Release the held places of those who stayed silent and offer them on; the released ones."""
    await places.hold(tx, kind, thing_id)
    table = kind.places
    query = select(table).where(table.c.id.in_(list(place_ids)), table.c.state == SeatState.HELD)
    silent = [as_place(kind, r) for r in await tx.execute(query)]
    return await _end(tx, kind, thing_id, silent, Why.RELEASED, now)


async def _end(
    tx: Tx, kind: Scarce, thing_id: int, ended: list[Place], why: Why, now: datetime
) -> list[Place]:
    for place in ended:
        await places.move(tx, kind, place.id, Step(place.state, SeatState.CANCELLED, why), now)
    if ended:
        await places.offer_free(tx, kind, thing_id, now)
    return ended
