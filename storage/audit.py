"""What was decided or changed, by whom: kept for the office, never shown to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from storage.database import Tx
from storage.ids import new_id
from storage.schema import audit

CHANGED, DECIDED = "change_fact", "decide"  # of a fact of the subject; of the office, about it


@dataclass(frozen=True, slots=True)
class Act:
    """What happened to whom. subject: as in "business:123"."""

    action: str
    subject: str
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


async def add(tx: Tx, at: datetime, actor_id: int | None, act: Act) -> None:
    """Note an act. actor_id: None = the system."""
    await tx.execute(
        insert(audit).values(
            id=new_id(), at=at, actor_id=actor_id, action=act.action, subject=act.subject,
            before=act.before, after=act.after,
        )
    )  # fmt: skip


async def list_changed(tx: Tx, subject: str) -> list[str]:
    """The facts of a subject that were changed since it was last decided about, each once."""
    query = (
        select(audit.c.action, audit.c.after)
        .where(audit.c.subject == subject, audit.c.action.in_((CHANGED, DECIDED)))
        .order_by(audit.c.id)
    )
    facts: dict[str, None] = {}
    for r in await tx.execute(query):
        if r.action == DECIDED:
            facts.clear()
        else:
            facts[r.after["fact"]] = None
    return list(facts)


async def find_last(tx: Tx, action: str, subject: str, by: int | None = None) -> Act | None:
    """The newest act of this kind about this subject, None where there was none.

    by: only acts of this person.
    """
    query = select(audit).where(audit.c.action == action, audit.c.subject == subject)
    if by is not None:
        query = query.where(audit.c.actor_id == by)
    r = (await tx.execute(query.order_by(audit.c.id.desc()).limit(1))).first()
    return Act(r.action, r.subject, r.before, r.after) if r is not None else None
