"""How much memory the idle bot holds, and how long it takes from the start to the first answer.

All starts find compiled modules, PTB's and ours: the first one after an update writes them (unless
PYTHONDONTWRITEBYTECODE forbids it), and is not measured. Neither finds the tools of the tests.
"""

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import as_installed, script
from bench.arrivals import Arrivals, knock
from bench.programs import House
from bench.table import Target, note, print_table, print_targets, rounds_text

ROOT = Path(__file__).parents[1]
ROUNDS = 3
OF_MEMORY = 1  # rounds that wait till it has settled
SETTLE_SECONDS = 8.0  # every job that ticks has ticked
OWNER = 1_150_000_000
OURS = ("bot", "dialog", "documents", "domain", "handlers", "storage", "texts", "web")
MAX_RSS_MB, MAX_TIMES_TELEGRAM = 110, 4


def measure() -> bool:
    """Measure and print."""
    first, again, telegram, memory = [], [], [], []
    hidden = ",".join(as_installed.list_tools())
    for name in OURS:
        compileall.compile_dir(ROOT / name, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        try:
            house.start_api()
            for number in range(ROUNDS):
                note(f"footprint, round {number + 1}")
                url = f"sqlite+aiosqlite:///{folder}/{number}.db"
                telegram.append(_import_telegram(hidden))
                first.append(_first_answer(house, url, hidden, OWNER + 2 * number, 0)[0])
                owner = OWNER + 2 * number + 1
                settle = SETTLE_SECONDS if number < OF_MEMORY else 0
                seconds, rss = _first_answer(house, url, hidden, owner, settle)
                again.append(seconds)
                if settle:
                    memory.append(rss)
        finally:
            house.close()
    mid = statistics.median
    rows = [
        ("start to first answer, new database", f"{mid(first):.2f} s"),
        ("start to first answer, restart", f"{mid(again):.2f} s"),
        ('python -c "import telegram.ext"', f"{mid(telegram):.2f} s"),
        ("memory 8 s after one answer (RSS)", f"{mid(memory):.0f} MB"),
    ]
    print_table(
        f"Footprint, {rounds_text(ROUNDS)}, memory {rounds_text(OF_MEMORY)}", ("", ""), rows
    )
    times = [a / t for a, t in zip(again, telegram, strict=True)]
    times_first = [a / t for a, t in zip(first, telegram, strict=True)]
    return print_targets([
        Target("memory of the idle process, MB", mid(memory), most=MAX_RSS_MB),
        Target("restart to first answer / import of telegram.ext", mid(times),
               most=MAX_TIMES_TELEGRAM),
        Target("first start (makes the database) / import of telegram.ext", mid(times_first),
               most=MAX_TIMES_TELEGRAM),
    ])  # fmt: skip


def _import_telegram(hidden: str) -> float:
    hide = f"import sys; sys.modules.update(dict.fromkeys({hidden!r}.split(',')))"
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", f"{hide}; import telegram.ext"], check=True)
    return time.monotonic() - started


def _first_answer(
    house: House, url: str, hidden: str, owner: int, settle: float
) -> tuple[float, float]:
    """Seconds from the start to the arrival of the first reply; memory `settle` s later, MB."""
    with Arrivals(house.api) as arrivals:
        started = time.monotonic()
        bot = house.start_bot("ikm-bot", url, ["bench.as_installed", hidden, "bot", "run"])
        knock(bot.port, script.update(owner, 0, owner))
        at = arrivals.wait_for(owner)
        time.sleep(settle)  # no wait for an event: memory is read after the jobs' first ticks
        rss = bot.rss_mb()
        bot.stop()
    return at - started, rss
