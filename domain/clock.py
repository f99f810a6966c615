"""Business time: the one clock that tests and the simulator can move.

Due rows, offers, quiet hours and windows read this clock. Leases, timeouts and rates never do:
they use the database's time or a monotonic clock (architecture, section 5).
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")  # Medan keeps western Indonesian time (WIB, UTC+7)


class Clock:
    """Real time plus an offset; `frozen_at` stands still, for tests."""

    def __init__(self, offset: timedelta = timedelta(), frozen_at: datetime | None = None) -> None:
        self.offset = offset
        self.frozen_at = frozen_at

    def now(self) -> datetime:
        """The present moment of business, aware, in UTC."""
        return (self.frozen_at or datetime.now(UTC)) + self.offset

    def today(self) -> date:
        """The calendar day in Medan."""
        return self.now().astimezone(JAKARTA).date()

    def advance(self, by: timedelta) -> None:
        """Move business time forward (or back, with a negative step)."""
        self.offset += by
