"""A scripted person: everything takes the real way in, a database, and the rows that go out.

Nothing lives between two turns but what the database holds; `restart` throws the rest away.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, TypeVar

import msgspec
from sqlalchemy import bindparam, select, update

from bot.broadcasts import send_broadcasts
from bot.channels.events import Event
from bot.due import fire_timers, nudge_silent
from bot.inactivity import tend_inactive
from bot.inbound import Inbound
from bot.market_events import tend_market_events
from bot.notes import certify, release_silent, tell_notes
from bot.prices import ask_old_prices
from bot.seats import advance_by_the_clock, expire_offers, tell_offers
from dialog.messages import Outgoing
from dialog.words import Words
from domain.clock import Clock
from domain.training import Admission, Doubt, Silence, Target
from handlers.registry import CONTENTS
from storage import inbox, people, staff
from storage.database import Database, Tx
from storage.schema import outbox
from tests.support import sent_plans
from tests.support.escapes import unescape
from tests.support.phones import ACT, CHANNELS, Phone
from tests.support.rows import a_plan, add_business, add_training
from tests.support.toys import Table
from tests.support.whatsapp_phone import WhatsAppPhone
from tests.support.world_lines import LINES
from texts.catalogue import load

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday, ten in the morning in Medan
OFFICE = {
    "agency": "Dinas Koperasi, UKM, Perindustrian dan Perdagangan Kota Medan",
    "agency_address": "Jalan Contoh Nomor 1, Medan",
    "agency_contact": "Telepon 061-000000",
    "site": "https://ikm.contoh.id",
}
BREATH = timedelta(seconds=10)  # people take their time; what collects parts closes meanwhile
UNITS = {"detik": "seconds", "menit": "minutes", "jam": "hours", "hari": "days"}
FIRST_DAY = a_plan().meetings[0]
THREE_DAYS = tuple(
    replace(FIRST_DAY, starts_at=FIRST_DAY.starts_at + day, ends_at=FIRST_DAY.ends_at + day)
    for day in map(timedelta, range(3))
)
PLANS: dict[str, dict[str, Any]] = {
    "dipilih petugas": {"admission": Admission.SELECT},
    "untuk siapa saja": {"target": Target.BOTH},
    "hanya yang terverifikasi": {"refuses": frozenset({Doubt.UNVERIFIED})},
    "tanpa yang bentrok": {"refuses": frozenset({Doubt.CLASH})},
    "hanya yang baru": {"refuses": frozenset({Doubt.REPEAT})},
    "yang diam dilepas": {"silence": Silence.RELEASE},
    "bawa kain": {"bring": "kain mori 2 meter"},
    "tiga hari": {"meetings": THREE_DAYS},
}
_decode = msgspec.json.Decoder(Outgoing).decode
T = TypeVar("T")


async def tick_trainings(inbound: Inbound) -> None:
    """What the jobs do for trainings, until nothing is due."""
    for _ in range(3):
        await advance_by_the_clock(inbound)
        await tend_market_events(inbound)
        for job in JOBS:
            while await job(inbound):
                pass


JOBS = (
    expire_offers, release_silent, certify, tell_offers, tell_notes, ask_old_prices,
    send_broadcasts,
    send_broadcasts,  # it begins, and is sent
)  # fmt: skip


_OF_ROW = outbox.c.id == bindparam("row")
_NUMBER = update(outbox).where(_OF_ROW).values(provider_id=bindparam("ref"))


@cache
def office_words() -> Words:
    """The texts as an office of its own has them; read once."""
    return load(OFFICE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that reached somebody."""

    name: str
    outgoing: Outgoing
    ref: str
    phone: Phone


