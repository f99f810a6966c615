"""What a sweep is made of: cases with the seed of their chance, a clean run, and faults on the way.

`make test` takes a sample that FAULT_SEED chooses, `make soak` every case. The seed is part of
each test's name, so that a failure can be made again.
"""

import os
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.channels.events import Event
from bot.channels.whatsapp.updates import read_body
from domain.delivery import SendState
from storage import receipts
from storage.schema import outbox
from tests.support import whatsapp
from tests.support.dump import dump
from tests.support.phones import CHANNELS, Phone
from tests.support.script import CASES, blocks, is_played_on, read_case
from tests.support.talk import Shown, Talk
from tests.support.whatsapp_phone import Json

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


def sweep(
    share: float, *, seeds: int = 1, cases: Iterable[Path] = CASES,
    channels: Collection[str] = tuple(CHANNELS),
) -> list[object]:  # fmt: skip
    """Parameters of a swept test: all cases as soak, and a share of them in every run.

    share: 1 = every case is in every run. seeds: how often a case is taken, each with other luck.
    """
    every = [
        Swept(case, channel, SEED + luck)
        for case in cases for channel in channels if is_played_on(case, channel)
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


# What a platform tells of a message it took, in the order in which it happened.
HISTORIES = (
    ("sent", "delivered", "read"), ("sent",), ("sent", "failed"), ("sent", "delivered"),
    ("sent", "failed", "delivered", "read"),
)  # fmt: skip
REFUSED = [{"code": 131009, "title": "Parameter value is not valid"}]


class ToldTalk(Talk):
    """A WhatsApp talk whose platform tells what becomes of each message: at once and in order.

    chance: in any order, repeated and late, down to the end of the talk.
    """

    def __init__(self, url: str, chance: random.Random | None = None) -> None:
        self._chance = chance
        self._untold: list[Json] = []
        self._histories = cycle(HISTORIES)
        super().__init__(url, "whatsapp")

    async def read(self) -> list[Shown]:
        """What went out has been taken by the platform, which tells of it from now on."""
        fresh = await super().read()
        refs = [one.ref for one in fresh]
        async with self.database.begin() as tx:
            found = await tx.execute(
                update(outbox)
                .where(outbox.c.provider_id.in_(refs), outbox.c.state == SendState.QUEUED)
                .values(state=SendState.SENT, sent_at=self.clock.now())
                .returning(outbox.c.id, outbox.c.provider_id)
            )
            for row_id, wamid in sorted(tuple(r) for r in found):
                self._untold += _history(wamid, row_id, next(self._histories))
        await self.tell()
        return fresh

    async def tell(self, *, all_of_it: bool = False) -> None:
        """Statuses come in; those that are left come later."""
        told = self._untold
        if self._chance is not None:
            self._chance.shuffle(told)
            count = len(told) if all_of_it else self._chance.randint(0, len(told))
            told = told[:count] + self._chance.choices(told, k=3) if told else []
        if not told:
            return
        body = whatsapp.as_bytes(whatsapp.body(statuses=told))
        news = read_body(body, whatsapp.NUMBER, self.clock.now())
        async with self.database.begin() as tx:
            await receipts.apply(tx, "whatsapp", news.receipts)
        self._untold = [one for one in self._untold if one not in told]


def _history(wamid: str, row_id: int, states: Sequence[str]) -> list[Json]:
    return [
        whatsapp.status(
            wamid, state, biz_opaque_callback_data=str(row_id),
            timestamp=str(int(whatsapp.AT) + seconds),
            **({"errors": REFUSED} if state == "failed" else {}),
        )
        for seconds, state in enumerate(states)
    ]  # fmt: skip


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
