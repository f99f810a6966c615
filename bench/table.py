"""Prints what was measured: plain tables that can be pasted into a document."""

import platform
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import psutil


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that should hold: at least `least`, at most `most`."""

    what: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it holds."""
        is_enough = self.least is None or self.value >= self.least
        return is_enough and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        wanted = [f"≥ {self.least:g}"] if self.least is not None else []
        wanted += [f"≤ {self.most:g}"] if self.most is not None else []
        verdict = "holds" if self.is_met else "MISSED"
        return f"{verdict:7}{self.value:9.2f}  {' '.join(wanted):8} {self.what}"


def rounds_within(most: int, until: float) -> Iterator[int]:
    """Numbers of rounds from 0: always one, and no other begins after `until` (monotonic)."""
    for number in range(most):
        if number and time.monotonic() >= until:
            note(f"the time is up after {number} of {most} rounds")
            return
        yield number


def rounds_text(count: int) -> str:
    """Of how many rounds the figures of a table are."""
    return f"medians of {count} rounds" if count > 1 else "of one round"


def note(text: str) -> None:
    """What is going on, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def print_machine() -> None:
    """Date, machine and Python: without them a figure means nothing."""
    load = psutil.getloadavg()[0]
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {psutil.cpu_count()} cores (load {load:.1f} at"
        f" the start), Python {platform.python_version()}, {platform.system()}"
    )


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose first column is words and whose others are figures."""
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    print(f"\n{title}\n")
    for row in (heads, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())


def print_targets(targets: Sequence[Target]) -> bool:
    """What was aimed at, and whether it holds; True when all do."""
    print("\nTargets (ratios of this run)\n")
    for target in targets:
        print(target)
    return all(target.is_met for target in targets)
