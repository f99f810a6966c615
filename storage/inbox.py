"""What came in: every event once, kept with the state of its turn."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, TypedDict

from sqlalchemy import bindparam, func, select, update

from storage.among import among
from storage.bulk import Bulk
from storage.database import Tx, insert, is_sqlite
from storage.ids import new_id
from storage.lookup import Lookup
from storage.schema import IS_UNFINISHED, contacts, inbox

DONE, RETRY, WAITING, PARKED, REPLAYED = "done", "retry", "waiting", "parked", "replayed"


class InboxRow(TypedDict):
    """An event as it is stored. payload: the raw event as JSON, a NIK masked."""

    id: int
    channel: str
    event_key: str
    address: str
    received_at: datetime
    payload: str
    state: str
    attempts: int
    error: str
    retry_at: datetime | None


def row(
    channel: str, event_key: str, address: str, received_at: datetime, payload: str
) -> InboxRow:
    """A new row, `done` because it commits together with what it leads to."""
    return InboxRow(id=new_id(), channel=channel, event_key=event_key, address=address,
                    received_at=received_at, payload=payload, state=DONE, attempts=0,
                    error="", retry_at=None)  # fmt: skip


async def add_new(tx: Tx, rows: Sequence[InboxRow]) -> set[int]:
    """Insert the rows that are new, as done; the ids of those. The others were handled before."""
    name = tx.dialect.name
    if name not in _new:
        _new[name] = Bulk(insert(tx.dialect)(inbox).on_conflict_do_nothing(), returns=inbox.c.id)
    if not is_sqlite(tx):
        return {id_ for (id_,) in await _new[name].run(tx, rows, _AS_DONE)}
    ids = [r["id"] for r in rows]  # it gives back nothing of many rows, but says how many they are
    if await _new[name].count(tx, rows, _AS_DONE) == len(rows):
        return set(ids)
    return {id_ for (id_,) in await _THESE.find(tx, ids)}


_AS_DONE = {"state": DONE, "attempts": 0, "error": "", "retry_at": None}
_new: dict[str, Bulk] = {}  # the statement per dialect, built once
_THESE = Lookup(select(inbox.c.id).where(among(inbox.c.id, "ids")))
_SET_STATE = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"))
    .values(
        state=bindparam("to"), attempts=bindparam("tries"), error=bindparam("why"),
        retry_at=bindparam("again_at"),
    )
)  # fmt: skip


async def set_state(
    tx: Tx,
    row_id: int,
    state: str,
    *,
    attempts: int = 0,
    error: str = "",
    retry_at: datetime | None = None,
) -> None:
    """Record what became of an event."""
    await tx.execute(_SET_STATE, {
        "row": row_id, "to": state, "tries": attempts, "why": error[:2000], "again_at": retry_at,
    })  # fmt: skip


async def set_address(tx: Tx, row_id: int, address: str) -> None:
    """The event belongs to the contact with this address."""
    await tx.execute(update(inbox).where(inbox.c.id == row_id).values(address=address))


async def list_stuck(tx: Tx, now: datetime) -> list[tuple[str, str]]:
    """(channel, address) of contacts whose oldest unfinished event may be tried again."""
    query = (
        select(inbox.c.channel, inbox.c.address)
        .where(IS_UNFINISHED, inbox.c.state.in_((RETRY, WAITING)))
        .group_by(inbox.c.channel, inbox.c.address)
        .having(func.coalesce(func.max(inbox.c.retry_at), now) <= now)
    )
    return [(r.channel, r.address) for r in await tx.execute(query)]


async def find_next(tx: Tx, channel: str, address: str) -> InboxRow | None:
    """The oldest unfinished event of a contact."""
    query = (
        select(inbox)
        .where(
            IS_UNFINISHED,
            inbox.c.channel == channel,
            inbox.c.address == address,
            inbox.c.state.in_((RETRY, WAITING)),
        )
        .order_by(inbox.c.id)
        .limit(1)
    )
    found = (await tx.execute(query)).mappings().first()
    return _as_row(found) if found is not None else None


async def find(tx: Tx, row_id: int) -> InboxRow | None:
    """An event by its id."""
    found = (await tx.execute(select(inbox).where(inbox.c.id == row_id))).mappings().first()
    return _as_row(found) if found is not None else None


async def oldest_unfinished_at(tx: Tx) -> datetime | None:
    """Since when the oldest unfinished event waits; None when none does."""
    query = select(func.min(inbox.c.received_at)).where(
        IS_UNFINISHED, inbox.c.state.in_((RETRY, WAITING))
    )
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


async def list_parked(tx: Tx) -> list[InboxRow]:
    """Events that failed for good, oldest first. Empty is normal."""
    query = select(inbox).where(IS_UNFINISHED, inbox.c.state == PARKED)
    found = [_as_row(r) for r in (await tx.execute(query)).mappings()]
    return sorted(found, key=itemgetter("id"))  # `order by` would go along the table's own key


async def set_waiting(tx: Tx, channel: str, address: str, *, is_waiting: bool) -> None:
    """Mark the contact: later events wait behind one that failed, or go on again."""
    await tx.execute(
        update(contacts)
        .where(contacts.c.channel == channel, contacts.c.address == address)
        .values(is_waiting=is_waiting)
    )


def _as_row(found: Any) -> InboxRow:
    row: InboxRow = dict(found)  # type: ignore[assignment]  # the columns are its fields
    return row
