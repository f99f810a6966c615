"""Stalls at market events: who has one or waits, who came, and how it went, in bands.

How a stall changes hands stands in `storage.place_changes`, the same as for a seat (`STALLS`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from domain.market_event import SalesBand
from domain.reminder import Note
from domain.seat import ACTIVE, HAS_SEAT, SeatState, Selection
from storage import market_events, notes, place_changes, places
from storage.database import Tx
from storage.places import STALLS
from storage.schema import businesses, persons
from storage.schema import stalls as table


@dataclass(frozen=True, slots=True)
class Stall:
    """A person's stall, or wait, at one market event. line: smaller comes first."""

    id: int
    event_id: int
    person_id: int
    state: SeatState
    why: str  #: domain.seat.Why of a cancelled one, else ''
    line: int
    offer_ends_at: datetime | None
    checked_in_at: datetime | None
    sales_band: str  #: domain.market_event.SalesBand, '' = not answered

    @property
    def is_active(self) -> bool:
        """Whether the person is in it: with a stall, in line, or applied."""
        return self.state is not SeatState.CANCELLED


@dataclass(frozen=True, slots=True)
class Holder:
    """A stall with who has it: name and businesses, as staff know them."""

    stall: Stall
    name: str
    businesses: str


async def find(tx: Tx, event_id: int, person_id: int) -> Stall | None:
    """The person's stall at a market event, a cancelled one too; None where there was none."""
    return await _find(tx, (table.c.event_id == event_id) & (table.c.person_id == person_id))


async def find_by_id(tx: Tx, stall_id: int) -> Stall | None:
    """The stall, or None."""
    return await _find(tx, table.c.id == stall_id)


async def list_of_person(tx: Tx, person_id: int) -> list[Stall]:
    """All stalls of a person, cancelled ones too, newest entry first."""
    query = select(table).where(table.c.person_id == person_id)
    return [_stall(r) for r in await tx.execute(query.order_by(table.c.entered_at.desc()))]


async def list_holders(tx: Tx, event_id: int, states: Sequence[SeatState] = ACTIVE) -> list[Holder]:
    """Stalls in these states with who has them, in the order of the line."""
    query = (
        select(table, persons.c.name)
        .join(persons, persons.c.id == table.c.person_id)
        .where(table.c.event_id == event_id, table.c.state.in_(list(states)))
        .order_by(table.c.line)
    )
    found = (await tx.execute(query)).all()
    of = select(businesses.c.person_id, businesses.c.name).where(
        businesses.c.person_id.in_([r.person_id for r in found])
    )
    names: dict[int, list[str]] = {}
    for person_id, name in await tx.execute(of.order_by(businesses.c.id)):
        names.setdefault(person_id, []).append(name)
    return [Holder(_stall(r), r.name, ", ".join(names.get(r.person_id, ()))) for r in found]


async def apply(tx: Tx, event_id: int, person_id: int, at: datetime) -> Stall | None:
    """Take a stall, or a place in line; None where nobody is taken any more.

    Whether it fits the person is asked before: `domain.market_event.fits`.
    """
    taken = await place_changes.take(
        tx, STALLS, event_id, person_id, at, checked_in_at=None, sales_band=""
    )
    return await find_by_id(tx, taken) if taken is not None else None


async def select_applicants(
    tx: Tx, event_id: int, selection: Selection, at: datetime
) -> tuple[int, int]:
    """Staff have chosen among those who applied: how many, and how many not. A note tells all."""
    counted = await place_changes.select_applicants(tx, STALLS, event_id, selection, at)
    event = await market_events.get(tx, event_id)
    for note in (Note.SELECTED, Note.NOT_SELECTED):
        await notes.add_now(tx, event, note, at, STALLS)
    return counted


async def place_in_line(tx: Tx, stall: Stall) -> int:
    """The number of a waiting one: 1 = the next. 0 for one that does not wait."""
    if stall.state is not SeatState.WAITLISTED:
        return 0
    return await places.number_in_line(tx, STALLS, stall.event_id, stall.line)


async def check_in(tx: Tx, stall_id: int, at: datetime) -> bool:
    """The person is there; False where that was noted before."""
    mine = update(table).where(table.c.id == stall_id, table.c.checked_in_at.is_(None))
    return bool((await tx.execute(mine.values(checked_in_at=at))).rowcount)


async def count_checked_in(tx: Tx, event_id: int) -> int:
    """How many of those with a stall came and said so."""
    came = table.c.checked_in_at.is_not(None)
    query = select(func.count()).where(table.c.event_id == event_id, came)
    return int((await tx.execute(query)).scalar_one())


async def set_sales_band(tx: Tx, stall_id: int, band: SalesBand) -> None:
    """What the person says they sold, in a band; the last answer counts."""
    await tx.execute(update(table).where(table.c.id == stall_id).values(sales_band=band))


async def keep_said(tx: Tx, stall_id: int, gone_id: int) -> None:
    """Of two stalls that are one: who came and what was sold at the other is of the one now."""
    stays, gone = await find_by_id(tx, stall_id), await find_by_id(tx, gone_id)
    if stays is None or gone is None:
        return
    came = [at for at in (stays.checked_in_at, gone.checked_in_at) if at is not None]
    mine = update(table).where(table.c.id == stall_id)
    await tx.execute(
        mine.values(
            checked_in_at=min(came, default=None), sales_band=stays.sales_band or gone.sales_band
        )
    )


async def count_bands(tx: Tx, event_id: int) -> dict[SalesBand, int]:
    """How many of those with a stall said which band; bands without one are missing."""
    query = select(table.c.sales_band, func.count()).where(
        table.c.event_id == event_id, table.c.sales_band != "", table.c.state.in_(HAS_SEAT)
    )
    found = await tx.execute(query.group_by(table.c.sales_band))
    return {SalesBand(band): count for band, count in found}


async def _find(tx: Tx, where: Any) -> Stall | None:
    r = (await tx.execute(select(table).where(where))).first()
    return _stall(r) if r is not None else None


def _stall(r: Any) -> Stall:
    return Stall(
        r.id, r.event_id, r.person_id, SeatState(r.state), r.why, r.line, r.offer_ends_at,
        r.checked_in_at, r.sales_band,
    )  # fmt: skip
