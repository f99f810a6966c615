"""A market event for tests: two stalls on Saturday, 23 January 2027."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.market_event import EventPlan, MarketEvent
from storage import market_events
from storage.database import Tx
from tests.support.rows import NOW

STARTS_AT = datetime(2027, 1, 23, 2, 0, tzinfo=UTC)  # 09.00 WIB


def an_event_plan(**changes: Any) -> EventPlan:
    """One day, 09.00 to 17.00 WIB; one applies until the 16th, offers end the evening before."""
    plan = EventPlan(
        name="Bazar IKM", starts_at=STARTS_AT, ends_at=STARTS_AT + timedelta(hours=8),
        venue="Lapangan Merdeka", registration_closes_at=datetime(2027, 1, 16, 11, 0, tzinfo=UTC),
        offers_close_at=datetime(2027, 1, 22, 11, 0, tzinfo=UTC), quota=2,
    )  # fmt: skip
    return replace(plan, **changes)


async def add_event(
    tx: Tx, at: datetime = NOW, by: int | None = None, **changes: Any
) -> MarketEvent:
    """A market event that people may apply for; changes are those of its plan."""
    event = await market_events.add(tx, an_event_plan(**changes), at, by)
    await market_events.open_for_applying(tx, event, at)
    return await market_events.get(tx, event.id)
