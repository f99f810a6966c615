"""What the platform says of our templates, by name: approved, or why they cannot be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Tx, insert
from storage.schema import templates

APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class TemplateState:
    """state: approved, pending, rejected, paused, disabled, in the platform's words."""

    name: str
    state: str
    reason: str = ""


async def set_states(tx: Tx, states: Sequence[TemplateState], at: datetime) -> None:
    """Remember what the platform says."""
    for one in states:
        new = insert(tx.dialect)(templates).values(
            name=one.name, state=one.state, reason=one.reason, checked_at=at
        )
        values = {"state": one.state, "reason": one.reason, "checked_at": at}
        await tx.execute(new.on_conflict_do_update(index_elements=["name"], set_=values))


async def list_states(tx: Tx) -> dict[str, TemplateState]:
    """What is known, by name. Empty where the platform was never asked."""
    query = select(templates.c.name, templates.c.state, templates.c.reason)
    return {r.name: TemplateState(*r) for r in await tx.execute(query)}
