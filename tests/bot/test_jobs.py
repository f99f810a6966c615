"""The ticking jobs: in turn, again after a failure, and drained before the end."""

import asyncio
import time

from bot.jobs import STAGGER_SECONDS, Job, Jobs


async def test_jobs_of_the_same_interval_do_not_tick_in_the_same_moment() -> None:
    ticked: dict[str, float] = {}
    have_all = asyncio.Event()
    jobs = Jobs()
    jobs.holds_lease = True

    def note(name: str) -> Job:
        async def act() -> None:
            ticked.setdefault(name, time.monotonic())
            if len(ticked) == 3:
                have_all.set()

        return Job(name, 0.2, act)

    for name in ("first", "second", "third"):
        jobs.add(note(name))
    jobs.start()
    await have_all.wait()
    await jobs.stop()
    first, second, third = (ticked[name] for name in ("first", "second", "third"))
    least = STAGGER_SECONDS / 2  # a busy machine is late with each
    assert second - first > least
    assert third - second > least


async def test_a_job_that_fails_ticks_again_and_a_running_one_is_waited_for() -> None:
    runs: list[str] = []
    is_again = asyncio.Event()

    async def fail_once() -> None:
        runs.append("begun")
        if len(runs) == 1:
            raise ZeroDivisionError
        is_again.set()
        await asyncio.sleep(0.1)
        runs.append("ended")

    jobs = Jobs()
    jobs.holds_lease = True
    jobs.add(Job("failing", 0.1, fail_once))
    jobs.start()
    await is_again.wait()
    await jobs.stop()
    assert runs[:3] == ["begun", "begun", "ended"]
