"""Whether a platform takes no broadcasts and reminders from us just now.

It stands in the table `marks`, so that a restart does not try what was refused an hour ago. After
a day it is tried again: Meta's restrictions for spam last from a day on (WhatsApp Business, "Policy
enforcement", read 2026-11).
"""

import json
from datetime import datetime, timedelta

from domain.clock import Clock
from storage import marks
from storage.database import Database

LASTS = timedelta(days=1)


class Restraint:
    """The restraint of one channel; answers are never under it."""

    def __init__(self, database: Database, channel: str, clock: Clock) -> None:
        self._database, self._mark, self._clock = database, f"bulk_refused:{channel}", clock
        self.reason = ""
        self._until: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether bulk waits."""
        return self._until is not None and self._clock.now() < self._until

    async def load(self) -> None:
        """What the process before this one had to note."""
        async with self._database.read() as tx:
            known = json.loads(await marks.find(tx, self._mark) or "{}")
        if known:
            self.reason, self._until = known["reason"], datetime.fromisoformat(known["until"])

    async def impose(self, why: str) -> bool:
        """Bulk waits for a day from now on; False where it did already."""
        if self.is_on:
            return False
        self.reason, self._until = why, self._clock.now() + LASTS
        kept = json.dumps({"reason": why, "until": self._until.isoformat()})
        async with self._database.begin() as tx:
            await marks.put(tx, self._mark, kept)
        return True
