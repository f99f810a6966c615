"""Expands what is due to be told of trainings and market events into messages, once per place.

Messages are put together from a read, outside of any transaction; each slice is written by one of
its own, which looks once more whether the note still concerns the seat. What a standstill made too
late is not sent, but counted.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, groupby
from operator import attrgetter
from typing import Any, Protocol

from bot.inbound import Inbound
from dialog.messages import Outgoing, as_payload
from dialog.words import Words
from domain.delivery import Kind
from domain.market_event import MESSAGES as EVENT_MESSAGES
from domain.reminder import MESSAGES, Note
from handlers.parts.event_messages import EventNoteWriter
from handlers.parts.training_messages import NoteWriter, certificate_message, released_message
from storage import certificates, market_events, notes, offers, outbox, reach, trainings
from storage.database import MAX_BIND, Tx
from storage.notes import DueNote, Told, Untold
from storage.places import SEATS, STALLS, Scarce
from storage.reach import Reach

log = logging.getLogger("ikm.notes")

SLICE = 2 * MAX_BIND  # messages of one transaction; with half as many a tenth goes to commits
SMALL_SLICE = 50  # while somebody is answered: some milliseconds
READ_SLICES = 4  # that are read at once
AT_A_TIME = 25  # messages that are put together without a break: about a millisecond
GIVES_WAY = 8.0  # times as long as a small slice took is the pause after it
LONGEST_PAUSE = 0.2  # seconds
WINDOW = 64  # notes that are looked at together, where their seats fit into one read


class Writer(Protocol):
    """Writes one note to the people of one thing."""

    def write(self, to: Untold) -> Outgoing:
        """What it says to the holder of a place."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How notes of a kind of thing are told: which, what loads the things, who writes."""

    kind: Scarce
    notes: Sequence[Note]
    load: Callable[[Tx, Sequence[int]], Awaitable[Mapping[int, Any]]]
    writer: Callable[[Words, Any, Note], Writer]


TELLINGS = (
    Telling(SEATS, MESSAGES, trainings.list_by_id, NoteWriter),
    Telling(STALLS, EVENT_MESSAGES, market_events.list_by_id, EventNoteWriter),
)


@dataclass(frozen=True, slots=True)
class Slice:
    """Seats that notes of one kind concern. rows: their messages, for those that get one."""

    due: Mapping[int, DueNote]
    seats: Sequence[Untold]
    rows: Mapping[int, outbox.Row]
    finished: Sequence[DueNote]  # notes that have told everybody once this is written


async def tell_notes(inbound: Inbound) -> int:
    """Queue all that is due; how many messages. Memory holds what is read at once."""
    told = 0
    for telling in TELLINGS:
        for note in telling.notes if await _is_any_due(inbound, telling) else ():
            while due := await _list_due(inbound, telling, note):
                told += await _tell(inbound, telling, due)
    return told


async def _is_any_due(inbound: Inbound, one: Telling) -> bool:
    """One question where there would be one per kind of note: mostly nothing is due."""
    async with inbound.database.read() as tx:
        return bool(await notes.list_due(tx, inbound.clock.now(), one.notes, 1, one.kind))


async def _list_due(inbound: Inbound, one: Telling, note: Note) -> list[DueNote]:
    async with inbound.database.read() as tx:
        due = await notes.list_due(tx, inbound.clock.now(), (note,), WINDOW, one.kind)
    return _one_each(_of_one_read(due))


async def _tell(inbound: Inbound, telling: Telling, due: Sequence[DueNote]) -> int:
    """Queue these notes of one kind and close them; how many messages.

    While people are being answered the slices are small, and pauses between them longer than they.
    """
    told, after, is_last = 0, notes.START, False
    while not is_last:
        size = SMALL_SLICE if inbound.is_answering() else SLICE
        async with inbound.database.read() as tx:
            seats = await notes.list_untold(tx, due, after, READ_SLICES * size, telling.kind)
            held = await telling.load(tx, [one.thing_id for one in due])
        is_last = len(seats) < READ_SLICES * size
        for start in range(0, max(len(seats), 1), size):
            begun, now = time.monotonic(), inbound.clock.now()
            some = seats[start : start + size]
            part = await _slice(inbound.words, telling, held, due, some, now)
            finished = due if is_last and start + size >= len(seats) else ()
            async with inbound.database.begin() as tx:
                told += await _write(tx, replace(part, finished=finished), now, telling.kind)
            inbound.hands.look()
            if inbound.is_answering():
                await asyncio.sleep(min(GIVES_WAY * (time.monotonic() - begun), LONGEST_PAUSE))
        after = seats[-1].place if seats else after
    return told


