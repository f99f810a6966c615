"""`ikm-bot chat`: talk to the bot in the terminal, through the same way in and out."""

import asyncio
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.alerts import Alerts
from bot.app import catalogue_for
from bot.channels.console import CHANNEL, ConsoleTransport, as_text
from bot.channels.events import Event
from bot.channels.transcript import as_lines
from bot.demo import prepare_demo
from bot.due import fire_timers
from bot.guard import hold
from bot.hands import Senders
from bot.inbound import Inbound
from bot.marks import Marks
from bot.outbound import Sender
from bot.sending import Rates
from bot.settings import Settings
from dialog.messages import Incoming, Outgoing
from domain.answers.nik import mask_nik
from domain.clock import Clock
from handlers.registry import CONTENTS
from storage.database import Database
from storage.migrate import upgrade

PERSON = "terminal"


def run(settings: Settings, record: Path | None) -> None:
    """Read lines until the end of input. record: a file that becomes a transcript."""
    if sys.stdin.isatty():
        click.echo("Write as an owner would, one message a line: halo  (stop with Ctrl-D)\n")
    lines: list[str] = []
    try:
        asyncio.run(_run(settings, lines))
    finally:
        if record is not None:
            record.write_text("\n".join(lines) + "\n", encoding="utf-8")


async def _run(settings: Settings, lines: list[str]) -> None:
    database = Database(settings.database_url)
    try:
        with hold(database.file) if database.file else nullcontext():
            await upgrade(database)
            if not settings.telegram_bot_token.get_secret_value():
                await prepare_demo(database, settings.media_dir)
            await _talk(settings, database, lines)
    finally:
        await database.close()


async def _talk(settings: Settings, database: Database, lines: list[str]) -> None:
    def show(outgoing: Outgoing) -> None:
        click.echo(as_text(outgoing) + "\n")
        lines.extend(as_lines(outgoing))

    clock, marks = Clock(), Marks(database)
    senders = Senders(database, marks, f"chat:{PERSON}")
    rates = Rates(0, 0)
    sender = Sender(database, ConsoleTransport(show), marks, clock, rates, Alerts().send)
    senders.by_channel[CHANNEL] = sender
    inbound = Inbound(database, CONTENTS, catalogue_for(settings), clock, senders)
    await senders.take_leases()
    inbound.start()
    number = int(datetime.now(UTC).timestamp() * 1000)
    while line := await asyncio.to_thread(sys.stdin.readline):
        number += 1
        text, had_nik = mask_nik(line.rstrip("\n"))
        lines.extend([*([""] if lines else []), f"> {text}"])
        event = Event(CHANNEL, str(number), PERSON, datetime.now(UTC), Incoming("text", text),
                      "{}", (CHANNEL, PERSON), had_nik=had_nik)  # fmt: skip
        await inbound.submit(event)
        await fire_timers(inbound)
        await sender.take_from_table()  # what a process that died left, and what waits behind it
        await sender.settle()
    await inbound.stop()
    await senders.drop_leases()
