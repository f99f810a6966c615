"""`ikm-bot run` with the sampler on: SIGUSR1 begins to count, SIGUSR2 writes the sums."""

import json
import signal
import sys
from pathlib import Path

from bench.sampler import Sampler
from bot.running import run
from bot.settings import load_settings


def main() -> None:
    """Run the bot; the file named by the argument gets the seconds by layer."""
    out = Path(sys.argv[1])
    samplers: list[Sampler] = []

    def begin(*_: object) -> None:
        samplers.append(Sampler())
        samplers[-1].start()

    def write(*_: object) -> None:
        fresh = out.with_suffix(".new")
        fresh.write_text(json.dumps(samplers[-1].stop()))
        fresh.replace(out)

    signal.signal(signal.SIGUSR1, begin)
    signal.signal(signal.SIGUSR2, write)
    run(load_settings(), "all")


if __name__ == "__main__":
    main()
