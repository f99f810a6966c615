"""What was decided or changed, by whom: kept for the office, never shown to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from storage.database import Tx
from storage.ids import new_id
from storage.schema import audit


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
