"""All rows of a database as plain values, so that they can be kept in a file or moved elsewhere.

Both engines speak the same values: moments and days as ISO text, the rest as JSON knows it. Leases
are left out, for they say which process runs; so is Alembic's own table.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    Date,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from storage.database import MAX_BIND, Tx, is_sqlite
from storage.moments import Moment
from storage.schema import cluster_kbli, clusters, counters, leases, marks, metadata, villages

TABLES = tuple(t for t in metadata.sorted_tables if t is not leases)  # referred to before referring
FACTS = {villages, clusters, cluster_kbli, marks, counters}  # there before anybody has written

PlainRow: TypeAlias = dict[str, Any]  # column → str, int, bool, None, or the JSON of a facts column


async def freeze(tx: Tx) -> None:
    """See the whole database as it is now, whatever is written meanwhile. First of all in `tx`."""
    if not is_sqlite(tx):  # SQLite's reading transactions do so anyway
        await tx.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


async def read_rows(tx: Tx, table: Table) -> AsyncIterator[list[PlainRow]]:
    """The rows of a table in order of its key, at most 500 at a time."""
    key = key_of(table)
    last: list[Any] = []
    while True:
        query = select(table).order_by(*key).limit(MAX_BIND)
        if last:
            query = query.where(tuple_(*key) > tuple_(*last))
        rows = list((await tx.execute(query)).mappings())
        if rows:
            last = [rows[-1][column.name] for column in key]
            yield [{name: _plain(value) for name, value in row.items()} for row in rows]
        if len(rows) < MAX_BIND:
            return


async def add_rows(tx: Tx, table: Table, rows: Sequence[PlainRow]) -> None:
    """Insert rows that `read_rows` gave."""
    await tx.execute(
        insert(table),
        [{c.name: _value(c, row[c.name]) for c in table.columns if c.name in row} for row in rows],
    )


async def count_rows(tx: Tx) -> Mapping[str, int]:
    """How many rows each table has."""
    counted = {}
    for table in TABLES:
        query = select(func.count()).select_from(table)
        counted[table.name] = int((await tx.execute(query)).scalar_one())
    return counted


async def is_untouched(tx: Tx) -> bool:
    """Whether nobody has written here: nothing but the facts that come with the project."""
    counted = await count_rows(tx)
    return not any(counted[t.name] for t in TABLES if t not in FACTS)


async def clear(tx: Tx) -> None:
    """Take out every row, those of the project's facts too."""
    for table in reversed(TABLES):
        await tx.execute(delete(table))


def key_of(table: Table) -> list[Column[Any]]:
    """What tells the rows of a table apart: the primary key, or a unique one."""
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    return list(table.primary_key.columns) or list(unique[0].columns)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


def _value(column: Column[Any], plain: Any) -> Any:
    if plain is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(plain)
    return date.fromisoformat(plain) if isinstance(column.type, Date) else plain
