"""Running conversations: loaded for the people of a turn, written back in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from storage import people, postponed
from storage.among import among
from storage.bulk import Bulk
from storage.database import Tx
from storage.lookup import Lookup
from storage.schema import IS_OPEN, sessions

OPEN = "open"


@dataclass(slots=True)
class Stored:
    """A session as it lies in the table. data: `dialog.session.Session` as JSON."""

    id: int
    person_id: int
    conversation: str
    state: str
    data: str
    touched_at: datetime
    nudge_at: datetime | None
    is_new: bool = False


_LOAD_OPEN = Lookup(
    select(sessions)
    .where(among(sessions.c.person_id, "people"), IS_OPEN)
    .order_by(sessions.c.touched_at)
)
_INSERT = Bulk(insert(sessions))
_UPDATE = Bulk(
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        state=bindparam("to"),
        data=bindparam("content"),
        touched_at=bindparam("at"),
        nudge_at=bindparam("nudge"),
    ),
    key="session",
)
_LAST_ENDED = (
    select(sessions)
    .where(
        sessions.c.person_id == bindparam("person"),
        sessions.c.conversation == bindparam("name"),
        sessions.c.state != OPEN,
        sessions.c.touched_at >= bindparam("from"),
    )
    .order_by(sessions.c.touched_at.desc())
    .limit(5)
)


async def list_open(tx: Tx, person_ids: Sequence[int]) -> list[Stored]:
    """Open sessions of these persons, the one last touched at the end."""
    return [Stored(*r) for r in await _LOAD_OPEN.find(tx, person_ids)]


async def write(tx: Tx, changed: Sequence[Stored]) -> None:
    """Insert the new ones, update the others; one statement each for the whole batch."""
    new = [
        {"id": s.id, "person_id": s.person_id, "conversation": s.conversation, "state": s.state,
         "data": s.data, "touched_at": s.touched_at, "nudge_at": s.nudge_at}
        for s in changed if s.is_new
    ]  # fmt: skip
    old = [
        {"session": s.id, "to": s.state, "content": s.data, "at": s.touched_at,
         "nudge": s.nudge_at}
        for s in changed if not s.is_new
    ]  # fmt: skip
    if new:
        await _INSERT.run(tx, new)
    if old:
        await _UPDATE.run(tx, old)


async def find(tx: Tx, session_id: int) -> Stored | None:
    """A session by its id, whatever its state."""
    r = (await tx.execute(select(sessions).where(sessions.c.id == session_id))).first()
    return Stored(*r) if r is not None else None


async def find_last_cancelled(tx: Tx, person_id: int, since: datetime) -> Stored | None:
    """The form the person left last with *batal*, where that was after `since`."""
    query = (
        select(sessions)
        .where(
            sessions.c.person_id == person_id,
            sessions.c.state == "cancelled",
            sessions.c.touched_at >= since,
        )
        .order_by(sessions.c.touched_at.desc())
        .limit(1)
    )
    r = (await tx.execute(query)).first()
    return Stored(*r) if r is not None else None


async def list_last_ended(
    tx: Tx, person_id: int, conversation: str, since: datetime
) -> list[Stored]:
    """The person's last sessions of a conversation that are not open, the latest first."""
    told = {"person": person_id, "name": conversation, "from": since}
    return [Stored(*r) for r in await postponed.beside(tx, _LAST_ENDED, told)]


async def list_due_nudges(tx: Tx, now: datetime, limit: int = 100) -> list[Stored]:
    """Open sessions whose moment of silence has come, the oldest first, with their persons locked.

    They are read again behind the lock: who wrote in the meantime is not silent any more.
    """
    is_due = (IS_OPEN, sessions.c.nudge_at <= now)
    silent = select(sessions.c.id, sessions.c.person_id).where(*is_due)
    found = (await tx.execute(silent.order_by(sessions.c.nudge_at).limit(limit))).all()
    if not found:
        return []
    await people.lock(tx, sorted({r.person_id for r in found}))
    still = select(sessions).where(sessions.c.id.in_([r.id for r in found]), *is_due)
    return [Stored(*r) for r in await tx.execute(still.order_by(sessions.c.nudge_at))]


async def list_all_open(tx: Tx, after: int = 0, limit: int = 500) -> list[Stored]:
    """Open sessions by id, page by page, for the check before a deploy."""
    query = (
        select(sessions).where(IS_OPEN, sessions.c.id > after)
        .order_by(sessions.c.id).limit(limit)
    )  # fmt: skip
    return [Stored(*r) for r in await tx.execute(query)]


def nudge_moment(touched_at: datetime) -> datetime:
    """When a silent form gets its reminder: a day later, at the quarter of an hour before.

    A form that is answered several times within a quarter keeps its moment: no index has to change
    with each answer, and PostgreSQL can write the new row beside the old one.
    """
    at = touched_at + NUDGE_AFTER
    return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)


NUDGE_AFTER = timedelta(days=1)  # one gentle reminder
CLOSE_AFTER = timedelta(days=30)  # then the session closes; nothing is deleted at once
