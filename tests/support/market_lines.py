"""What lines with `!` say about market events."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from domain.training import Admission
from storage import businesses, market_events
from storage.changes import MARKET_EVENTS, call_off
from storage.database import Tx
from storage.schema import businesses as business_rows
from storage.schema import market_events as rows
from tests.support.market import add_event, an_event_plan

PersonOf = Callable[[Tx, str], Awaitable[int]]
PLANS: dict[str, dict[str, Any]] = {
    "dipilih petugas": {"admission": Admission.SELECT},
    "klaster batik": {"clusters": ("BATIK",)},
    "biaya 50 ribu": {"fee_idr": 50_000},
    "dua hari": {"ends_at": an_event_plan().ends_at + timedelta(days=1)},
}


EVENT = r"(bazar|rancangan) (.+?): (\d+) meja(?:, dibuat (\w+))?((?:, [^,]+)*)"


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if event := re.fullmatch(EVENT, what):
        by = await person_of(tx, event[4]) if event[4] else None
        changes = {k: v for word in event[5].split(", ") if word for k, v in PLANS[word].items()}
        changes |= {"name": event[2], "quota": int(event[3])}
        if event[1] == "bazar":
            made = await add_event(tx, now, by, **changes)
        else:
            made = await market_events.add(tx, an_event_plan(**changes), now, by)
        code = f"KQ7X9{2 + int(made.code[-1])}"  # KQ7X93, KQ7X94 …
        await tx.execute(update(rows).where(rows.c.id == made.id).values(check_in_code=code))
    elif off := re.fullmatch(r"bazar (BZR-\d+) dibatalkan", what):
        found = await market_events.find_by_code(tx, off[1])
        assert found is not None
        assert await call_off(tx, MARKET_EVENTS, found.id, now)
    elif verified := re.fullmatch(r"verifikasi usaha(?: milik (\w+))?", what):
        person_id = await person_of(tx, verified[1] or "")
        assert await businesses.list_of_person(tx, person_id)
        mine = update(business_rows).where(business_rows.c.person_id == person_id)
        await tx.execute(mine.values(state="verified"))
    else:
        return False
    return True
