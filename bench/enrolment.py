"""A race for seats: a thousand owners want one of thirty places in the same moment.

Beside it, in turns on the same bot, the plain registration unit with as many owners at once.
"""

import asyncio
import sqlite3
import statistics
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.crowds import seed_racers
from bench.programs import House, Load, Program, Seen, wait_until_ready
from bench.table import Target, note, print_table, print_targets, rounds_text

RACERS = 1_200_000_000  # the address of the first
OTHERS = 1_100_000_000  # of the first who registers
PLACES = 30
TAKEN = ("offered", "held", "confirmed")
DATABASE = "race.db"


@dataclass(frozen=True, slots=True)
class Size:
    """How many race, how often, and how long the registrations beside it may take."""

    racers: int
    rounds: int
    seconds: float


def measure(*, is_small: bool = False) -> bool:
    """Measure and print; whether every target holds. is_small: a taste of it, in seconds."""
    size = Size(40, 1, 5) if is_small else Size(1000, 2, 4)
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        try:
            house.start_api()
            url = f"sqlite+aiosqlite:///{house.folder}/{DATABASE}"
            count = size.racers * size.rounds
            codes = asyncio.run(seed_racers(url, RACERS, count, size.rounds, PLACES))
            bot = house.start_bot("ikm-bot, SQLite FULL", url)
            wait_until_ready(bot)
            return _measure(house, bot, codes, size)
        finally:
            house.close()


def _measure(house: House, bot: Program, codes: list[str], size: Size) -> bool:
    house.drive(bot, OTHERS - 100, Load(20, 40, 20))  # warm
    races, plain = [], []
    for number, code in enumerate(codes):
        note(f"round {number + 1} of {size.rounds}")
        load = Load(size.racers, size.racers, 60, code)
        races.append(house.drive(bot, RACERS + number * size.racers, load))
        _check(house.folder / DATABASE, code, size.racers, races[-1])
        load = Load(size.racers, size.racers, size.seconds)
        plain.append(house.drive(bot, OTHERS + number * size.racers, load))
    _print(races, plain)
    ratio = statistics.median(a.rate / b.rate for a, b in zip(races, plain, strict=True))
    answered = sum(one.finished for one in races) / (size.racers * size.rounds)
    return print_targets([
        Target("racers who were answered", answered, least=1.0),
        Target("rate of the race / of the registration unit", ratio, least=0.5),
    ])  # fmt: skip


def _check(path: Path, code: str, racers: int, seen: Seen) -> None:
    """A figure counts only where every place was taken and none twice, and all were answered.

    Who saw a free place and was late is asked whether to wait; that question is their answer.
    """
    with closing(sqlite3.connect(path)) as database:
        states = Counter(state for (state,) in database.execute(
            "SELECT s.state FROM seats s JOIN trainings t ON t.id = s.training_id WHERE t.code = ?",
            (code,),
        ))  # fmt: skip
    taken = sum(states[state] for state in TAKEN)
    if taken != PLACES or seen.finished != racers:
        raise RuntimeError(f"{code}: {dict(states)} for {racers} racers, {seen}")


def _print(races: list[Seen], plain: list[Seen]) -> None:
    rows = [
        (name, *(f"{statistics.median(getattr(one, what) for one in rounds):.{digits}f}"
                 for what, digits in (("rate", 0), ("p50", 0), ("p99", 0), ("cpu_ms", 2))))
        for name, rounds in ((f"{PLACES} places, all at once", races), ("registration", plain))
    ]  # fmt: skip
    print_table(f"The race, {rounds_text(len(races))}",
                ("", "msg/s", "p50 ms", "p99 ms", "CPU ms"), rows)  # fmt: skip
