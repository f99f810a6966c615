"""What a platform tells of messages after it took them, and rows that wait for more than time.

Receipts are applied as a monotonic maximum, in whatever order they come: sent, failed, delivered,
read. One that was handled before does nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Text, bindparam, case, func, select, update

from domain.delivery import SendState
from domain.window import HELD_ANNOUNCED, HELD_FOR_TEMPLATE, HELD_FOR_WINDOW, WINDOW
from storage import inbox, outbox
from storage.database import Tx, is_sqlite
from storage.schema import IS_UNSENT, contacts, persons
from storage.schema import outbox as rows

RANK = {SendState.SENT: 1, SendState.FAILED: 2, SendState.DELIVERED: 3, SendState.READ: 4}
MOST_RETRIES = 5  # of a message that was taken and then failed; each may cost money


@dataclass(frozen=True, slots=True)
class Receipt:
    """One status. row_id: ours where it came back with it, else 0. state: what the row becomes.

    state QUEUED sends the row again at `due_at`, but not after `tries` attempts.
    gone, opted_out: facts about the recipient.
    """

    key: str
    row_id: int
    provider_id: str
    address: str
    state: SendState
    at: datetime
    payload: str
    reason: str = ""
    pricing: str = ""
    due_at: datetime | None = None
    gone: bool = False
    opted_out: bool = False
    tries: int = MOST_RETRIES


_rank = case(*[(rows.c.state == state, n) for state, n in RANK.items()], else_=0)
_is_news = _rank < bindparam("rank")
_at = bindparam("at", type_=rows.c.sent_at.type)
_was_earlier = rows.c.sent_at.is_(None) | (rows.c.sent_at > _at)
_pricing = func.nullif(bindparam("pricing", type_=Text()), "")
_APPLY = (
    update(rows)
    .where(rows.c.id == bindparam("row"), rows.c.channel == bindparam("on"))
    .values(
        state=case((_is_news, bindparam("to", type_=Text())), else_=rows.c.state),
        reason=case((_is_news, bindparam("why", type_=Text())), else_=rows.c.reason),
        provider_id=func.coalesce(rows.c.provider_id, bindparam("provider", type_=Text())),
        sent_at=case((_was_earlier, _at), else_=rows.c.sent_at),  # whatever came first
        pricing=func.coalesce(_pricing, rows.c.pricing),
    )
)
_AGAIN = (
    update(rows)
    .where(
        rows.c.id == bindparam("row"),
        rows.c.channel == bindparam("on"),
        _rank < RANK[SendState.FAILED],
    )
    .values(
        state=case(
            (rows.c.attempts < bindparam("tries"), SendState.QUEUED), else_=SendState.FAILED
        ),
        reason=bindparam("why"), due_at=bindparam("due"),
        attempts=rows.c.attempts + 1, provider_id=None,
    )
)  # fmt: skip


async def apply(tx: Tx, channel: str, told: Sequence[Receipt]) -> int:
    """Write what is new of these receipts; how many that was."""
    kept = [inbox.row(channel, r.key, r.address, r.at, r.payload) for r in told]
    new = await inbox.add_new(tx, kept)
    fresh = [r for row, r in zip(kept, told, strict=True) if row["id"] in new]
    pairs = [
        (r, r.row_id or (await _find_row(tx, channel, r) if r.provider_id else None)) for r in fresh
    ]
    known = sorted(((r, row_id) for r, row_id in pairs if row_id), key=itemgetter(1))
    final = [p for p in known if p[0].state is not SendState.QUEUED]
    again = [p for p in known if p[0].state is SendState.QUEUED]
    if final and again:  # two statements: all rows are held first, in one order
        await _lock(tx, [row_id for _, row_id in known])
    if final:
        await tx.execute(_APPLY, [_values(channel, *p) for p in final])
    if again:
        await tx.execute(_AGAIN, [
            {"row": row_id, "on": channel, "why": r.reason, "due": r.due_at or r.at,
             "tries": r.tries}
            for r, row_id in again
        ])  # fmt: skip
    await _note_recipients(tx, known)
    return len(fresh)


async def _lock(tx: Tx, row_ids: Sequence[int]) -> None:
    """Hold these rows until the commit, in order of id. SQLite has one writer anyway."""
    if not is_sqlite(tx):
        mine = select(rows.c.id).where(rows.c.id.in_(row_ids))
        await tx.execute(mine.order_by(rows.c.id).with_for_update())


def _values(channel: str, r: Receipt, row_id: int) -> dict[str, Any]:
    return {
        "row": row_id, "on": channel, "rank": RANK[r.state], "to": r.state, "why": r.reason,
        "provider": r.provider_id, "at": r.at, "pricing": r.pricing,
    }  # fmt: skip


async def _find_row(tx: Tx, channel: str, r: Receipt) -> int | None:
    """The row by the provider's id, among those of the recipient."""
    theirs = select(contacts.c.id).where(
        contacts.c.channel == channel,
        (contacts.c.address == r.address) | (contacts.c.alias == r.address),
    )
    query = select(rows.c.id).where(
        rows.c.contact_id.in_(theirs), rows.c.provider_id == r.provider_id
    )
    found: int | None = (await tx.execute(query.limit(1))).scalar()
    return found


