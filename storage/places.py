"""Places of scarce things: the one guarded way to take one, give one up and offer it on.

A thing has `quota` and `offers_close_at`; its places have `person_id`, `state`, `why`, `line`,
`entered_at`, `changed_at`, `offer_ends_at`, `offer_told_at`. Whoever changes a place holds the
thing's row first (SQLite: is the only writer), so that counting and taking cannot be parted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, func, insert, select, update

from domain.seat import TAKES_PLACE, Places, SeatState, Step, offer_until
from storage.database import Tx, is_sqlite
from storage.ids import new_id


@dataclass(frozen=True, slots=True)
class Scarce:
    """A kind of thing with places: its table, that of its places, and what joins them."""

    things: Table
    places: Table
    thing_id: Column[Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is held until the commit, and how its places stand."""

    id: int
    places: Places
    last_line: int
    offers_close_at: datetime


async def hold(tx: Tx, kind: Scarce, thing_id: int) -> Thing:
    """Hold a thing until the commit and count its places."""
    things = kind.things
    query = select(things.c.quota, things.c.offers_close_at).where(things.c.id == thing_id)
    if not is_sqlite(tx):
        query = query.with_for_update(key_share=True)
    thing = (await tx.execute(query)).one()
    return await _count(tx, kind, thing_id, thing.quota, thing.offers_close_at)


async def _count(
    tx: Tx, kind: Scarce, thing_id: int, quota: int, offers_close_at: datetime
) -> Thing:
    state, line = kind.places.c.state, kind.places.c.line
    query = select(state, func.count(), func.max(line)).where(kind.thing_id == thing_id)
    counted = {s: (n, last) for s, n, last in await tx.execute(query.group_by(state))}
    taken = sum(n for s, (n, _) in counted.items() if s in TAKES_PLACE)
    waiting = counted.get(SeatState.WAITLISTED, (0, 0))[0]
    last = max((last for _, last in counted.values()), default=0)
    return Thing(thing_id, Places(quota, taken, waiting), last, offers_close_at)


async def enter(
    tx: Tx, kind: Scarce, thing: Thing, person_id: int, state: SeatState, at: datetime,
    **more: object,
) -> int:  # fmt: skip
    """Give a person a new place at the end of the line; its id. They must have none that lives.

    The thing has to be held. more: further columns of the place.
    """
    places = kind.places
    values = {
        "state": state, "why": "", "line": thing.last_line + 1, "entered_at": at,
        "changed_at": at, "offer_ends_at": None, "offer_told_at": None, **more,
    }  # fmt: skip
    mine = (kind.thing_id == thing.id) & (places.c.person_id == person_id)
    old = (await tx.execute(select(places.c.id).where(mine))).scalar()
    if old is not None:
        await tx.execute(update(places).where(places.c.id == old).values(values))
        return int(old)
    new = new_id()
    values |= {"id": new, "person_id": person_id, kind.thing_id.name: thing.id}
    await tx.execute(insert(places), values)
    return new


async def move(tx: Tx, kind: Scarce, place_id: int, step: Step, at: datetime) -> bool:
    """Move a place on; False where its state is another one now. The thing has to be held."""
    places = kind.places
    moved = (
        update(places)
        .where(places.c.id == place_id, places.c.state == step.was)
        .values(state=step.to, why=step.why or "", changed_at=at, offer_ends_at=None,
                offer_told_at=None)
    )  # fmt: skip
    return bool((await tx.execute(moved)).rowcount)


async def offer_free(tx: Tx, kind: Scarce, thing_id: int, now: datetime) -> int:
    """Offer every free place to the next in line; how many. Part of whatever freed one.

    After offers close nobody is offered anything. A job tells the people (`offer_told_at`), and
    the offer's time begins anew when it does.
    """
    thing = await hold(tx, kind, thing_id)
    count = min(thing.places.free, thing.places.waiting)
    until = offer_until(now, thing.offers_close_at)
    if not count or until <= now:
        return 0
    places = kind.places
    following = (
        select(places.c.id)
        .where(kind.thing_id == thing_id, places.c.state == SeatState.WAITLISTED)
        .order_by(places.c.line)
        .limit(count)
    )
    ids = list((await tx.execute(following)).scalars())
    await tx.execute(
        update(places)
        .where(places.c.id.in_(ids))
        .values(state=SeatState.OFFERED, changed_at=now, offer_ends_at=until, offer_told_at=None)
    )
    return len(ids)
