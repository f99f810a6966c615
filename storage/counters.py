"""Counters: one row each, raised inside the transaction, so that no number comes twice."""

from typing import Any

from sqlalchemy import bindparam

from storage.database import Tx, insert
from storage.schema import counters

_raise: dict[str, Any] = {}  # the statement per dialect, built once


async def next_value(tx: Tx, name: str) -> int:
    """Raise a counter and return it; the first value is 1. Holds the row until the commit."""
    return (await next_values(tx, name, 1))[0]


async def next_values(tx: Tx, name: str, count: int) -> range:
    """Raise a counter by `count`, at least 1; the values that are the caller's now."""
    dialect = tx.dialect
    if dialect.name not in _raise:
        first = insert(dialect)(counters).values(name=bindparam("name"), value=bindparam("count"))
        raised = first.on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + first.excluded.value}
        )
        _raise[dialect.name] = raised.returning(counters.c.value)
    raised_to = await tx.execute(_raise[dialect.name], {"name": name, "count": count})
    last = int(raised_to.scalar_one())
    return range(last - count + 1, last + 1)