async def _note_recipients(tx: Tx, known: Sequence[tuple[Receipt, int]]) -> None:
    """Who is gone, and who stopped our broadcasts on the platform itself."""
    gone = [row_id for r, row_id in known if r.gone]
    stopped = [row_id for r, row_id in known if r.opted_out]
    if gone:
        query = select(rows.c.contact_id).where(rows.c.id.in_(gone))
        await outbox.set_unreachable(tx, list((await tx.execute(query)).scalars()))
    if stopped:
        query = select(rows.c.contact_id).where(rows.c.id.in_(stopped))
        await set_stopped(tx, list((await tx.execute(query)).scalars()), known[0][0].at)


async def set_stopped(tx: Tx, contact_ids: Sequence[int], at: datetime) -> None:
    """The persons of these contacts want no broadcasts from now on."""
    who = select(contacts.c.person_id).where(contacts.c.id.in_(list(contact_ids)))
    first = update(persons).where(persons.c.id.in_(who), persons.c.opted_out_at.is_(None))
    await tx.execute(first.values(opted_out_at=at))


# ------------------------------------------------------------------ held rows


async def release_held(tx: Tx, contact_ids: Collection[int], now: datetime) -> None:
    """These contacts have written: what waited for that may go."""
    await tx.execute(
        update(rows)
        .where(
            rows.c.contact_id.in_(list(contact_ids)),
            rows.c.state == SendState.HELD,
            rows.c.reason.in_((HELD_FOR_WINDOW, HELD_ANNOUNCED)),
        )
        .values(state=SendState.QUEUED, reason="", due_at=now)
    )


async def has_waiting(tx: Tx, contact_id: int, now: datetime) -> bool:
    """Whether something waits for the contact to write, or is on its way to them just now."""
    waits = (rows.c.state == SendState.HELD) & rows.c.reason.in_((HELD_FOR_WINDOW, HELD_ANNOUNCED))
    goes = (rows.c.state == SendState.QUEUED) & (rows.c.due_at <= now)
    mine = rows.c.contact_id == contact_id
    query = select(rows.c.id).where(
        IS_UNSENT, mine, waits | goes | (rows.c.state == SendState.SENDING)
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def list_open_again(tx: Tx, channel: str, now: datetime) -> list[int]:
    """Contacts with a held row who have written since that was decided (its `due_at`)."""
    query = (
        select(rows.c.contact_id)
        .join(contacts, contacts.c.id == rows.c.contact_id)
        .where(
            IS_UNSENT,
            rows.c.channel == channel,
            rows.c.state == SendState.HELD,
            rows.c.reason.in_((HELD_FOR_WINDOW, HELD_ANNOUNCED)),
            contacts.c.last_inbound_at > rows.c.due_at,
            contacts.c.last_inbound_at > now - WINDOW,
        )
        .distinct()
    )
    return list((await tx.execute(query)).scalars())


async def is_announced(tx: Tx, contact_id: int) -> bool:
    """Whether the contact has been told that something waits for them."""
    query = select(rows.c.id).where(
        rows.c.contact_id == contact_id,
        rows.c.state == SendState.HELD,
        rows.c.reason == HELD_ANNOUNCED,
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def release_templates(tx: Tx, channel: str, now: datetime) -> int:
    """A template is accepted again: what waited for one is tried; how many rows."""
    waiting = update(rows).where(
        IS_UNSENT,
        rows.c.channel == channel,
        rows.c.state == SendState.HELD,
        rows.c.reason == HELD_FOR_TEMPLATE,
    )
    values = waiting.values(state=SendState.QUEUED, reason="", due_at=now)
    return int((await tx.execute(values)).rowcount)


async def count_by_pricing(tx: Tx) -> dict[str, int]:
    """How many messages the platform charges as what."""
    query = select(rows.c.pricing, func.count()).where(rows.c.pricing.is_not(None))
    return {pricing: n for pricing, n in await tx.execute(query.group_by(rows.c.pricing))}
