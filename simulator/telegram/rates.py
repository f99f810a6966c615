"""The published sending rates, kept by token buckets; only where switched on."""

import math
import time
from dataclasses import dataclass, field

from simulator.telegram import limits
from simulator.telegram.errors import too_many_requests


@dataclass(slots=True)
class _Bucket:
    rate: float
    size: float
    level: float
    filled_at: float

    def wait_seconds(self, now: float) -> float:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


@dataclass(slots=True)
class Rates:
    """One bucket per chat and one for all."""

    _buckets: dict[tuple[int, int], _Bucket] = field(default_factory=dict)

    def take(self, bot_id: int, chat_id: int) -> None:
        """Count one message; raises 429 and counts nothing when it is one too many."""
        now = time.monotonic()
        chat_rate = limits.CHAT_RATE_PER_SECOND if chat_id > 0 else limits.GROUP_RATE_PER_SECOND
        chat_size = limits.CHAT_RATE_BURST if chat_id > 0 else 20
        buckets = (
            self._bucket((bot_id, chat_id), chat_rate, chat_size, now),
            self._bucket((bot_id, 0), limits.TOTAL_RATE_PER_SECOND, limits.TOTAL_RATE_BURST, now),
        )
        wait = max(bucket.wait_seconds(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.level -= 1

    def _bucket(self, key: tuple[int, int], rate: float, size: float, now: float) -> _Bucket:
        if key not in self._buckets:
            self._buckets[key] = _Bucket(rate, size, size, now)
        return self._buckets[key]
