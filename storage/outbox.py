"""What goes out: every word is a row before it is a request, and stays one."""

from collections.abc import Container, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from domain.broadcast import HAS_PLACE
from domain.delivery import PRIORITY_OF, Kind, Priority, SendState
from domain.quiet_hours import is_quiet
from storage import places
from storage.bulk import Bulk
from storage.database import Tx
from storage.ids import new_id
from storage.schema import IS_UNSENT, broadcasts, contacts, outbox, persons

UNSENT = (SendState.QUEUED, SendState.SENDING, SendState.UNCERTAIN, SendState.HELD)
RESENT = "resent"  # reason of a row that is sent again though it may have arrived


class Row(msgspec.Struct, frozen=True, gc=False):
    """A message on its way. payload: `dialog.messages.Outgoing` as JSON. id: also its order."""

    id: int
    contact_id: int
    channel: str
    address: str
    priority: int
    kind: str
    payload: str
    attempts: int
    reason: str
    broadcast_id: int | None = None
    expires_at: datetime | None = None  # too late after
    last_inbound_at: datetime | None = None  # the contact's, for channels with a window


class Mark(msgspec.Struct, frozen=True, gc=False):
    """What became of an attempt to send a row."""

    row_id: int
    state: SendState
    at: datetime
    reason: str = ""
    provider_id: str | None = None
    attempts: int = 0
    due_at: datetime | None = None


# What the platform has told of a row stands, however late the answer to its request is noted.
ARRIVED = (SendState.SENT, SendState.DELIVERED, SendState.READ, SendState.FAILED)
_INSERT = Bulk(insert(outbox))
_SETTLE = Bulk(
    update(outbox)
    .where(outbox.c.id == bindparam("row"), *(outbox.c.state != told for told in ARRIVED))
    .values(
        state=bindparam("to"), reason=bindparam("why"), attempts=bindparam("tries"),
        provider_id=bindparam("provider"), sent_at=bindparam("at"), due_at=bindparam("due"),
    ),
    key="row",
)  # fmt: skip


def new_row(  # noqa: PLR0913  # the fields of one row
    contact_id: int, channel: str, address: str, kind: Kind, payload: str,
    expires_at: datetime | None = None, last_inbound_at: datetime | None = None,
) -> Row:  # fmt: skip
    """A row with a new id; it is in nobody's hands before `add`."""
    return Row(new_id(), contact_id, channel, address, PRIORITY_OF[kind], kind, payload, 0, "",
               None, expires_at, last_inbound_at)  # fmt: skip


async def add(
    tx: Tx, rows: Sequence[Row], now: datetime, handed: frozenset[int] = frozenset()
) -> None:
    """Insert rows; those in `handed` go to this process's sender at the commit."""
    await _INSERT.run(tx, [
        {
            "id": r.id, "contact_id": r.contact_id, "channel": r.channel, "address": r.address,
            "priority": r.priority, "kind": r.kind, "payload": r.payload,
            "broadcast_id": r.broadcast_id, "expires_at": r.expires_at,
            "state": SendState.SENDING if r.id in handed else SendState.QUEUED,
        }
        for r in rows
    ], {"due_at": now, "created_at": now, "reason": "", "attempts": 0})  # fmt: skip


async def settle(tx: Tx, marks: Sequence[Mark]) -> None:
    """Write what became of rows; a row that reached somebody keeps the moment.

    In order of their ids, as receipts do: on PostgreSQL both may hold some of the same rows.
    """
    await _SETTLE.run(tx, [
        {
            "row": m.row_id, "to": m.state, "why": m.reason, "tries": m.attempts,
            "provider": m.provider_id, "due": m.due_at or m.at,
            "at": m.at if m.state is SendState.SENT else None,
        }
        for m in sorted(marks, key=attrgetter("row_id"))
    ])  # fmt: skip


