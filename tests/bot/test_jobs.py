"""The ticking jobs: in turn, again after a failure, and drained before the end."""

import asyncio
import time

from bot.jobs import Job, Jobs


async def test_jobs_of_the_same_interval_do_not_tick_in_the_same_moment() -> None:
    ticked: dict[str, float] = {}
    jobs = Jobs()
    jobs.holds_lease = True

    def note(name: str) -> Job:
        async def act() -> None:
            ticked.setdefault(name, time.monotonic())

        return Job(name, 0.2, act)

    for name in ("first", "second", "third"):
        jobs.add(note(name))
    jobs.start()
    while len(ticked) < 3:
        await asyncio.sleep(0.01)
    await jobs.stop()
    first, second, third = (ticked[name] for name in ("first", "second", "third"))
    assert first < second < third


async def test_a_job_that_fails_ticks_again_and_a_running_one_is_waited_for() -> None:
    runs: list[str] = []

    async def fail_once() -> None:
        runs.append("begun")
        if len(runs) == 1:
            raise ZeroDivisionError
        await asyncio.sleep(0.1)
        runs.append("ended")

    jobs = Jobs()
    jobs.holds_lease = True
    jobs.add(Job("failing", 0.1, fail_once))
    jobs.start()
    while len(runs) < 2:
        await asyncio.sleep(0.01)
    await jobs.stop()
    assert runs[:3] == ["begun", "begun", "ended"]
