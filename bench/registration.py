"""The work unit: a whole registration over the webhook, beside PTB's ways of doing the same.

Programs take turns round by round, so that what the neighbours of this machine do meets all. The
peers have fewer owners to register and a shorter time, for their rate shows in seconds and the
whole must stay within minutes: of a thousand owners at once theirs get one question or two, ours
come to the end, and what a peer has not answered in its time counts in none of its latencies.
After `SECONDS` no further round begins.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.postgres import fresh_database
from bench.programs import House, Load, Program, Seen, wait_until_ready
from bench.table import Target, note, print_table, print_targets, rounds_text, rounds_within

BOT, BOT_POSTGRES, NO_STORE = "ikm-bot, SQLite FULL", "ikm-bot, PostgreSQL", "ikm-bot, store off"
WHATSAPP = "ikm-bot, WhatsApp"  # SQLite FULL as well
PTB = {
    "sequential": "PTB, sequential",
    "concurrent": "PTB, concurrent_updates(8)",
    "pickle": "PTB, PicklePersistence (60 s)",
    "aiohttp": "PTB on aiohttp, 32 at once",
}
DATABASE = "bench.db"
SHIPPED = ("sequential", "concurrent")
FIRST_OWNER = 1_100_000_000
WARM_UP = Load(20, 20, 20)
SECONDS = 140.0


@dataclass(frozen=True, slots=True)
class Size:
    """One size of the crowd, what the peers get of it, and how many rounds at most."""

    load: Load
    peers: Load
    rounds: int

    def of(self, program: Program) -> Load:
        """What this program is asked for in a round."""
        return self.peers if program.name in PTB.values() else self.load


SIZES = (
    Size(Load(1, 4, 10), Load(1, 4, 10), 9),
    Size(Load(100, 200, 10), Load(100, 100, 3), 3),
    Size(Load(1000, 1000, 20), Load(1000, 1000, 4), 3),
)
SMALLEST = (
    Size(Load(1, 2, 5), Load(1, 2, 5), 2),
    Size(Load(10, 20, 5), Load(10, 20, 5), 2),
)


def measure(*, is_small: bool = False) -> bool:
    """Measure and print; whether every target holds. is_small: a taste of it, in seconds."""
    with tempfile.TemporaryDirectory() as folder, fresh_database() as postgres_url:
        house = House(Path(folder))
        try:
            house.start_api()
            programs = _start(house, None if is_small else postgres_url, is_small=is_small)
            return _measure(house, programs, SMALLEST if is_small else SIZES)
        finally:
            house.close()


def _start(house: House, postgres_url: str | None, *, is_small: bool) -> list[Program]:
    """All programs, up and warm."""
    url = f"sqlite+aiosqlite:///{house.folder}/{DATABASE}"
    bots = [house.start_bot(BOT, url)]
    if postgres_url is not None:
        bots.append(house.start_bot(BOT_POSTGRES, postgres_url))
    bots.append(house.start_whatsapp(WHATSAPP, url + ".wa"))
    bots.append(house.start_bot(NO_STORE, url + ".off", ["bench.store_off"]))
    modes = ("sequential",) if is_small else tuple(PTB)
    peers = [house.start_ptb(mode, PTB[mode]) for mode in modes]
    for bot in bots:
        wait_until_ready(bot)
    for peer in peers:
        peer.wait_until_up()
    return [*bots, *peers]


def _measure(house: House, programs: Sequence[Program], sizes: Sequence[Size]) -> bool:
    first, until = FIRST_OWNER, time.monotonic() + SECONDS
    seen: dict[tuple[str, int], list[Seen]] = {}
    for program in programs:
        if not house.drive(program, first, WARM_UP).finished:
            raise RuntimeError(
                f"{program.name} registers nobody:\n{program.log.read_text()[-2000:]}"
            )
        first += WARM_UP.registrations
    for size in sizes:
        for number in rounds_within(size.rounds, until):
            for program in programs:
                note(f"{size.load.owners} at once, round {number + 1}: {program.name}")
                load = size.of(program)
                found = house.drive(program, first, load)
                first += load.registrations
                seen.setdefault((program.name, size.load.owners), []).append(found)
    _check_that_it_registered(house, sum(one.finished for size in sizes
                                         for one in seen[BOT, size.load.owners]))  # fmt: skip
    for size in sizes:
        _print(size, programs, seen)
    return print_targets(list(_targets(sizes, seen)))


def _check_that_it_registered(house: House, finished: int) -> None:
    """A figure counts only where the businesses are in the database."""
    with closing(sqlite3.connect(house.folder / DATABASE)) as database:
        (kept,) = database.execute("SELECT count(*) FROM businesses").fetchone()
    if kept < finished:
        raise RuntimeError(f"{finished} owners were answered, {kept} businesses are kept")


def _ratio(ours: Sequence[Seen], theirs: Sequence[Seen]) -> float:
    """How many times faster, paired by round; the median."""
    pairs = zip(ours, theirs, strict=True)
    # Nothing at all in a round (PicklePersistence may flush as long) counts as one a second.
    return statistics.median(a.rate / max(b.rate, 1.0) for a, b in pairs)


def _of_latency(ours: Sequence[Seen], theirs: Sequence[Seen]) -> float:
    """How many times as long one waits at the median, paired by round; the median."""
    return statistics.median(a.p50 / max(b.p50, 0.01) for a, b in zip(ours, theirs, strict=True))


def _median(rounds: Sequence[Seen], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in rounds))


def _print(
    size: Size, programs: Sequence[Program], seen: dict[tuple[str, int], list[Seen]]
) -> None:
    owners = size.load.owners
    ours = seen[BOT, owners]
    rows = []
    for program in programs:
        name, asked = program.name, size.of(program).registrations
        rounds = seen[name, owners]
        done = sum(one.finished for one in rounds) / (asked * len(rounds))
        rows.append((
            name, f"{_median(rounds, 'rate'):.0f}", f"{_ratio(ours, rounds):.2f}",
            f"{_median(rounds, 'p50'):.1f}", f"{_median(rounds, 'p99'):.1f}",
            f"{_median(rounds, 'cpu_ms'):.2f}", f"{done:.0%}",
        ))  # fmt: skip
    title = f"{owners} owner{'s' * (owners > 1)}, {rounds_text(len(ours))}"
    heads = ("", "msg/s", "ours/it", "p50 ms", "p99 ms", "CPU ms", "finished")
    print_table(title, heads, rows)


def _targets(sizes: Sequence[Size], seen: dict[tuple[str, int], list[Seen]]) -> Sequence[Target]:
    found = []
    names = {name for name, _ in seen}
    for owners in (size.load.owners for size in sizes):
        ours = seen[BOT, owners]
        peers = {m: seen[n, owners] for m, n in PTB.items() if n in names}
        if owners == 1:
            shipped = [peers[m] for m in SHIPPED if m in peers]
            value = max(_of_latency(ours, rounds) for rounds in shipped)
            found.append(Target("1 owner: median latency / PTB's", value, most=1.0))
            continue
        found += _of_crowd(f"{owners} owners", ours, peers)
        found += _of_crowd(f"{owners} owners on WhatsApp", seen[WHATSAPP, owners], peers)
        for name, wording, least, most in (
            (BOT_POSTGRES, "PostgreSQL / SQLite", 0.8, None),
            (NO_STORE, "store off / SQLite", None, 1.5),
        ):
            if name in names:
                value = 1 / _ratio(ours, seen[name, owners])
                found.append(Target(f"{owners} owners: {wording}", value, least, most))
    return found


def _of_crowd(who: str, ours: Sequence[Seen], peers: dict[str, list[Seen]]) -> Sequence[Target]:
    found = []
    shipped = [peers[m] for m in SHIPPED if m in peers]
    faster = min(_ratio(ours, rounds) for rounds in shipped)
    found.append(Target(f"{who}: times PTB's faster way as shipped", faster, 4.0))
    for mode, times in (("pickle", 4.0), ("aiohttp", 1.5)):
        if mode in peers:
            value = _ratio(ours, peers[mode])
            found.append(Target(f"{who}: times {PTB[mode]}", value, times))
    # Who answered nothing, because it flushed all the time, has no latency at all.
    lowest = min(p99 for rounds in peers.values() if (p99 := _median(rounds, "p99")))
    value = _median(ours, "p99") / lowest
    found.append(Target(f"{who}: p99 / the lowest of the peers", value, most=1.0))
    return found
