"""Those who applied for a stall, with what staff want to know of each before they choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from domain.business import State
from domain.market_event import EventState
from domain.product import SHOWN
from domain.seat import HAS_SEAT, SeatState
from storage.database import Tx
from storage.schema import businesses, market_events, papers, persons, products, stalls


@dataclass(frozen=True, slots=True)
class Trade:
    """A verified business. papers: kinds it holds; shown: products in the catalogue."""

    name: str
    cluster: str
    papers: tuple[str, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class StallApplicant:
    """held, came: market events that are over, with a stall; and of them those checked in at."""

    stall_id: int
    name: str
    trades: tuple[Trade, ...]
    held: int
    came: int


async def list_of(tx: Tx, event_id: int) -> list[StallApplicant]:
    """Everybody who applied, in the order in which they did."""
    query = (
        select(stalls.c.id, stalls.c.person_id, persons.c.name)
        .join(persons, persons.c.id == stalls.c.person_id)
        .where(stalls.c.event_id == event_id, stalls.c.state == SeatState.APPLIED)
        .order_by(stalls.c.line)
    )
    rows = (await tx.execute(query)).all()
    ids = [r.person_id for r in rows]
    trades, before = await _list_trades(tx, ids), await _count_before(tx, ids)
    return [
        StallApplicant(
            r.id, r.name, tuple(trades.get(r.person_id, ())), *before.get(r.person_id, (0, 0))
        )
        for r in rows
    ]  # fmt: skip


async def _list_trades(tx: Tx, person_ids: Sequence[int]) -> dict[int, list[Trade]]:
    """The verified businesses of each, the oldest first."""
    mine = businesses.c.person_id.in_(person_ids) & (businesses.c.state == State.VERIFIED)
    found = (await tx.execute(select(businesses).where(mine).order_by(businesses.c.id))).all()
    ids = [r.id for r in found]
    held: dict[int, list[str]] = {}
    have = select(papers).where(papers.c.business_id.in_(ids), papers.c.state == "have")
    for paper in await tx.execute(have.order_by(papers.c.id)):
        held.setdefault(paper.business_id, []).append(paper.kind)
    shown = await _count_shown(tx, ids)
    trades: dict[int, list[Trade]] = {}
    for r in found:
        one = Trade(r.name, r.cluster, tuple(held.get(r.id, ())), shown.get(r.id, 0))
        trades.setdefault(r.person_id, []).append(one)
    return trades


async def _count_shown(tx: Tx, business_ids: Sequence[int]) -> dict[int, int]:
    of: Any = products.c.business_id
    query = select(of, func.count()).where(of.in_(business_ids), products.c.state.in_(SHOWN))
    return {business_id: n for business_id, n in await tx.execute(query.group_by(of))}


async def _count_before(tx: Tx, person_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """At how many market events that are over each had a stall to the end, and checked in."""
    query = (
        select(stalls.c.person_id, func.count(), func.count(stalls.c.checked_in_at))
        .join(market_events, market_events.c.id == stalls.c.event_id)
        .where(stalls.c.person_id.in_(person_ids), stalls.c.state.in_(HAS_SEAT))
        .where(market_events.c.state == EventState.DONE)
        .group_by(stalls.c.person_id)
    )
    return {person_id: (held, came) for person_id, held, came in await tx.execute(query)}