class Talk:
    """Phones by name ('' is the first), one bot, one clock that only moves when told."""

    def __init__(self, url: str, channel: str) -> None:
        self.url, self.channel = url, channel
        self.clock = Clock(frozen_at=NOW)
        self.contents = CONTENTS
        self.words: Words = office_words()
        self.phones: dict[str, Phone] = {}
        self.shown: list[Shown] = []
        self._numbers = count(1)
        self._last_row = 0
        self.open()

    def open(self) -> None:
        """Start a bot on the database."""
        self.database = self.open_database()
        self.take_over()

    def open_database(self) -> Database:
        """The database as this talk's bot sees it."""
        return Database(self.url)

    def take_over(self) -> None:
        """A new bot, which knows nothing but the database."""
        self.inbound = Inbound(self.database, self.contents, self.words, self.clock, Table())
        self.inbound.start()

    async def close(self) -> None:
        """Stop the bot and let go of the database."""
        await self.inbound.stop()
        await self.database.close()

    def phone(self, name: str) -> Phone:
        """The phone of a person; a new one where the name is new."""
        if name not in self.phones:
            make = CHANNELS[self.channel]
            self.phones[name] = make(len(self.phones) + 1, lambda: next(self._numbers))
        return self.phones[name]

    async def do(self, name: str, lines: Sequence[str]) -> list[Shown]:
        """One act, or several that follow so fast that no answer came between; what was shown."""
        await self.deliver([event for line in lines for event in self.events(name, line)])
        return await self.read()

    async def deliver(self, events: Sequence[Event]) -> None:
        """Let events come in together, then a moment pass."""
        await self.perform(lambda: self.take_in(events))
        await self._settle()

    async def take_in(self, events: Sequence[Event]) -> None:
        """What a poll or a webhook does with events that arrived together."""
        await asyncio.gather(*[self.inbound.enqueue(event) for event in events])

    def is_watched(self, address: str) -> bool:
        """Whether what goes to this address belongs to the talk; an erased person has none."""
        return address != ""

    async def perform(self, act: Callable[[], Awaitable[T]]) -> T:
        """Something that the bot does; tests of faults stand in its way here."""
        return await act()

    def events(self, name: str, line: str) -> list[Event]:
        """What the channel makes of a line of a person."""
        phone, now = self.phone(name), self.clock.now()
        found = ACT.fullmatch(line)
        if found is None:
            return [phone.write(unescape(line), now)]
        act, about, words = found["act"], found["about"] or "", unescape(found["words"] or "")
        if act in ("tombol", "tombol lama"):
            return [self._press(name, about, is_old=act == "tombol lama")]
        if act == "balas":
            last = next(s for s in reversed(self.shown) if s.name == name)
            return [phone.write(words, now, reply_to=last.ref)]
        return phone.act(act, about, words, now)

    def _press(self, name: str, label: str, *, is_old: bool) -> Event:
        """The button with this label: of the last message, or of the last one that has it."""
        mine = [s for s in reversed(self.shown) if s.name == name]
        for message in mine if is_old else mine[:1]:
            for option in message.outgoing.options:
                if option.label == label:
                    phone = self.phone(name)
                    return phone.press(message.outgoing, option, message.ref, self.clock.now())
        raise AssertionError(f"there is no button [{label}] to press")

    async def change_world(self, what: str) -> list[Shown]:
        """What a line with `!` says."""
        if step := re.fullmatch(r"maju (\d+) (detik|menit|jam|hari)", what):
            self.clock.advance(timedelta(**{UNITS[step[2]]: int(step[1])}))
            await self.perform(lambda: nudge_silent(self.inbound))
            await self.perform(lambda: tick_trainings(self.inbound))
            await self.perform(lambda: tend_inactive(self.inbound))
            await self._settle()
        elif phone := re.fullmatch(r"ponsel(?: (\w+))? dengan WhatsApp \+(\d+)", what):
            number = len(self.phones) + 1
            made = WhatsAppPhone(number, lambda: next(self._numbers), phone[2])
            self.phones.setdefault(phone[1] or "", made)  # played again, it is the same phone
        elif role := re.fullmatch(r"jadikan (\w+) petugas (\w+)", what):
            await self._grant(role[1], role[2])
        elif code := re.fullmatch(r"kode (\w+): (\S+)", what):
            async with self.database.begin() as tx:
                await staff.invite(tx, code[2], staff.Invitation(code[1]), self.clock.now())
        elif business := re.fullmatch(r"usaha (.+?)(?: milik (\w+))?", what):
            async with self.database.begin() as tx:
                owner = await self._person(tx, business[2] or "")
                await add_business(tx, owner, business[1], self.clock.now())
        elif training := re.fullmatch(r"pelatihan (.+?): (\d+) tempat(?:, (.+))?", what):
            await self._announce(training[1], int(training[2]), training[3] or "")
        elif what == "restart":
            await self.close()
            self.open()
        else:
            await self._change_more(what)
        return await self.read()

    async def _change_more(self, what: str) -> None:
        if not await sent_plans.change(self.inbound, what):
            async with self.database.begin() as tx:
                told = (tx, what, self.clock.now(), self._person)
                assert any([await one.change(*told) for one in LINES]), what

    async def _announce(self, title: str, quota: int, more: str) -> None:
        """A training of Tuesday, 12 January 2027, that people may enrol in; more: see `PLANS`."""
        changes = {k: v for word in more.split(", ") if word for k, v in PLANS[word].items()}
        async with self.database.begin() as tx:
            await add_training(tx, self.clock.now(), title=title, quota=quota, **changes)

    async def _grant(self, name: str, role: str) -> None:
        async with self.database.begin() as tx:
            person_id = await self._person(tx, name)
            await staff.grant(tx, person_id, staff.Invitation(role), self.clock.now())

    async def _person(self, tx: Tx, name: str) -> int:
        """The person of a phone, who has written before."""
        address = self.phone(name).address
        found, _ = await people.load(tx, [address])
        return found[self.phone(name).channel, address].person_id

    async def _settle(self) -> None:
        """Let a moment pass, and what was due in it."""
        self.clock.advance(BREATH)
        while await self.perform(lambda: fire_timers(self.inbound)):
            pass
        while await self.perform(lambda: tell_offers(self.inbound)):
            pass

    async def read(self) -> list[Shown]:
        """Messages that went out since the last look. Fails where an event could not be taken."""
        names = {phone.address: name for name, phone in self.phones.items()}
        async with self.database.read() as tx:
            stuck = await inbox.list_stuck(tx, self.clock.now() + timedelta(days=1))
            assert not stuck, "a turn raised; its traceback is in the log above"
            query = select(outbox).where(outbox.c.id > self._last_row).order_by(outbox.c.id)
            rows = [r for r in await tx.execute(query) if self.is_watched(r.address)]
        fresh: list[Shown] = []
        for row in rows:
            self._last_row = row.id
            outgoing = _decode(row.payload)
            name = names[row.address]
            self.phone(name).check(outgoing)
            fresh.append(Shown(name, outgoing, str(next(self._numbers)), self.phone(name)))
        await self._number(rows, fresh)
        self.shown.extend(fresh)
        return fresh

    async def _number(self, rows: Sequence[Any], fresh: Sequence[Shown]) -> None:
        """Give the rows the channel's ids of their messages, as the sender would."""
        if not rows:
            return
        marks = [{"row": row.id, "ref": one.ref} for row, one in zip(rows, fresh, strict=True)]
        async with self.database.begin() as tx:
            await tx.execute(_NUMBER, marks)
