"""A hundred thousand due reminders: how fast they are queued, and what an answer waits meanwhile.

Queued is compared with a bare bulk insert of the same rows into the same tables. The people are on
a channel that no sender of this process serves, so that nothing but the queueing is measured.
"""

import asyncio
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.crowds import seed_seats
from bench.programs import START_SECONDS, House, Load, Program, Seen, wait_until_ready
from bench.table import Target, note, print_table, print_targets, rounds_text

FIRST = 1_300_000_000
OWNER = 1_400_000_000  # whose answers are waited for
NOTE = "week_before"


@dataclass(frozen=True, slots=True)
class Size:
    """How many trainings, people in each, rounds, and seconds of answers."""

    trainings: int
    people: int
    rounds: int
    seconds: float


def measure(*, is_small: bool = False) -> bool:
    """Measure and print; whether every target holds. is_small: a taste of it, in seconds."""
    size = Size(4, 500, 1, 1) if is_small else Size(100, 1000, 1, 3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeded = folder / "seeded.db"
        note(f"{size.trainings * size.people} seats are written")
        url = f"sqlite+aiosqlite:///{seeded}"
        count = asyncio.run(seed_seats(url, FIRST, size.trainings, size.people))
        queued = [_queue(seeded, number, count) for number in range(size.rounds)]
        waited = [_answer(seeded, number, size.seconds) for number in range(size.rounds)]
    _print(queued, waited)
    targets = [
        Target("rate of queueing / of a bare bulk insert",
               statistics.median(q["bare"] / q["seconds"] for q in queued), least=0.25),
        Target("memory at most / before", max(q["most"] / q["before"] for q in queued), most=1.5),
        Target("median answer under the load / without",
               statistics.median(a.p50 / b.p50 for b, a in waited), most=1.5),
    ]  # fmt: skip
    return print_targets(targets)


def _make_due(path: Path) -> None:
    """The moment of every note of this kind has come."""
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        now = time.time_ns() // 1000
        day = 86_400 * 10**6
        database.execute(
            "UPDATE notes SET due_at = ?, expires_at = ? WHERE note = ?", (now, now + day, NOTE)
        )


def _queue(seeded: Path, number: int, count: int) -> dict[str, float]:
    note(f"queueing, round {number + 1}")
    path = seeded.with_name(f"queue-{number}.db")
    shutil.copy(seeded, path)
    _make_due(path)
    done = subprocess.run(
        [sys.executable, "-m", "bench.queueing", str(path)], capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    if found["count"] != count:
        raise RuntimeError(f"{found['count']} of {count} reminders were queued")
    for old in path.parent.glob("bare-*"):
        old.unlink()
    path.unlink()
    return found


def _answer(seeded: Path, number: int, seconds: float) -> tuple[Seen, Seen]:
    """Answers to one owner: without the load, and while reminders are queued."""
    path = seeded.with_name(f"answers-{number}.db")
    shutil.copy(seeded, path)
    house = House(seeded.parent)
    try:
        house.start_api()
        bot = house.start_bot("ikm-bot, SQLite FULL", f"sqlite+aiosqlite:///{path}")
        wait_until_ready(bot)
        house.drive(bot, OWNER, Load(1, 12, 5))  # warm
        note(f"answers, round {number + 1}")
        calm = house.drive(bot, OWNER + 100, Load(1, 1000, seconds))
        _make_due(path)
        _wait_for_queueing(path, bot)
        return calm, _busy(house, bot, path, seconds)
    finally:
        house.kill()  # it would queue to the end, which nobody measures


def _busy(house: House, bot: Program, path: Path, seconds: float) -> Seen:
    seen = house.drive(bot, OWNER + 2000, Load(1, 1000, seconds))
    if not _count(path, "SELECT count(*) FROM notes WHERE state = 'due' AND note = ?"):
        note("the reminders were queued before the answers ended: they wait less than under load")
    return seen


def _wait_for_queueing(path: Path, bot: Program) -> None:
    until = time.monotonic() + START_SECONDS
    while not _count(path, "SELECT count(*) FROM reminders WHERE note = ?"):
        if time.monotonic() > until:
            raise RuntimeError(f"nothing is queued:\n{bot.log.read_text()[-2000:]}")
        time.sleep(0.05)


def _count(path: Path, query: str) -> int:
    with closing(sqlite3.connect(path, timeout=30)) as database:
        return int(database.execute(query, (NOTE,)).fetchone()[0])


def _print(queued: list[dict[str, float]], waited: list[tuple[Seen, Seen]]) -> None:
    def rate(key: str) -> str:
        return f"{statistics.median(q['count'] / q[key] for q in queued):.0f}"

    rows = [
        ("queued by the job, slices of 500", rate("seconds")),
        ("bare bulk insert, one transaction", rate("bare")),
        ("bare bulk insert, slices of 500", rate("bare_slices")),
    ]
    print_table(
        f"{queued[0]['count']:.0f} reminders, {rounds_text(len(queued))}", ("", "a second"), rows
    )
    memory = [(n, f"{statistics.median(q[n] for q in queued):.0f}")
              for n in ("before", "most", "after")]  # fmt: skip
    print_table("Memory of that process", ("", "MB"), memory)
    calm, busy = zip(*waited, strict=True)
    answers = [
        (name, f"{statistics.median(s.p50 for s in seen):.1f}",
         f"{statistics.median(s.p99 for s in seen):.1f}")
        for name, seen in (("without load", calm), ("while reminders are queued", busy))
    ]  # fmt: skip
    print_table(
        f"One owner's answers, {rounds_text(len(waited))}", ("", "p50 ms", "p99 ms"), answers
    )
