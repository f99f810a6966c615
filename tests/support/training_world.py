"""A bot without a channel, one training with people in it, and a clock that jobs follow."""

from collections import Counter
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from bot.inbound import Inbound
from bot.notes import certify, release_silent, tell_notes
from bot.seats import advance_by_the_clock, expire_offers, tell_offers
from dialog.messages import Outgoing
from domain.clock import Clock
from domain.seat import SeatState
from domain.training import Training
from storage import notes, seats
from storage.database import Database
from storage.schema import outbox as outbox_table
from tests.support.rows import NOW, add_crowd, add_training
from tests.support.talk import OFFICE
from tests.support.toys import CONTENTS, Table
from texts.catalogue import load


class World:
    """A bot without a channel, one training, and people who enrol."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = Clock(frozen_at=NOW)
        self.inbound = Inbound(database, CONTENTS, load(OFFICE), self.clock, Table())
        self.training: Training
        self.crowd: list[int] = []

    async def open(self, people_count: int, **plan: Any) -> Training:
        """An announced training, and so many who enrolled."""
        async with self.database.begin() as tx:
            self.training = await add_training(tx, **plan)
            self.crowd = await add_crowd(tx, people_count)
            for person_id in self.crowd:
                await seats.enrol(tx, self.training.id, person_id, NOW)
        return self.training

    async def at(self, moment: datetime) -> None:
        """The clock stands there, and every job has its turn."""
        self.clock.frozen_at = moment
        for job in (advance_by_the_clock, expire_offers, tell_offers, tell_notes, release_silent,
                    certify, tell_offers):  # fmt: skip
            await job(self.inbound)

    async def told(self) -> Counter[str]:
        """How many reminders there are of each note and state."""
        async with self.database.read() as tx:
            return Counter(
                {f"{note} {state}": n for (note, state), n in (await notes.count_told(tx)).items()}
            )

    async def texts(self) -> list[Outgoing]:
        """What is queued, in order."""
        async with self.database.read() as tx:
            rows = await tx.execute(select(outbox_table).order_by(outbox_table.c.id))
            return [
                msgspec.json.decode(r.payload, type=Outgoing) for r in rows if r.state == "queued"
            ]

    async def states(self) -> list[str]:
        """Of the seats in the order of the line."""
        async with self.database.read() as tx:
            found = await seats.list_of_training(tx, self.training.id, tuple(SeatState))
            return [seat.why or seat.state for seat in found]
