"""Due rows of conversations: timers, answers entered by staff, and forms that fell silent."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec

from bot.channels.events import Event
from bot.desk import Desk
from bot.inbound import Inbound
from dialog.messages import Incoming, Option, Outgoing, Template
from dialog.session import Session, from_json, to_json
from dialog.words import Ours, find_text
from domain.delivery import Kind
from domain.person import Contact
from storage import people, sessions, timers
from storage.database import Tx

log = logging.getLogger("ikm.due")

INTERNAL = "ikm"  # the payload of an event of our own begins with this key


def internal_event(contact: Contact, key: str, incoming: Incoming, now: datetime) -> Event:
    """An event of our own, which takes the same way as one of the channel."""
    stored = _Stored(incoming, key, now, contact.address)
    payload = msgspec.json.encode(stored).decode()
    return Event(contact.channel, key, contact.address, now, incoming, payload,
                 (contact.channel, contact.address))  # fmt: skip


def parse_internal(channel: str, payload: str) -> Event | None:
    """The event that `internal_event` made, from its stored payload; None where it is another."""
    if not payload.startswith('{"' + INTERNAL + '"'):
        return None
    stored = msgspec.json.decode(payload, type=_Stored)
    return Event(channel, stored.key, stored.address, stored.at, stored.ikm, payload,
                 (channel, stored.address))  # fmt: skip


class _Stored(msgspec.Struct):
    ikm: Incoming
    key: str
    at: datetime
    address: str


async def fire_timers(inbound: Inbound) -> int:
    """Let due timers enter as events; how many there were.

    The event's key is unique, so that a timer that was not taken out in time does nothing twice.
    """
    async with inbound.database.read() as tx:
        due = await timers.list_due(tx, inbound.clock.now())
        found = await people.list_contacts(tx, [t.person_id for t in due]) if due else []
    # The one they used last; one that is blocked only where there is no other.
    owners = {c.person_id: c for c in sorted(reversed(found), key=lambda c: c.is_reachable)}
    now = inbound.clock.now()
    entering = [
        inbound.enqueue(_timer_event(owners[t.person_id], t, now))
        for t in due
        if t.person_id in owners
    ]
    if due:
        await asyncio.gather(*entering)
        async with inbound.database.begin() as tx:
            await timers.drop(tx, due)
    return len(due)


def _timer_event(contact: Contact, timer: timers.Timer, now: datetime) -> Event:
    ref = f"{timer.session_id}:{timer.key}:{timer.turn}"
    kind = "settled" if timer.text is None else "proxy"
    incoming = Incoming(kind, timer.text or "", message_ref=ref)
    return internal_event(contact, f"timer:{timer.id}:{timer.turn}", incoming, now)


async def nudge_silent(inbound: Inbound) -> int:
    """After a day of silence one gentle reminder (`sessions.nudge_moment`); closed after 30 days.

    Nobody is reminded of a form that leads nowhere any more: it ends when they write next.
    """
    now = inbound.clock.now()
    async with inbound.database.begin() as tx:
        due = await sessions.list_due_nudges(tx, now)
        if not due:
            return 0
        desk = Desk(tx, now, inbound.words)
        contacts = await people.list_contacts(tx, [s.person_id for s in due])
        for row in due:
            session = from_json(row.data)
            is_silent = await _is_silent(inbound, tx, session, now)
            mine = () if is_silent else [c for c in contacts if c.person_id == row.person_id]
            _nudge(desk, row, session, mine)
        await sessions.write(tx, due)
        await desk.write(frozenset())
    inbound.hands.look()
    return len(due)


async def _is_silent(inbound: Inbound, tx: Tx, session: Session, now: datetime) -> bool:
    """Whether there is nothing to be reminded of: it leads nowhere, or nothing was said yet."""
    contents = inbound.contents
    return not contents.is_urged(session) or await contents.is_over(tx, session, now)


def _nudge(desk: Desk, row: sessions.Stored, session: Session, contacts: Sequence[Contact]) -> None:
    if desk.now - row.touched_at >= sessions.CLOSE_AFTER:
        session.state = row.state = "expired"
        row.nudge_at = None
    else:
        row.nudge_at = row.touched_at + sessions.CLOSE_AFTER
        reachable = [c for c in contacts if c.is_reachable]
        if reachable and session.pending is not None:
            name = session.conversation
            title = find_text(desk.words, f"{name}.title", {})
            key = session.pending.key
            label = desk.words.find(f"{name}.{key}.label") or title
            text = find_text(desk.words, "form.nudge",
                             {"title": Ours(title), "label": Ours(label)})  # fmt: skip
            go_on = Option("go", find_text(desk.words, "form.go_on", {}), f"{name}:~resume")
            template = Template("isian_belum_selesai", (title, label))
            desk.send(reachable[0], Outgoing(text, (go_on,), template=template), Kind.REMINDER)
    row.data = to_json(session)
