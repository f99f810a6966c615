"""Staff: who may act in which role."""

from sqlalchemy import select

from storage.database import Tx
from storage.schema import persons, roles


async def list_with_role(tx: Tx, *wanted: str) -> list[int]:
    """Ids of the persons who have one of these roles, in order. Empty is normal at first."""
    query = (
        select(roles.c.person_id)
        .join(persons, persons.c.id == roles.c.person_id)
        .where(roles.c.role.in_(wanted), persons.c.erased_at.is_(None))
        .distinct()
        .order_by(roles.c.person_id)
    )
    return list((await tx.execute(query)).scalars())
