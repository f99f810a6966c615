"""Expands what is due to be told about trainings into messages, once per seat, whatever restarts.

Messages are put together from a read, outside of any transaction; each slice is written by one of
its own, which looks once more whether the note still concerns the seat. What a standstill made too
late is not sent, but counted.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.inbound import Inbound
from dialog.messages import Outgoing
from dialog.words import Words
from domain.delivery import Kind
from domain.reminder import MESSAGES, Note
from domain.training import Training
from handlers.parts.training_messages import certificate_message, note_message, released_message
from storage import certificates, notes, offers, outbox, reach, trainings
from storage.database import MAX_BIND, Tx
from storage.notes import DueNote, Untold
from storage.reach import Reach

log = logging.getLogger("ikm.notes")

SLICE = MAX_BIND
_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


@dataclass(frozen=True, slots=True)
class Page:
    """Some seats that a note concerns. is_last: there are no more."""

    due: DueNote
    training: Training
    seats: Sequence[Untold]
    is_last: bool


async def tell_notes(inbound: Inbound) -> int:
    """Queue all that is due; how many messages. Memory holds one slice at a time."""
    after: dict[int, int] = {}  # by note, the seat that was told last
    told = 0
    while pages := await _read(inbound, after):
        rows = {page.due.id: _rows(inbound.words, page, inbound.clock.now()) for page in pages}
        async with inbound.database.begin() as tx:
            told += sum(
                [await _write(tx, page, rows[page.due.id], inbound.clock.now()) for page in pages]
            )
        for page in pages:
            after[page.due.id] = page.seats[-1].seat_id if page.seats else 0
        inbound.hands.look()
    return told


async def _read(inbound: Inbound, after: dict[int, int]) -> list[Page]:
    """The next slice: pages of one note or of many. Empty when nothing is due."""
    pages: list[Page] = []
    room = SLICE
    async with inbound.database.read() as tx:
        for due in await notes.list_due(tx, inbound.clock.now(), MESSAGES):
            found = await notes.list_untold(tx, due, after.get(due.id, 0), room)
            is_last = len(found) < room
            pages.append(Page(due, await trainings.get(tx, due.training_id), found, is_last))
            room -= len(found)
            if not room:
                break
    return pages


def _rows(words: Words, page: Page, now: datetime) -> dict[int, outbox.Row]:
    """A message for each seat that can be reached, by seat; none where it is too late."""
    if now >= page.due.expires_at:
        return {}
    return {
        one.seat_id: _row(
            one.reach, note_message(words, page.training, page.due.note, one), page.due.expires_at
        )
        for one in page.seats
        if one.reach.contact_id
    }


def _row(to: Reach, message: Outgoing, expires_at: datetime | None) -> outbox.Row:
    payload = _encode(message).decode()
    return outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload, expires_at)


async def _write(tx: Tx, page: Page, rows: dict[int, outbox.Row], now: datetime) -> int:
    """Write one page, where the note still concerns its seats; how many messages."""
    still = await notes.list_still(tx, page.due, [one.seat_id for one in page.seats])
    concerned = [one.seat_id for one in page.seats if one.seat_id in still]
    kept = {seat_id: rows[seat_id] for seat_id in concerned if seat_id in rows}
    is_late = now >= page.due.expires_at
    missed = notes.LATE if is_late else notes.UNREACHABLE
    if concerned:
        await notes.add_told(tx, page.due, [
            (seat_id, notes.QUEUED if seat_id in kept else missed,
             kept[seat_id].id if seat_id in kept else None)
            for seat_id in concerned
        ], now)  # fmt: skip
    if kept:
        await outbox.add(tx, list(kept.values()), now)
    if page.is_last:
        await notes.close(tx, page.due, notes.LATE if is_late else notes.DONE)
    if is_late and concerned:
        log.warning("%s of training %d: too late for %d seats", page.due.note,
                    page.due.training_id, len(concerned))  # fmt: skip
    return len(kept)


async def release_silent(inbound: Inbound) -> int:
    """At noon of the day before: seats of those who did not answer go to the next in line."""
    released = 0
    for due in await _list_acts(inbound, Note.RELEASE_SILENT):
        async with inbound.database.begin() as tx:
            released += await _release(tx, inbound.words, due, inbound.clock.now())
    return released


async def _release(tx: Tx, words: Words, due: DueNote, now: datetime) -> int:
    if now >= due.expires_at:  # offers have closed: nobody could take the places
        await notes.close(tx, due, notes.LATE)
        return 0
    training = await trainings.lock(tx, due.training_id)
    silent = await notes.list_untold(tx, due, limit=training.plan.quota + SLICE)
    ended = await offers.release(tx, due.training_id, [one.seat_id for one in silent], now)
    how = {one.seat_id: one.reach for one in silent}
    rows = {
        seat.id: _row(how[seat.id], released_message(words, training, how[seat.id].name), None)
        for seat in ended
        if how[seat.id].contact_id
    }
    if rows:
        await outbox.add(tx, list(rows.values()), now)
    await notes.close(tx, due)
    return len(ended)


async def certify(inbound: Inbound) -> int:
    """After the last day: certificates to those who came often enough, each as a file in chat."""
    issued = 0
    for due in await _list_acts(inbound, Note.CERTIFY):
        while found := await _certify(inbound, due):
            issued += found
    return issued


async def _certify(inbound: Inbound, due: DueNote) -> int:
    now = inbound.clock.now()
    async with inbound.database.begin() as tx:
        training = await trainings.get(tx, due.training_id)
        made = await certificates.issue_due(tx, training, now)
        how = await reach.list_of(tx, [one.person_id for one in made])
        rows = [
            _row(to, certificate_message(inbound.words, training, one), None)
            for one in made
            if (to := how.get(one.person_id)) is not None and to.contact_id
        ]
        if rows:
            await outbox.add(tx, rows, now)
        if not made:
            await notes.close(tx, due)
    inbound.hands.look()
    return len(made)


async def _list_acts(inbound: Inbound, note: Note) -> list[DueNote]:
    async with inbound.database.read() as tx:
        return await notes.list_due(tx, inbound.clock.now(), (note,))
