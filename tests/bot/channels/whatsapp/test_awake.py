"""The button of a template that only lets us write again."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.whatsapp.messages import AWAKE
from bot.channels.whatsapp.webhook import WhatsAppWebhook
from bot.inbound import Inbound
from dialog.messages import Outgoing
from domain.clock import Clock
from domain.delivery import Kind, SendState
from domain.window import HELD_ANNOUNCED
from storage.database import Database
from storage.schema import outbox
from tests.support import whatsapp
from tests.support.toys import CONTENTS, NOW, Table, Words
from tests.support.whatsapp import ANI, as_bytes, body, call, message, text

PRESSED: dict[str, Any] = {"type": "button", "button": {"text": "Baca sekarang", "payload": AWAKE}}


class House:
    """A webhook on a way in; what goes out stays in the table."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.inbound = Inbound(database, CONTENTS, Words(), Clock(frozen_at=NOW), Table())

    async def take(self, *messages: Any) -> list[str]:
        """What these messages are answered with."""
        before = len(await self.said())
        webhook = WhatsAppWebhook(
            whatsapp.KEYS, self.inbound.clock, self.inbound.enqueue, _nothing, lambda events: None
        )
        assert (await call(webhook, as_bytes(body(*messages))))[0] == 200
        return (await self.said())[before:]

    async def said(self) -> list[str]:
        """All payloads, in order."""
        async with self.database.read() as tx:
            found = await tx.execute(select(outbox.c.payload).order_by(outbox.c.id))
            return list(found.scalars())

    async def becomes(self, state: SendState, reason: str = "", due_at: datetime = NOW) -> None:
        """All messages are in this state from now on."""
        async with self.database.begin() as tx:
            new = {"state": state, "reason": reason, "due_at": due_at}
            await tx.execute(update(outbox).values(new))


async def _nothing(news: object) -> None:
    """No body here brings anything but a message."""


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    made = House(database)
    made.inbound.start()
    yield made
    await made.inbound.stop()


async def test_the_first_press_brings_what_waits_and_the_second_the_menu(house: House) -> None:
    await house.take(text("halo"))
    await house.inbound.send_to("whatsapp", ANI, Outgoing("Ada kabar."), Kind.NOTICE)
    await house.becomes(SendState.HELD, HELD_ANNOUNCED)

    assert await house.take(message(**PRESSED)) == []
    await house.becomes(SendState.QUEUED)
    assert await house.take(message(**PRESSED)) == []  # impatient: it is on its way
    await house.becomes(SendState.SENT)
    [answer] = await house.take(message(**PRESSED))

    assert "sudah kami kirim" in answer
    assert "Mau apa?" in answer


async def test_a_form_that_stands_open_is_gone_on_with(house: House) -> None:
    await house.take(text("daftar"))
    await house.becomes(SendState.SENT)
    [answer] = await house.take(message(**PRESSED))

    assert "Nama?" in answer
