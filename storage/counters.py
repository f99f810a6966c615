"""Counters: one row each, raised inside the transaction, so that no number comes twice."""

from typing import Any

from sqlalchemy import bindparam, update

from storage import postponed
from storage.bulk import Bulk
from storage.database import Tx, insert
from storage.postponed import PostponingConnection
from storage.schema import counters

NOBODY = 0  # a counter's row is no person's
_raise: dict[str, Any] = {}  # the statement per dialect, built once
_SET = Bulk(
    update(counters).where(counters.c.name == bindparam("row")).values(value=bindparam("to")),
    key="row",
)


async def next_value(tx: Tx, name: str) -> int:
    """Raise a counter and return it; the first value is 1. Holds the row until the commit."""
    return (await next_values(tx, name, 1))[0]


async def next_values(tx: Tx, name: str, count: int) -> range:
    """Raise a counter by `count`, at least 1; the values that are the caller's now.

    The turns of one transaction ask the table once: its row is held, and where it has come to is
    written before the commit.
    """
    if not isinstance(tx, PostponingConnection):
        last = await _raised(tx, name, count)
    elif name in tx.raised:
        tx.raised[name] = last = tx.raised[name] + count
        await postponed.add(tx, _SET, {"row": name, "to": last}, of=NOBODY, key=name)
    else:
        tx.raised[name] = last = await _raised(tx, name, count)
    return range(last - count + 1, last + 1)


async def _raised(tx: Tx, name: str, count: int) -> int:
    dialect = tx.dialect
    if dialect.name not in _raise:
        first = insert(dialect)(counters).values(name=bindparam("name"), value=bindparam("count"))
        raised = first.on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + first.excluded.value}
        )
        _raise[dialect.name] = raised.returning(counters.c.value)
    raised_to = await postponed.beside(tx, _raise[dialect.name], {"name": name, "count": count})
    return int(raised_to.scalar_one())
