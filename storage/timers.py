"""Timers of conversations: due rows that enter through the same turn as messages."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import timers


@dataclass(frozen=True, slots=True)
class Timer:
    """Fires for a question of a session; stale when the session's turn has moved on."""

    id: int
    person_id: int
    session_id: int
    key: str
    turn: int
    due_at: datetime


async def set_timer(
    tx: Tx, person_id: int, session_id: int, key: str, turn: int, due_at: datetime
) -> None:
    """Set the timer of a question; a later one replaces an earlier one."""
    statement = insert(tx.dialect)(timers).values(
        id=new_id(), person_id=person_id, session_id=session_id, key=key, turn=turn, due_at=due_at
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["session_id", "key"],
            set_={"turn": statement.excluded.turn, "due_at": statement.excluded.due_at},
        )
    )


async def list_due(tx: Tx, now: datetime, limit: int = 100) -> list[Timer]:
    """Timers whose moment has come, the oldest first."""
    query = select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at).limit(limit)
    return [Timer(*r) for r in await tx.execute(query)]


async def next_due(tx: Tx) -> datetime | None:
    """When the next timer is due."""
    query = select(timers.c.due_at).order_by(timers.c.due_at).limit(1)
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


async def drop(tx: Tx, timer_id: int) -> bool:
    """Take a timer out; False where another has taken it."""
    return bool((await tx.execute(delete(timers).where(timers.c.id == timer_id))).rowcount)
