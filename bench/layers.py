"""CPU per message by layer of the bot on SQLite, so that the next step is known."""

import json
import signal
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from bench.programs import House, Load, Program, wait_until_ready
from bench.table import print_table

Start: TypeAlias = Callable[[str, str, Sequence[str]], Program]

LOAD = Load(100, 300, 20)
WARM_UP = Load(100, 100, 20)
FIRST_OWNER = 1_100_000_000
SECONDS_TO_WRITE = 10


def measure() -> bool:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = House(folder)
        try:
            house.start_api()
            for channel, start in (
                ("Telegram", house.start_bot),
                ("WhatsApp", house.start_whatsapp),
            ):
                _print(channel, *_sample(house, start, folder / channel))
        finally:
            house.close()
    return True


def _sample(house: House, start: Start, out: Path) -> tuple[Mapping[str, float], int]:
    url = f"sqlite+aiosqlite:///{out}.db"
    bot = start(f"ikm-bot with the sampler, {out.name}", url, ["bench.profiled", str(out)])
    wait_until_ready(bot)
    house.drive(bot, FIRST_OWNER, WARM_UP)
    bot.process.send_signal(signal.SIGUSR1)
    seen = house.drive(bot, FIRST_OWNER + WARM_UP.registrations, LOAD)
    bot.process.send_signal(signal.SIGUSR2)
    until = time.monotonic() + SECONDS_TO_WRITE
    while not out.exists() and time.monotonic() < until:
        time.sleep(0.05)
    bot.stop()
    seconds: dict[str, float] = json.loads(out.read_text())
    return seconds, seen.messages


def _print(channel: str, seconds: Mapping[str, float], messages: int) -> None:
    total = sum(seconds.values())
    rows = [
        (layer, f"{spent * 1e6 / messages:.0f}", f"{spent / total:.0%}")
        for layer, spent in sorted(seconds.items(), key=lambda item: -item[1])
    ]
    rows.append(("all", f"{total * 1e6 / messages:.0f}", "100%"))
    print_table(f"CPU per message by layer, {channel}, {LOAD.owners} owners, SQLite FULL",
                ("", "µs", "share"), rows)  # fmt: skip
