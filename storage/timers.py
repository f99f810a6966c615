"""Timers of conversations: due rows that enter through the same turn as messages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import timers

ENTERED = "!"  # before the key of a row with an answer; no question's key begins so
_DROP = delete(timers).where(
    timers.c.id == bindparam("timer"), timers.c.turn == bindparam("at_turn")
)


@dataclass(frozen=True, slots=True)
class Timer:
    """Fires for a question of a session; stale when the session's turn has moved on.

    text: an answer that staff entered for the person, None for a mere timer.
    """

    id: int
    person_id: int
    session_id: int
    key: str
    turn: int
    due_at: datetime
    text: str | None = None


async def set_timer(tx: Tx, timer: Timer) -> None:
    """Set the timer of a question; a later one replaces an earlier one (`id` 0 = a new one).

    An answer that staff entered has a row of its own: an album may come in the same moment.
    """
    statement = insert(tx.dialect)(timers).values(
        id=timer.id or new_id(),
        person_id=timer.person_id,
        session_id=timer.session_id,
        key=timer.key if timer.text is None else ENTERED + timer.key,
        turn=timer.turn,
        due_at=timer.due_at,
        text=timer.text,
    )
    new = statement.excluded
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["session_id", "key"],
            set_={"turn": new.turn, "due_at": new.due_at, "text": new.text},
        )
    )


async def list_due(tx: Tx, now: datetime, limit: int = 100) -> list[Timer]:
    """Timers whose moment has come, the oldest first."""
    query = select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at).limit(limit)
    found = [Timer(*r) for r in await tx.execute(query)]
    return [replace(one, key=one.key.removeprefix(ENTERED)) for one in found]


async def drop(tx: Tx, fired: Sequence[Timer]) -> None:
    """Take timers out, except those that were set anew for a later turn."""
    rows = [{"timer": t.id, "at_turn": t.turn} for t in fired]
    await tx.execute(_DROP, rows)
