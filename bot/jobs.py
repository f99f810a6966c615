"""The jobs: APScheduler is the clock, due rows are the state. Each act is idempotent.

One process ticks them, the holder of the lease `jobs`. They are drained by our own means before
the scheduler is shut down, because it cancels running coroutines.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("ikm.jobs")

# All at once they want eight connections to read, which come and go or cost 0.5 MB each.
STAGGER_SECONDS = 0.05
MISFIRE_GRACE_SECONDS = 3600  # a tick only looks for due rows: a late one is as good


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds. is_shared: only the holder of the lease does it."""

    name: str
    seconds: float
    act: Callable[[], Awaitable[object]]
    is_shared: bool = True


class Jobs:
    """Ticks jobs; one run of a job at a time, and no failure ends it."""

    def __init__(self) -> None:
        self.holds_lease = False
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._count = 0
        self._running: set[asyncio.Task[object]] = set()
        self._is_stopping = False

    def add(self, job: Job) -> None:
        """Tick this job from the start on, each job a little after the one before."""
        self._count += 1
        first_seconds = job.seconds + self._count * STAGGER_SECONDS

        async def tick() -> None:
            await self._tick(job)

        self._scheduler.add_job(
            tick,
            "interval",
            seconds=job.seconds,
            start_date=datetime.now(UTC) + timedelta(seconds=first_seconds),
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=MISFIRE_GRACE_SECONDS,
        )

    async def _tick(self, job: Job) -> None:
        if self._is_stopping or (job.is_shared and not self.holds_lease):
            return
        task: asyncio.Task[object] = asyncio.ensure_future(job.act())
        self._running.add(task)
        try:
            await asyncio.shield(task)
        except Exception:
            log.exception("the job %s failed; it runs again at its next tick", job.name)
        finally:
            self._running.discard(task)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Let running jobs end, then stop."""
        self._is_stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=10)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