async def claim(
    tx: Tx, channel: str, now: datetime, limit: int, lowest: Priority = Priority.BROADCAST
) -> list[Row]:
    """Take due rows for sending, replies first, in order within a contact.

    Opt-out, quiet hours, "too late" and whether somebody is in it already are asked here, when a
    row is taken, not only when it was queued. At most `limit` rows are looked at, so that a queue
    of any length costs the same.
    lowest: the last priority that is taken at all.
    """
    fates: dict[tuple[SendState, str], list[Any]] = {}
    due = (await tx.execute(_due(channel, now, limit, lowest))).all()
    inside = await _list_inside(tx, [r for r in due if r.broadcast_id is not None])
    for r in due:
        fates.setdefault(_fate(r, now, inside), []).append(r)
    taken: set[int] = set()
    for (state, reason), rows in fates.items():
        values = {"state": state} | ({"reason": reason} if reason else {})
        # Queued still: on PostgreSQL another transaction may have cancelled it since it was read.
        meant = outbox.c.id.in_([r.id for r in rows]), outbox.c.state == SendState.QUEUED
        changed = update(outbox).where(*meant).values(values).returning(outbox.c.id)
        found = set((await tx.execute(changed)).scalars())
        taken |= found if state is SendState.SENDING else set()
    return [_row(r) for r in fates.get(_TAKEN, ()) if r.id in taken]


_TAKEN = (SendState.SENDING, "")


async def _list_inside(tx: Tx, rows: Sequence[Any]) -> set[tuple[int | None, int]]:
    """(broadcast, person) of those rows whose person is in it already: they need no invitation."""
    if not rows:
        return set()
    known = broadcasts.c.id.in_({r.broadcast_id for r in rows})
    query = select(broadcasts.c.id, broadcasts.c.about).where(known)
    inside: set[tuple[int | None, int]] = set()
    for id_, about in (await tx.execute(query)).all():
        invited = [r.person_id for r in rows if r.broadcast_id == id_]
        inside |= {(id_, who) for who in await places.list_inside(tx, about, invited)}
    return inside


def _fate(
    r: Any, now: datetime, inside: Container[tuple[int | None, int]]
) -> tuple[SendState, str]:
    """What becomes of a due row, and why; a taken one keeps the reason it has."""
    if r.kind == Kind.BROADCAST and r.opted_out_at is not None:
        return SendState.CANCELLED, "opted_out"
    if r.kind == Kind.BROADCAST and not r.reachable:
        return SendState.FAILED, "recipient_gone"
    if (r.broadcast_id, r.person_id) in inside:
        return SendState.CANCELLED, HAS_PLACE
    if r.expires_at is not None and r.expires_at <= now:
        return SendState.EXPIRED, "too_late"
    return _TAKEN


def _due(channel: str, now: datetime, limit: int, lowest: Priority) -> Any:
    """Due rows that nothing earlier of their contact blocks, with the contact's standing."""
    lowest = Priority.REPLY if is_quiet(now) else lowest
    earlier = outbox.alias()
    blocked = exists().where(
        earlier.c.contact_id == outbox.c.contact_id,
        earlier.c.id < outbox.c.id,
        earlier.c.priority <= outbox.c.priority,
        or_(
            earlier.c.state == SendState.SENDING,
            and_(earlier.c.state == SendState.QUEUED, earlier.c.due_at > now),
        ),
    )
    return (
        select(
            outbox, contacts.c.person_id, contacts.c.reachable, contacts.c.last_inbound_at,
            persons.c.opted_out_at,
        )
        .join(contacts, contacts.c.id == outbox.c.contact_id)
        .join(persons, persons.c.id == contacts.c.person_id)
        .where(
            IS_UNSENT,
            outbox.c.channel == channel,
            outbox.c.state == SendState.QUEUED,
            outbox.c.due_at <= now,
            outbox.c.priority <= lowest,
            ~blocked,
        )
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(limit)
    )  # fmt: skip


async def has_opted_out(tx: Tx, contact_id: int) -> bool:
    """Whether the person of a contact wants no broadcasts any more."""
    return (await tx.execute(_OPTED_OUT, {"contact": contact_id})).scalar() is not None


