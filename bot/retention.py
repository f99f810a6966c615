"""Once a night, about two in the morning in Medan: forget what has been kept long enough.

Made up after a restart: what counts is the night that the database's mark names. Each slice is
one transaction, so that an answer waits milliseconds; a run that is cut off begins anew.
"""

import json
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.clock import JAKARTA, Clock
from storage import marks, retention
from storage.database import MAX_BIND, Database

log = logging.getLogger("ikm.retention")

HOUR = 2  # WIB: nobody writes, and it is over before the first reminders of the morning
MARK = "retention"  # value: {"night": "2026-11-24", "rows": {"inbox": 12, …}} of the last run


@dataclass(slots=True)
class Retention:
    """Looks every minute whether tonight's run has been made."""

    database: Database
    clock: Clock
    also: Callable[[], Awaitable[dict[str, int]]] | None = None  # more of the night; rows by name
    _last_night: date | None = field(default=None, init=False)

    async def tick(self) -> None:
        """Run where this night's run is missing."""
        local = self.clock.now().astimezone(JAKARTA)
        night = local.date() if local.hour >= HOUR else local.date() - timedelta(days=1)
        if self._last_night is not None and self._last_night >= night:
            return
        async with self.database.read() as tx:
            known = json.loads(await marks.find(tx, MARK) or "{}").get("night", "")
        if known < night.isoformat():
            await self._run(night)
        self._last_night = night

    async def _run(self, night: date) -> None:
        started = time.monotonic()
        rows = {rule.name: await self._apply(rule) for rule in retention.RULES}
        rows |= await self.also() if self.also is not None else {}
        async with self.database.begin() as tx:
            await marks.put(tx, MARK, json.dumps({"night": night.isoformat(), "rows": rows}))
        told = ", ".join(f"{name} {n}" for name, n in rows.items() if n) or "nothing was due"
        log.info("night of %s: %s (%.1f s)", night, told, time.monotonic() - started)

    async def _apply(self, rule: retention.Rule) -> int:
        """All due rows of one rule, slice by slice; how many."""
        now, total, after = self.clock.now(), 0, 0
        while True:
            async with self.database.read() as tx:
                ids = await retention.list_due(tx, rule, now, after)
            if ids:
                async with self.database.begin() as tx:
                    total += await retention.forget_due(tx, rule, now, ids)
                after = ids[-1]
            if len(ids) < MAX_BIND:
                return total


async def last_rows(database: Database) -> dict[str, int]:
    """What the last run forgot, by rule; empty before the first one."""
    async with database.read() as tx:
        found: dict[str, int] = json.loads(await marks.find(tx, MARK) or "{}").get("rows", {})
    return found
