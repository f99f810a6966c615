"""Counters: one row each, raised inside the transaction, so that no number comes twice."""

from storage.database import Tx, insert
from storage.schema import counters


async def next_value(tx: Tx, name: str) -> int:
    """Raise a counter and return it; the first value is 1. Holds the row until the commit."""
    first = insert(tx.dialect)(counters).values(name=name, value=1)
    raised = first.on_conflict_do_update(
        index_elements=["name"], set_={"value": counters.c.value + 1}
    ).returning(counters.c.value)
    return int((await tx.execute(raised)).scalar_one())
