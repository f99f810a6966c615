"""Expands what is due to be told about trainings into messages, once per seat, whatever restarts.

Messages are put together from a read, outside of any transaction; each slice is written by one of
its own, which looks once more whether the note still concerns the seat. What a standstill made too
late is not sent, but counted.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

import msgspec

from bot.inbound import Inbound
from dialog.messages import Outgoing
from dialog.words import Words
from domain.delivery import Kind
from domain.reminder import MESSAGES, Note
from domain.training import Training
from handlers.parts.training_messages import NoteWriter, certificate_message, released_message
from storage import certificates, notes, offers, outbox, reach, trainings
from storage.database import MAX_BIND, Tx
from storage.notes import DueNote, Told, Untold
from storage.reach import Reach

log = logging.getLogger("ikm.notes")

SLICE = MAX_BIND  # messages of one transaction
READ = 4 * SLICE  # seats that are read at once
WINDOW = 16  # notes whose seats are walked through together: so many rows are put in order
_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


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
    for note in MESSAGES:
        while due := await _list_due(inbound, note):
            told += await _tell(inbound, due)
    return told


async def _list_due(inbound: Inbound, note: Note) -> list[DueNote]:
    async with inbound.database.read() as tx:
        return _one_each(await notes.list_due(tx, inbound.clock.now(), (note,), WINDOW))


async def _tell(inbound: Inbound, due: Sequence[DueNote]) -> int:
    """Queue these notes of one kind and close them; how many messages."""
    told, after, is_last = 0, notes.START, False
    while not is_last:
        async with inbound.database.read() as tx:
            seats = await notes.list_untold(tx, due, after, READ)
            held = await trainings.list_by_id(tx, [one.thing_id for one in due])
        is_last = len(seats) < READ
        for start in range(0, max(len(seats), 1), SLICE):
            some, now = seats[start : start + SLICE], inbound.clock.now()
            finished = due if is_last and start + SLICE >= len(seats) else ()
            part = _slice(inbound.words, held, due, some, now)
            async with inbound.database.begin() as tx:
                told += await _write(tx, replace(part, finished=finished), now)
            inbound.hands.look()
        after = seats[-1].place if seats else after
    return told


def _slice(
    words: Words,
    held: Mapping[int, Training],
    due: Sequence[DueNote],
    seats: Sequence[Untold],
    now: datetime,
) -> Slice:
    """The seats with their messages."""
    by_id = {one.id: one for one in due}
    rows: dict[int, outbox.Row] = {}
    for note_id, concerned in groupby(seats, key=attrgetter("note_id")):
        one = by_id[note_id]
        rows |= _messages(words, held[one.thing_id], one, concerned, now)
    return Slice(by_id, seats, rows, ())


def _one_each(due: Sequence[DueNote]) -> list[DueNote]:
    """Of several due at once for one training (a venue that changed twice) the first."""
    return sorted({one.thing_id: one for one in reversed(due)}.values(), key=lambda d: d.id)


def _messages(
    words: Words, training: Training, due: DueNote, seats: Iterable[Untold], now: datetime
) -> dict[int, outbox.Row]:
    """A message for each seat that can be reached, by seat; none where it is too late."""
    if now >= due.expires_at:
        return {}
    writer = NoteWriter(words, training, due.note)
    return {
        one.seat_id: _row(one.reach, writer.write(one), due.expires_at)
        for one in seats
        if one.reach.contact_id
    }


def _row(to: Reach, message: Outgoing, expires_at: datetime | None) -> outbox.Row:
    payload = _encode(message).decode()
    return outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload, expires_at)


async def _write(tx: Tx, found: Slice, now: datetime) -> int:
    """Write a slice, where its notes still concern the seats; how many messages."""
    still: set[int] = set()
    if found.seats:
        still = await notes.list_still(
            tx, list(found.due.values()), [one.seat_id for one in found.seats]
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
            await notes.close(tx, ended, state)
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
