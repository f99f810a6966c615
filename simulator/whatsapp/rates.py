"""The published sending rates of WhatsApp, kept by token buckets; only where switched on."""

import time
from dataclasses import dataclass, field

from simulator.whatsapp import limits
from simulator.whatsapp.errors import NUMBER_RATE_DETAILS, PAIR_RATE_DETAILS, refused


@dataclass(slots=True)
class _Bucket:
    rate: float
    size: float
    level: float
    filled_at: float

    def is_empty(self, now: float) -> bool:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return self.level < 1


@dataclass(slots=True)
class WhatsAppRates:
    """One bucket for each pair, and one for each number."""

    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def take(self, is_enforced: bool, number_id: str, recipient: str) -> None:
        """Count one message; raises 131056 or 130429 when it is one too many."""
        if not is_enforced:
            return
        now = time.monotonic()
        pair = self._bucket(
            (number_id, recipient), 1 / limits.PAIR_SECONDS_PER_MESSAGE, limits.PAIR_BURST, now
        )
        whole = self._bucket(
            (number_id, ""), limits.NUMBER_RATE_PER_SECOND, limits.NUMBER_RATE_PER_SECOND, now
        )
        if whole.is_empty(now):
            raise refused(130429, NUMBER_RATE_DETAILS)
        if pair.is_empty(now):
            raise refused(131056, PAIR_RATE_DETAILS)
        whole.level -= 1
        pair.level -= 1

    def _bucket(self, key: tuple[str, str], rate: float, size: float, now: float) -> _Bucket:
        if key not in self._buckets:
            self._buckets[key] = _Bucket(rate, size, size, now)
        return self._buckets[key]
