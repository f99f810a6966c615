"""Places of scarce things: the one guarded way to take one, give one up and offer it on.

A thing has `quota` and `offers_close_at`; its places have `person_id`, `state`, `why`, `line`,
`entered_at`, `changed_at`, `offer_ends_at`, `offer_told_at`. Whoever changes a place holds the
thing's row first (SQLite: is the only writer), so that counting and taking cannot be parted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, Table, bindparam, func, insert, select, update

from domain.seat import ACTIVE, HAS_SEAT, TAKES_PLACE, Places, SeatState, Step, offer_until
from domain.training import TrainingState
from storage import schema
from storage.among import among
from storage.database import Tx, is_sqlite
from storage.ids import new_id
from storage.lookup import Lookup

TO_COME = (TrainingState.OPEN, TrainingState.CLOSED)  # while a thing is so, its places change hands


@dataclass(frozen=True, slots=True)
class Scarce:
    """A kind of thing with places: its table, those of places and notes, and what joins them.

    name: as broadcasts and the audit trail call it.
    """

    name: str
    things: Table
    places: Table
    thing_id: Column[Any]
    notes: Table
    note_of: Column[Any]


SEATS = Scarce(
    "training", schema.trainings, schema.seats, schema.seats.c.training_id,
    schema.notes, schema.notes.c.training_id,
)  # fmt: skip
STALLS = Scarce(
    "market_event", schema.market_events, schema.stalls, schema.stalls.c.event_id,
    schema.event_notes, schema.event_notes.c.event_id,
)  # fmt: skip
KINDS = (SEATS, STALLS)


def _counting(kind: Scarce) -> Select[Any]:
    state = kind.places.c.state
    of_thing = kind.thing_id == bindparam("thing")
    return select(state, func.count()).where(of_thing).group_by(state)


_COUNTS = {kind.places.name: Lookup(_counting(kind)) for kind in KINDS}  # asked at every look


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place, or wait, in one thing of any kind. line: smaller comes first."""

    id: int
    thing_id: int
    person_id: int
    state: SeatState
    line: int
    offer_ends_at: datetime | None
    offer_told_at: datetime | None

    @property
    def is_active(self) -> bool:
        """Whether the person is in it: with a place, in line, or applied."""
        return self.state is not SeatState.CANCELLED

    def offer_has_ended(self, now: datetime) -> bool:
        """Whether the time of an offer that was told is up."""
        ends_at = self.offer_ends_at if self.offer_told_at is not None else None
        return ends_at is not None and ends_at <= now


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is held until the commit, and how its places stand."""

    id: int
    places: Places
    last_line: int
    offers_close_at: datetime


async def lock(tx: Tx, kind: Scarce, thing_id: int) -> None:
    """Hold a thing until the commit: whoever changes its places, or itself, does this first."""
    if not is_sqlite(tx):  # there it is the only writer
        mine = select(kind.things.c.id).where(kind.things.c.id == thing_id)
        await tx.execute(mine.with_for_update(key_share=True))


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


async def find(tx: Tx, kind: Scarce, place_id: int) -> Place | None:
    """The place, or None."""
    r = (await tx.execute(select(kind.places).where(kind.places.c.id == place_id))).first()
    return as_place(kind, r) if r is not None else None


async def find_of(tx: Tx, kind: Scarce, thing_id: int, person_id: int) -> Place | None:
    """The person's place in a thing, a cancelled one too; None where there never was one."""
    mine = (kind.thing_id == thing_id) & (kind.places.c.person_id == person_id)
    r = (await tx.execute(select(kind.places).where(mine))).first()
    return as_place(kind, r) if r is not None else None


async def list_of_person(tx: Tx, kind: Scarce, person_id: int) -> list[Place]:
    """All places of a person, cancelled ones too, in order of their things."""
    query = select(kind.places).where(kind.places.c.person_id == person_id)
    return [as_place(kind, r) for r in await tx.execute(query.order_by(kind.thing_id))]


async def list_coming(
    tx: Tx, kind: Scarce, person_id: int, now: datetime, until: datetime
) -> list[tuple[int, SeatState]]:
    """(id, state) of the places that a person has in what begins between these moments."""
    place, things = kind.places.c, kind.things
    query = (
        select(place.id, place.state)
        .join(things, things.c.id == kind.thing_id)
        .where(place.person_id == person_id, place.state.in_(HAS_SEAT))
        .where(things.c.state.in_(TO_COME), things.c.starts_at.between(now, until))
        .order_by(things.c.starts_at, place.id)
    )
    return [(place_id, SeatState(state)) for place_id, state in await tx.execute(query)]


async def list_of(
    tx: Tx, kind: Scarce, thing_id: int, states: Sequence[SeatState] = ACTIVE
) -> list[Place]:
    """Places of a thing in these states, in the order of the line."""
    query = select(kind.places).where(
        kind.thing_id == thing_id, kind.places.c.state.in_(list(states))
    )
    return [as_place(kind, r) for r in await tx.execute(query.order_by(kind.places.c.line))]


async def list_inside(tx: Tx, about: str, person_ids: Sequence[int]) -> set[int]:
    """Those of the persons who are in the thing ("training:123") that a broadcast is about."""
    name, _, thing_id = about.partition(":")
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None:
        return set()
    place = kind.places.c
    query = select(place.person_id).where(
        kind.thing_id == int(thing_id), place.state.in_(ACTIVE), among(place.person_id, "wanted")
    )
    return set((await tx.execute(query, {"wanted": list(person_ids)})).scalars())


async def count_by_state(tx: Tx, kind: Scarce, thing_id: int) -> dict[SeatState, int]:
    """How many places of a thing are in each state; states without one are missing."""
    counted = await _COUNTS[kind.places.name].find(tx, thing_id)
    return {SeatState(s): n for s, n in counted}


async def count(tx: Tx, kind: Scarce, thing_id: int, quota: int) -> Places:
    """How the places of a thing stand now, without holding it."""
    counted = await count_by_state(tx, kind, thing_id)
    taken = sum(counted.get(s, 0) for s in TAKES_PLACE)
    return Places(quota, taken, counted.get(SeatState.WAITLISTED, 0))


async def count_free(tx: Tx, kind: Scarce, thing_id: int, quota: int) -> int:
    """Places that somebody who comes now would get; 0 where others wait for them already."""
    places = await count(tx, kind, thing_id, quota)
    return 0 if places.waiting else places.free


async def number_in_line(tx: Tx, kind: Scarce, thing_id: int, line: int) -> int:
    """The number of who waits with this line: 1 = the next."""
    ahead = select(func.count()).where(
        kind.thing_id == thing_id,
        kind.places.c.state == SeatState.WAITLISTED,
        kind.places.c.line < line,
    )
    return int((await tx.execute(ahead)).scalar_one()) + 1


def as_place(kind: Scarce, r: Any) -> Place:
    """A row of the places of this kind as its value."""
    return Place(
        r.id, r._mapping[kind.thing_id.name], r.person_id, SeatState(r.state), r.line,
        r.offer_ends_at, r.offer_told_at,
    )  # fmt: skip