_OPTED_OUT = (
    select(persons.c.opted_out_at)
    .join(contacts, contacts.c.person_id == persons.c.id)
    .where(contacts.c.id == bindparam("contact"))
)


async def has_queued(tx: Tx, channel: str) -> bool:
    """Whether anything waits in the table, due or not."""
    query = select(outbox.c.id).where(
        IS_UNSENT, outbox.c.channel == channel, outbox.c.state == SendState.QUEUED
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def is_reply_waiting(tx: Tx, channel: str, address: str) -> bool:
    """Whether an answer to this address is on its way, or waits for its pace."""
    found = await tx.execute(_REPLY_WAITING, {"channel": channel, "address": address})
    return found.first() is not None


_REPLY_WAITING = (
    select(outbox.c.id)
    .where(
        IS_UNSENT, outbox.c.channel == bindparam("channel"),
        outbox.c.address == bindparam("address"), outbox.c.priority == Priority.REPLY,
        outbox.c.state.in_((SendState.QUEUED, SendState.SENDING)),
    )
    .limit(1)
)  # fmt: skip


async def list_contacts_with_backlog(tx: Tx, channel: str) -> set[int]:
    """Contacts with replies waiting in the table; reminders and broadcasts wait for nobody."""
    query = select(outbox.c.contact_id).where(
        IS_UNSENT,
        outbox.c.channel == channel,
        outbox.c.priority == Priority.REPLY,
        outbox.c.state.in_((SendState.QUEUED, SendState.UNCERTAIN)),
    )
    return set((await tx.execute(query.distinct())).scalars())


async def doubt_all(tx: Tx, channel: str) -> int:
    """Rows that a lost sender had in its hands become uncertain; how many."""
    query = (
        update(outbox)
        .where(IS_UNSENT, outbox.c.channel == channel, outbox.c.state == SendState.SENDING)
        .values(state=SendState.UNCERTAIN)
    )
    return int((await tx.execute(query)).rowcount)


async def resend_uncertain(tx: Tx, channel: str, at: datetime) -> int:
    """Queue uncertain rows once more for `at`, except broadcasts and those sent again before."""
    query = (
        update(outbox)
        .where(
            IS_UNSENT,
            outbox.c.channel == channel,
            outbox.c.state == SendState.UNCERTAIN,
            outbox.c.kind != Kind.BROADCAST,
            outbox.c.reason != RESENT,
        )
        .values(state=SendState.QUEUED, reason=RESENT, due_at=at)
    )
    return int((await tx.execute(query)).rowcount)


async def count_by_state(tx: Tx) -> dict[str, int]:
    """How many rows there are in each state, and how many were sent again in doubt."""
    query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    counted = {state: n for state, n in await tx.execute(query)}
    resent = select(func.count()).where(outbox.c.reason == RESENT)
    counted[RESENT] = (await tx.execute(resent)).scalar_one()
    return counted


async def oldest_unsent_at(tx: Tx) -> datetime | None:
    """Since when the oldest queued row waits; None when none does."""
    query = select(func.min(outbox.c.due_at)).where(IS_UNSENT, outbox.c.state == SendState.QUEUED)
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


async def set_unreachable(tx: Tx, contact_ids: Sequence[int]) -> None:
    """These contacts have blocked us or are gone; what waits for them fails with that reason."""
    gone = list(contact_ids)
    await tx.execute(update(contacts).where(contacts.c.id.in_(gone)).values(reachable=False))
    await tx.execute(
        update(outbox)
        .where(outbox.c.contact_id.in_(gone), outbox.c.state == SendState.QUEUED)
        .values(state=SendState.FAILED, reason="recipient_gone")
    )


def _row(r: Any) -> Row:
    return Row(r.id, r.contact_id, r.channel, r.address, r.priority, r.kind, r.payload,
               r.attempts, r.reason, r.broadcast_id, r.expires_at,
               r.last_inbound_at)  # fmt: skip
