"""The catalogue with 10,000 products on SQLite, in the process that also takes the messages."""

import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.programs import House, Load, Program, Seen, wait_until_ready
from bench.shelf import KINDS, fill
from bench.table import Target, note, print_table, print_targets, rounds_text
from storage import seed

PRODUCTS = 10_000
EMPTY_PAGE = "/sertifikat"  # the same frame, one line in it, no database
ADDRESSES = 400  # different searches and filters, walked through in a circle
FEW, MANY = 5, 50  # requests in flight
SECONDS = 2.0
ONCE_AROUND = 5.0  # seconds: the stock is read, each address seen once
ROUNDS = 2
OWNERS = Load(10, 100, 20)
UP_SECONDS = 2.0  # until visitors are surely at it
FIRST_OWNER = 1_300_000_000


@dataclass(frozen=True, slots=True)
class Visit:
    """What visitors saw. Latencies in ms."""

    p50: float
    p99: float
    rate: float
    failed: int


def measure(*, is_small: bool = False) -> bool:
    """Measure and print; whether every target holds. is_small: a taste of it, in seconds."""
    count, rounds, seconds = (200, 2, 1.0) if is_small else (PRODUCTS, ROUNDS, SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        url = f"sqlite+aiosqlite:///{folder}/bench.db"
        note(f"writing {count} products")
        asyncio.run(fill(url, count))
        try:
            house.start_api()
            bot = house.start_bot("ikm-bot, SQLite", url)
            wait_until_ready(bot)
            return _measure(house, bot, rounds, seconds)
        finally:
            house.close()


def _measure(house: House, bot: Program, rounds: int, seconds: float) -> bool:
    searches = _searches(random.Random(11))
    pages: dict[str, list[Visit]] = {"empty page": [], "search, filter": [], "50 in flight": []}
    alone: list[Seen] = []
    busy: list[Seen] = []
    first = FIRST_OWNER
    _visit(bot, searches, FEW, min(ONCE_AROUND, 3 * seconds))
    house.drive(bot, first, OWNERS)
    for number in range(rounds):
        note(f"round {number + 1}")
        pages["empty page"].append(_visit(bot, [EMPTY_PAGE], FEW, seconds))
        pages["search, filter"].append(_visit(bot, searches, FEW, seconds))
        pages["50 in flight"].append(_visit(bot, searches, MANY, seconds))
        first += OWNERS.registrations
        alone.append(house.drive(bot, first, OWNERS))
        first += OWNERS.registrations
        visitors = _start(bot, searches, FEW, OWNERS.seconds + 2 * UP_SECONDS)
        time.sleep(UP_SECONDS)
        busy.append(house.drive(bot, first, OWNERS))
        visitors.terminate()
        pages.setdefault("beside messages", []).append(_seen(visitors))
    _print(pages, {"alone": alone, "beside visitors": busy})
    return print_targets(_targets(pages, alone, busy))


def _searches(chance: random.Random) -> list[str]:
    """Addresses as visitors make them: words with slips, filters, later pages."""
    return [f"/katalog?{urlencode(_asked(chance))}" for _ in range(ADDRESSES)]


def _asked(chance: random.Random) -> dict[str, object]:
    """Words in half of them, and some of the filters."""
    cluster = chance.choice(seed.clusters())
    filters: dict[str, tuple[float, object]] = {
        "kecamatan": (0.4, chance.choice(seed.villages()).district),
        "sampai": (0.4, chance.randrange(20, 400) * 1000),
        "surat": (0.3, chance.choice(("pirt", "halal"))),
        "kapasitas": (0.2, chance.randrange(100, 1000)),
        "hal": (0.2, 2),
    }
    asked = {name: value for name, (share, value) in filters.items() if chance.random() < share}
    if chance.random() < 0.5:
        return {"cari": _slip(chance, f"{cluster.examples[0]} {chance.choice(KINDS)}"), **asked}
    return {"klaster": cluster.code, **asked}


def _slip(chance: random.Random, words: str) -> str:
    """One letter left out, as fingers do."""
    at = chance.randrange(1, len(words))
    return words[:at] + words[at + 1 :]


def _visit(bot: Program, addresses: Sequence[str], in_flight: int, seconds: float) -> Visit:
    return _seen(_start(bot, addresses, in_flight, seconds))


def _start(
    bot: Program, addresses: Sequence[str], in_flight: int, seconds: float
) -> "subprocess.Popen[str]":
    arguments = ["--port", str(bot.port), "--in-flight", str(in_flight), "--seconds", str(seconds)]
    visitors = subprocess.Popen(
        [sys.executable, "-m", "bench.visitors", *arguments], text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert visitors.stdin is not None
    visitors.stdin.write("\n".join(addresses))
    visitors.stdin.close()
    return visitors


def _seen(visitors: "subprocess.Popen[str]") -> Visit:
    """What they saw, when their time is up."""
    assert visitors.stdout is not None
    found = json.loads(visitors.stdout.read())
    visitors.wait()
    return Visit(found["p50"], found["p99"], found["rate"], int(found["failed"]))


def _median(rounds: Sequence[Visit | Seen], what: str) -> float:
    return float(statistics.median(getattr(one, what) for one in rounds))


def _print(pages: dict[str, list[Visit]], turns: dict[str, list[Seen]]) -> None:
    rows = [
        (name, f"{_median(found, 'rate'):.0f}", f"{_median(found, 'p50'):.1f}",
         f"{_median(found, 'p99'):.1f}", str(sum(one.failed for one in found)))
        for name, found in pages.items()
    ]  # fmt: skip
    of = rounds_text(len(turns["alone"]))
    print_table(f"Pages, {of}", ("", "pages/s", "p50 ms", "p99 ms", "failed"), rows)
    rows = [
        (name, f"{_median(found, 'rate'):.0f}", f"{_median(found, 'p50'):.1f}",
         f"{_median(found, 'p99'):.1f}", str(sum(one.refused for one in found)))
        for name, found in turns.items()
    ]  # fmt: skip
    title = f"Turns of {OWNERS.owners} owners, {of}"
    print_table(title, ("", "msg/s", "p50 ms", "p99 ms", "refused"), rows)


def _targets(
    pages: dict[str, list[Visit]], alone: Sequence[Seen], busy: Sequence[Seen]
) -> list[Target]:
    def ratio(ours: Sequence[Visit | Seen], theirs: Sequence[Visit | Seen]) -> float:
        """Paired by round; the median."""
        pairs = zip(ours, theirs, strict=True)
        return float(statistics.median(a.p99 / max(b.p99, 0.01) for a, b in pairs))

    failed = sum(one.failed for found in pages.values() for one in found)
    return [
        Target("5 in flight: p99 of a search / of an empty page",
               ratio(pages["search, filter"], pages["empty page"]), most=5.0),
        Target("pages that failed", float(failed), most=0.0),
        Target("a turn's p99 beside 5 visitors / alone", ratio(busy, alone), most=1.5),
    ]  # fmt: skip
