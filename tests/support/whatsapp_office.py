"""A sender for WhatsApp on a real database, and a wire that answers as it is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import select, update

from bot.alerts import Alerts
from bot.channels.edge import Shelf
from bot.channels.whatsapp.client import Client
from bot.channels.whatsapp.messages import CHANNEL
from bot.channels.whatsapp.transport import WhatsAppTransport
from bot.channels.whatsapp.updates import read_body
from bot.channels.whatsapp.watch import TemplateWatch
from bot.hands import Senders
from bot.marks import Marks
from bot.outbound import Sender
from bot.rendering import File
from bot.sending import Rates
from bot.trouble import Trouble
from dialog.messages import Option, Outgoing, Template
from domain.clock import Clock
from domain.delivery import Kind
from domain.errors import DeliveryError, Uncertain
from storage import outbox, people, receipts
from storage.database import Database
from storage.schema import contacts
from storage.schema import outbox as rows
from tests.support.toys import NOW
from tests.support.whatsapp import ANI, ANI_ID, NUMBER, as_bytes, body
from tests.support.whatsapp_phone import LABELS

DAY = timedelta(hours=24)
NEWS = Template("pesan_baru")
FORM = Template("isian_belum_selesai", ("daftar usaha", "alamat dapur"))
GO_ON = (Option("go", "Lanjutkan", "register_business:~resume"),)


class Wire(Client):
    """The Cloud API as a test plans it."""

    def __init__(self) -> None:
        super().__init__("http://nowhere/v1", "token", NUMBER, 10)
        self.sent: list[dict[str, Any]] = []
        self.uploaded: list[File] = []
        self.planned: list[DeliveryError] = []

    async def send(self, body: Any) -> str:
        """Take a message, or refuse it as planned."""
        if self.planned:
            error = self.planned.pop(0)
            if isinstance(error, Uncertain):
                self.sent.append(body)
            raise error
        self.sent.append(body)
        return f"wamid.{len(self.sent)}"

    async def upload(self, file: File) -> str:
        """Take a file."""
        self.uploaded.append(file)
        return f"upload{len(self.uploaded)}"

    async def check(self) -> None:
        """The token is accepted."""

    def said(self) -> list[str]:
        """What arrived, shortly: the template's name, or the text."""
        return [
            b["template"]["name"] if b["type"] == "template"
            else b.get("text", b.get("interactive", {})).get("body")
            for b in self.sent
        ]  # fmt: skip


class Office:
    """A sender for WhatsApp on a real database, with one person."""

    def __init__(self, database: Database) -> None:
        self.database, self.wire, self.clock = database, Wire(), Clock(frozen_at=NOW)
        self.alerts: list[Trouble] = []
        self.broken: list[str] = []  # the channel that each of them had better not take
        self.files: dict[int, bytes] = {}
        self.marks = Marks(database)
        self.senders = Senders(database, self.marks, "test")
        self.transport = WhatsAppTransport(
            self.wire, LABELS, Shelf(database), self.clock,
            lambda medium: self.files[medium.id], self.render,
        )  # fmt: skip
        rates = Rates(0, 0, 10, doubt_seconds=20)
        self.sender = Sender(database, self.transport, self.marks, self.clock, rates, self.alert)
        self.senders.by_channel[CHANNEL] = self.sender
        alerts = Alerts()
        alerts.send = self.alert  # type: ignore[method-assign]
        self.watch = TemplateWatch(database, self.transport, self.clock, alerts, lambda: None)

    async def alert(self, what: Trouble, broken: str = "") -> None:
        """Keep an alert."""
        self.alerts.append(what)
        self.broken.append(broken)

    async def render(self, reference: str) -> File:
        """A document made of its reference."""
        return File("sertifikat.pdf", "application/pdf", reference.encode())

    async def contact_id(self) -> int:
        """Ani's contact; she wrote at NOW."""
        async with self.database.begin() as tx:
            found, _ = await people.load(tx, [ANI])
            if (CHANNEL, ANI) not in found:
                ani = people.Newcomer(
                    CHANNEL, ANI, "Ani", ("phone", f"+{ANI}"), NOW, ("bsuid", ANI_ID)
                )
                return (await people.add(tx, [ani]))[0][0].id
            return found[CHANNEL, ANI].id

    async def queue(self, *messages: Outgoing, kind: Kind = Kind.NOTICE) -> list[int]:
        """Rows in the table; their ids."""
        contact_id = await self.contact_id()
        made = [
            outbox.new_row(contact_id, CHANNEL, ANI, kind, msgspec.json.encode(m).decode())
            for m in messages
        ]
        async with self.database.begin() as tx:
            await outbox.add(tx, made, self.clock.now())
        return [row.id for row in made]

    async def work(self, until: Callable[[], bool] = lambda: False) -> list[tuple[str, str]]:
        """Let the sender work; (state, reason) of each row."""
        await self.senders.take_leases()
        for _ in range(6):
            await self.sender.take_from_table()
            await self.sender.settle()
            await self.marks.flush()
        return await self.states()

    async def states(self) -> list[tuple[str, str]]:
        """(state, reason) of each row, in order."""
        async with self.database.read() as tx:
            found = await tx.execute(select(rows.c.state, rows.c.reason).order_by(rows.c.id))
            return [(r.state, r.reason) for r in found]

    async def tell(self, *statuses: dict[str, Any]) -> None:
        """Statuses come in."""
        news = read_body(as_bytes(body(statuses=list(statuses))), NUMBER, self.clock.now())
        async with self.database.begin() as tx:
            await receipts.apply(tx, CHANNEL, news.receipts)

    async def write(self, at: datetime) -> None:
        """Ani writes; what a turn does about held rows."""
        contact_id = await self.contact_id()
        async with self.database.begin() as tx:
            when = update(contacts).where(contacts.c.id == contact_id)
            await tx.execute(when.values(last_inbound_at=at))
            await receipts.release_held(tx, [contact_id], at)
