"""What a sweep is made of: cases with the seed of their chance, a clean run, and faults on the way.

`make test` takes a sample that FAULT_SEED chooses, `make soak` every case. The seed is part of
each test's name, so that a failure can be made again.
"""

import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from bot.channels.events import Event
from tests.support.dump import dump
from tests.support.phones import CHANNELS, Phone
from tests.support.script import CASES, blocks, is_played_on, read_case
from tests.support.talk import Talk

SEED = int(os.environ.get("FAULT_SEED", "2026"))


@dataclass(frozen=True, slots=True)
class Swept:
    """One case under one fault. seed: whatever is left to chance comes from it."""

    case: Path
    channel: str
    seed: int

    @property
    def script(self) -> str:
        """The transcript as it reads on the channel."""
        return read_case(self.case, self.channel)

    @property
    def chance(self) -> random.Random:
        """The source of everything that is left to chance here."""
        return random.Random(f"{self.seed} {self.case.stem} {self.channel}")

    def __str__(self) -> str:
        return f"{self.channel}-{self.case.parent.name}-{self.case.stem}-seed{self.seed}"


def sweep(share: float, *, seeds: int = 1, cases: Iterable[Path] = CASES) -> list[object]:
    """Parameters of a swept test: all cases as soak, and a share of them in every run.

    share: 1 = every case is in every run. seeds: how often a case is taken, each with other luck.
    """
    every = [
        Swept(case, channel, SEED + luck)
        for case in cases for channel in CHANNELS if is_played_on(case, channel)
        for luck in range(seeds)
    ]  # fmt: skip
    sampled = random.Random(SEED).sample(every, max(1, round(len(every) * share)))
    soaked = [pytest.param(one, id=str(one), marks=pytest.mark.soak) for one in every]
    return [*soaked, *(pytest.param(one, id=f"{one}-sampled") for one in sampled)]


@dataclass(frozen=True, slots=True)
class Clean:
    """What a case comes to when nothing goes wrong. own: the rows of its people alone."""

    blocks: Sequence[str]
    rows: Sequence[str]
    own: Sequence[str]
    addresses: frozenset[str]


async def play_clean(talk: Talk, script: str) -> Clean:
    """Play a case undisturbed, and let go of the database."""
    try:
        found = [block async for _, block in blocks(talk, script)]
        addresses = frozenset(phone.address for phone in talk.phones.values())
        rows, own = await dump(talk.database), await dump(talk.database, addresses)
        return Clean(found, rows, own, addresses)
    finally:
        await talk.close()


class RepeatingTalk(Talk):
    """A talk whose platform delivers again: what just came, and everything that came before."""

    def __init__(self, url: str, channel: str, chance: random.Random) -> None:
        self._chance = chance
        self._came: list[Event] = []
        super().__init__(url, channel)

    async def take_in(self, events: Sequence[Event]) -> None:
        """The events, then repetitions of them side by side, then old ones in any order."""
        await super().take_in(events)
        await super().take_in(list(events) * self._chance.randint(1, 3))
        earlier = self._came[:]
        self._chance.shuffle(earlier)
        await super().take_in(earlier)
        self._came.extend(events)


# What strangers do: nothing that reaches anybody else.
HARMLESS = (
    ("menu", "status", "halo", "bantuan", "terima kasih", "data saya"),
    ("daftar usaha", "ya", "boleh", "Budi Santoso", "lewati", "Keripik Budi", "status", "kembali",
     "batal", "lanjut", "hapus data saya", "ya", "daftar usaha", "ya"),
    ("stop", "[stiker]", "mulai lagi", "[lokasi]", "[foto]", "bukan saya", "ganti nomor",
     "1271995502800002", "batal"),
    ("daftar usaha", "tidak", "daftar usaha", "ya", "tidak usah", "Citra", "0812 9999 0000",
     "hapus data saya", "tidak", "menu"),
)  # fmt: skip


class CrowdedTalk(Talk):
    """A talk among strangers, whose events share its transactions in any order."""

    def __init__(self, url: str, channel: str, chance: random.Random) -> None:
        self._chance = chance
        numbers = count(1_000_000)  # apart from those of the talk
        self._strangers: list[Phone] = [
            CHANNELS[channel](900 + n, lambda: next(numbers)) for n in range(len(HARMLESS))
        ]
        self._places = [0] * len(HARMLESS)
        super().__init__(url, channel)

    def is_watched(self, address: str) -> bool:
        """Strangers get their answers, but they are not looked at."""
        return address in {phone.address for phone in self.phones.values()}

    async def take_in(self, events: Sequence[Event]) -> None:
        """The events among those of strangers; each person's own keep their order."""
        lines = [list(events), *(self._some(n) for n in range(len(HARMLESS)))]
        order = [n for n, line in enumerate(lines) for _ in line]
        self._chance.shuffle(order)
        await super().take_in([lines[n].pop(0) for n in order])

    def _some(self, number: int) -> list[Event]:
        """The next one or two things a stranger does, or nothing."""
        found: list[Event] = []
        for _ in range(self._chance.randint(0, 2)):
            script = HARMLESS[number]
            line = script[self._places[number] % len(script)]
            self._places[number] += 1
            phone, now = self._strangers[number], self.clock.now()
            is_act = line.startswith("[")
            made = phone.act(line[1:-1], "", "", now) if is_act else [phone.write(line, now)]
            found.extend(made)
        return found
