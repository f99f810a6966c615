"""Queues every due reminder of a database, in a process of its own, as the job does.

Then writes the same rows once more with bare statements into an empty copy of the tables. Prints
one JSON object: seconds of each, how many, and the memory held before, at most, and after.
"""

import asyncio
import json
import sqlite3
import sys
import time
from pathlib import Path

import psutil

from bot.inbound import Inbound
from bot.notes import tell_notes
from bot.settings import load_settings
from domain.clock import Clock
from handlers.registry import CONTENTS
from storage.database import Database
from storage.outbox import Row
from texts.catalogue import load

SLICE = 500  # rows of one transaction, as everywhere in the product
TABLES = ("outbox", "reminders")
PLACES = ("agency", "agency_address", "agency_contact", "site")


class Watch:
    """Stands where the senders stand; looks at the memory each time something was queued."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        self.before = self.now()
        self.most = self.before

    def now(self) -> float:
        """Memory held, in millions of bytes."""
        return float(self.process.memory_info().rss) / 1e6

    def look(self) -> None:
        """A slice is written."""
        self.most = max(self.most, self.now())

    def hand_over(self, rows: list[Row]) -> None:
        """Nothing is sent."""


async def queue(url: str) -> dict[str, float]:
    """Let the job do its work."""
    database, watch = Database(url), Watch()
    words = load(dict.fromkeys(PLACES, load_settings().agency_name))
    # `watch` stands for the senders: it has what queueing asks of them, and no more.
    inbound = Inbound(database, CONTENTS, words, Clock(), watch)  # type: ignore[arg-type]
    try:
        watch.before = watch.now()
        started = time.perf_counter()
        count = await tell_notes(inbound)
        seconds = time.perf_counter() - started
        return {"count": count, "seconds": seconds, "before": watch.before, "most": watch.most,
                "after": watch.now()}  # fmt: skip
    finally:
        await database.close()


def write_bare(path: Path, *, in_slices: bool) -> float:
    """Seconds for the same rows, by the driver alone; in slices, or all in one transaction."""
    source = sqlite3.connect(path)
    copy = path.with_name(f"bare-{in_slices}.db")
    target = sqlite3.connect(copy, isolation_level=None)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    for table in TABLES:
        for (made,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,)
        ).fetchall():
            target.execute(made)
    # Only names of our own tables are put into the statements.
    rows = {t: source.execute(f"SELECT * FROM {t}").fetchall() for t in TABLES}  # noqa: S608
    started = time.perf_counter()
    size = SLICE if in_slices else max(map(len, rows.values()))
    for start in range(0, max(map(len, rows.values())), size):
        target.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            part = rows[table][start : start + size]
            marks = ", ".join("?" * len(part[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", part)  # noqa: S608
        target.execute("COMMIT")
    seconds = time.perf_counter() - started
    source.close()
    target.close()
    return seconds


def main() -> None:
    """Do it, print what was seen."""
    path = Path(sys.argv[1])
    found = asyncio.run(queue(f"sqlite+aiosqlite:///{path}"))
    found["bare"] = write_bare(path, in_slices=False)
    found["bare_slices"] = write_bare(path, in_slices=True)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
