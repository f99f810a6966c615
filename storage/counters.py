"""Counters: one row each, raised inside the transaction, so that no number comes twice."""

from typing import Any

from sqlalchemy import bindparam

from storage.database import Tx, insert
from storage.schema import counters

_raise: dict[str, Any] = {}  # the statement per dialect, built once


async def next_value(tx: Tx, name: str) -> int:
    """Raise a counter and return it; the first value is 1. Holds the row until the commit."""
    dialect = tx.dialect
    if dialect.name not in _raise:
        first = insert(dialect)(counters).values(name=bindparam("name"), value=1)
        raised = first.on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + 1}
        )
        _raise[dialect.name] = raised.returning(counters.c.value)
    return int((await tx.execute(_raise[dialect.name], {"name": name})).scalar_one())
