"""A sender on a real database, and a platform that answers as it is told."""

import asyncio
from collections.abc import Callable

from sqlalchemy import select

from bot.hands import Senders
from bot.marks import Marks
from bot.outbound import Sender
from bot.sending import Rates
from bot.trouble import Trouble
from domain.clock import Clock
from domain.delivery import Kind
from domain.errors import DeliveryError, Uncertain
from storage import outbox, people
from storage.database import Database
from storage.outbox import Row
from storage.schema import outbox as outbox_table
from tests.support.toys import NOW


class Wire:
    """A platform that answers as it is told and remembers what arrived."""

    channel = "telegram"
    paces_replies = False

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.answers: dict[str, list[DeliveryError]] = {}
        self.held: asyncio.Event | None = None  # nothing arrives before it is set

    async def send(self, row: Row) -> str:
        """Take a row, or raise what is planned for it."""
        planned = self.answers.get(row.payload, [])
        if planned:
            error = planned.pop(0)
            if isinstance(error, Uncertain):
                self.arrived.append(row.payload)
            raise error
        if self.held is not None:
            await self.held.wait()
        self.arrived.append(row.payload)
        await asyncio.sleep(0)
        return f"m{row.id}"

    async def check(self) -> None:
        """Credentials are fine."""


class Office:
    """A sender on a real database, with one or more people to write to."""

    def __init__(self, database: Database) -> None:
        self.database, self.wire = database, Wire()
        self.alerts: list[Trouble] = []
        self.marks = Marks(database)
        self.senders = Senders(database, self.marks, "test")
        self.clock = Clock(frozen_at=NOW)
        self.sender = Sender(
            database, self.wire, self.marks, self.clock, Rates(0, 0, 10), self.alert
        )
        self.senders.by_channel["telegram"] = self.sender

    async def alert(self, what: Trouble) -> None:
        """Keep an alert."""
        self.alerts.append(what)

    async def queue(self, *texts: str, who: str = "7", kind: Kind = Kind.REPLY) -> None:
        """Rows in the table."""
        async with self.database.begin() as tx:
            found, _ = await people.load(tx, [who])
            contact = found.get(("telegram", who))
            if contact is None:
                new = people.Newcomer("telegram", who, "", ("telegram", who), NOW)
                contact = (await people.add(tx, [new]))[0][0]
            rows = [outbox.new_row(contact.id, "telegram", who, kind, t) for t in texts]
            await outbox.add(tx, rows, NOW)

    async def work(self, until: Callable[[], bool] = lambda: True) -> dict[str, str]:
        """Let the sender work; the state of each row by its text."""
        await self.senders.take_leases()
        for _ in range(20):
            await self.sender.take_from_table()
            await asyncio.sleep(0.01)
            await self.sender.settle()
            await self.marks.flush()
            if until():
                break
        async with self.database.read() as tx:
            found = await tx.execute(select(outbox_table.c.payload, outbox_table.c.state))
            return {text: state for text, state in found}
