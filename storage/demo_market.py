"""The demo's market events: one that is open in three weeks, one long over with bands of sales.

Invented. They are planned and announced by the functions of the product; what many people did is
written in bulk, by the same rules. What was due before today counts as told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from domain.calendar import at_clock, day_of
from domain.market_event import EventPlan, MarketEvent, SalesBand, fits
from domain.seat import Places, SeatState, entry_state
from domain.training import default_closings
from storage import market_events, thing_states
from storage.database import Tx
from storage.demo_people import DemoOwner
from storage.ids import new_id
from storage.places import STALLS
from storage.schema import stalls

TO_COME_DAYS, OVER_DAYS = 21, 40  # from today
ANNOUNCED = timedelta(days=25)  # before it begins
TO_COME_PEOPLE, OVER_PEOPLE = 9, 14
FOOD = ("KERIPIK", "KUE_BASAH", "ROTI", "KOPI", "MINUMAN", "BUMBU", "TAHU_TEMPE")
BANDS = (
    SalesBand.UNDER_1M, SalesBand.UNDER_3M, SalesBand.UNDER_500K, SalesBand.UNDER_3M,
    SalesBand.UNSAID, SalesBand.OVER_3M, SalesBand.UNDER_1M,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bazaar:
    """Two days, from so many days after today."""

    name: str
    starts_in: int
    quota: int
    clusters: tuple[str, ...] = ()
    fee_idr: int | None = None


_OVER = _Bazaar("Bazar Hari Jadi Kota", -OVER_DAYS, 10, fee_idr=50_000)
_TO_COME = _Bazaar("Bazar IKM Lapangan Merdeka", TO_COME_DAYS, 20, FOOD)


async def seed_market_events(
    tx: Tx, now: datetime, owners: Sequence[DemoOwner], staff_id: int
) -> list[MarketEvent]:
    """Write both; as they are now. owners: those of `demo_people`, the first has a phone."""
    over = await _plan(tx, _OVER, now, staff_id)
    to_come = await _plan(tx, _TO_COME, now, staff_id)
    await thing_states.advance(tx, STALLS, now)
    rows = _apply(over, owners[1:], OVER_PEOPLE, now) + _apply(
        to_come, owners[1:], TO_COME_PEOPLE, now
    )
    if rows:
        await tx.execute(insert(stalls), rows)
    return [await market_events.get(tx, one.id) for one in (over, to_come)]


async def _plan(tx: Tx, bazaar: _Bazaar, now: datetime, staff_id: int) -> MarketEvent:
    first_on = day_of(now) + timedelta(days=bazaar.starts_in)
    starts_at = at_clock(first_on, 9)
    ends_at = at_clock(first_on + timedelta(days=1), 17)
    announced_at = starts_at - ANNOUNCED
    closings = default_closings(starts_at, announced_at)
    plan = EventPlan(
        bazaar.name, starts_at, ends_at, "Lapangan Merdeka", *closings,
        "Meja dan tenda disediakan.", bazaar.clusters, bazaar.quota, bazaar.fee_idr,
    )  # fmt: skip
    made = await market_events.add(tx, plan, announced_at, staff_id)
    await market_events.open_for_applying(tx, made, now)
    return made


def _apply(
    event: MarketEvent, owners: Sequence[DemoOwner], people: int, now: datetime
) -> list[dict[str, Any]]:
    """So many of the verified owners it fits, one after the other; over, most said how it went."""
    is_over = event.plan.ends_at < now
    opened_at = event.plan.starts_at - ANNOUNCED
    step = (min(now, event.plan.registration_closes_at) - opened_at) / (people + 1)
    coming = [o for o in owners if o.business.registered_at < opened_at
              and fits(event.plan, [o.business])][:people]  # fmt: skip
    rows: list[dict[str, Any]] = []
    for line, owner in enumerate(coming, 1):
        places = Places(event.plan.quota, min(line - 1, event.plan.quota), 0)
        state = entry_state(event.plan.admission, places)
        has_stall = state is SeatState.HELD
        if is_over and has_stall:
            state = SeatState.CONFIRMED
        came = is_over and has_stall and line % 5 != 0
        rows.append({
            "id": new_id(), "event_id": event.id, "person_id": owner.person_id, "state": state,
            "why": "", "line": line, "entered_at": opened_at + line * step,
            "changed_at": opened_at + line * step, "offer_ends_at": None, "offer_told_at": None,
            "checked_in_at": event.plan.starts_at if came else None,
            "sales_band": BANDS[line % len(BANDS)] if came else "",
        })  # fmt: skip
    return rows