async def _slice(
    words: Words,
    telling: Telling,
    held: Mapping[int, Any],
    due: Sequence[DueNote],
    seats: Sequence[Untold],
    now: datetime,
) -> Slice:
    """The seats with their messages, put together a few at a time: others have their turn."""
    by_id = {one.id: one for one in due}
    rows: dict[int, outbox.Row] = {}
    for start in range(0, len(seats), AT_A_TIME):
        some = seats[start : start + AT_A_TIME]
        for note_id, concerned in groupby(some, key=attrgetter("note_id")):
            one = by_id[note_id]
            if now < one.expires_at:
                writer = telling.writer(words, held[one.thing_id], one.note)
                rows |= _messages(writer, one, concerned)
        await asyncio.sleep(0)
    return Slice(by_id, seats, rows, ())


def _of_one_read(due: Sequence[DueNote]) -> list[DueNote]:
    """The first, and as many more as one read has seats for: each read puts them all in order."""
    seats = accumulate(one.quota for one in due)
    return [one for one, so_far in zip(due, seats, strict=True)
            if one is due[0] or so_far <= READ_SLICES * SLICE]  # fmt: skip


def _one_each(due: Sequence[DueNote]) -> list[DueNote]:
    """Of several due at once for one training (a venue that changed twice) the first."""
    return sorted({one.thing_id: one for one in reversed(due)}.values(), key=lambda d: d.id)


def _messages(writer: Writer, due: DueNote, seats: Iterable[Untold]) -> dict[int, outbox.Row]:
    """A message for each place whose holder can be reached, by place."""
    return {
        one.seat_id: _row(one.reach, writer.write(one), due.expires_at)
        for one in seats
        if one.reach.contact_id
    }


def _row(to: Reach, message: Outgoing, expires_at: datetime | None) -> outbox.Row:
    payload = as_payload(message)
    return outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload, expires_at)


async def _write(tx: Tx, found: Slice, now: datetime, kind: Scarce) -> int:
    """Write a slice, where its notes still concern the seats; how many messages."""
    still: set[int] = set()
    if found.seats:
        still = await notes.list_still(
            tx, list(found.due.values()), [one.seat_id for one in found.seats], kind
        )
    told = [_told(found, one, now) for one in found.seats if one.seat_id in still]
    rows = [found.rows[one.seat_id] for one in told if one.outbox_id is not None]
    if told:
        await notes.add_told(tx, told, now)
    if rows:
        await outbox.add(tx, rows, now)
    late = [one for one in found.finished if now >= one.expires_at]
    for state, ended in ((notes.LATE, late), (notes.DONE, found.finished)):
        if ended:
            await notes.close(tx, ended, state, kind)
    dropped = sum(one.state == notes.LATE for one in told)
    if dropped:
        log.warning("%d reminders were too late and are not sent", dropped)
    return len(rows)


def _told(found: Slice, one: Untold, now: datetime) -> Told:
    due = found.due[one.note_id]
    row = found.rows.get(one.seat_id)
    if row is not None:
        return Told(due, one.seat_id, notes.QUEUED, row.id)
    is_late = now >= due.expires_at
    return Told(due, one.seat_id, notes.LATE if is_late else notes.UNREACHABLE, None)


async def release_silent(inbound: Inbound) -> int:
    """At noon of the day before: seats of those who did not answer go to the next in line."""
    released = 0
    for due in await _list_acts(inbound, Note.RELEASE_SILENT):
        async with inbound.database.begin() as tx:
            released += await _release(tx, inbound.words, due, inbound.clock.now())
    return released


async def _release(tx: Tx, words: Words, due: DueNote, now: datetime) -> int:
    if now >= due.expires_at:  # offers have closed: nobody could take the places
        await notes.close(tx, [due], notes.LATE)
        return 0
    training = await trainings.lock(tx, due.thing_id)
    silent = await notes.list_untold(tx, [due], limit=training.plan.quota + SLICE)
    still = await notes.list_still(tx, [due], [one.seat_id for one in silent])
    silent = [one for one in silent if one.seat_id in still]  # not where it was moved meanwhile
    ended = await offers.release(tx, due.thing_id, [one.seat_id for one in silent], now)
    how = {one.seat_id: one.reach for one in silent}
    rows = {
        seat.id: _row(how[seat.id], released_message(words, training, how[seat.id].name), None)
        for seat in ended
        if how[seat.id].contact_id
    }
    if rows:
        await outbox.add(tx, list(rows.values()), now)
    await notes.close(tx, [due])
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
        training = await trainings.get(tx, due.thing_id)
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
            await notes.close(tx, [due])
    inbound.hands.look()
    return len(made)


async def _list_acts(inbound: Inbound, note: Note) -> list[DueNote]:
    async with inbound.database.read() as tx:
        return await notes.list_due(tx, inbound.clock.now(), (note,))
