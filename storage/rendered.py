"""Statements that are rendered already: through SQLAlchemy, or past it where that costs less.

SQLAlchemy's way to a driver and its rows is dearer than most statements of a turn. Connections of
brief transactions know a shorter one (`storage.brief`, `storage.brief_postgres`).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection


class StraightConnection(AsyncConnection):
    """A connection that may have a shorter way to its driver."""

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        """Run a statement for all rows; how many it changed, as `write_rows`."""
        return await _write(self, sql, rows)

    async def read_rows(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement; none where it only writes. Raises DBAPIError."""
        return await _read(self, sql, values)


async def write_rows(tx: AsyncConnection, sql: str, rows: Sequence[Sequence[Any]]) -> int:
    """Run a statement for all rows, each as the driver wants it. Raises DBAPIError.

    Gives the number of rows that it changed; -1 from a driver that does not say (asyncpg).
    """
    if isinstance(tx, StraightConnection):
        return await tx.write_rows(sql, rows)
    return await _write(tx, sql, rows)


async def read_rows(tx: AsyncConnection, sql: str, values: Sequence[Any]) -> Sequence[Any]:
    """The rows of a statement; none where it only writes. Raises DBAPIError."""
    if isinstance(tx, StraightConnection):
        return await tx.read_rows(sql, values)
    return await _read(tx, sql, values)


async def _write(tx: AsyncConnection, sql: str, rows: Any) -> int:
    return (await tx.exec_driver_sql(sql, rows)).rowcount


async def _read(tx: AsyncConnection, sql: str, values: Sequence[Any]) -> Sequence[Any]:
    found = await tx.exec_driver_sql(sql, tuple(values))
    return found.all() if found.returns_rows else ()
