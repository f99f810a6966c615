"""What can be wrong with a database, asked of the database itself."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from storage.database import Tx, database_now, is_sqlite
from storage.media import STORED
from storage.moments import EPOCH, MICROSECOND
from storage.schema import media

MAX_SHOWN = 5


async def list_damage(tx: Tx) -> list[str]:
    """Damaged pages and rows that refer to nothing; empty is healthy. Reads the whole file."""
    if not is_sqlite(tx):
        return []  # PostgreSQL checks its pages and keys itself
    pages = [str(found) for (found,) in await _pragma(tx, "quick_check(5)")]
    unmet = await _pragma(tx, "foreign_key_check")
    lost = [f"{table} row {row} refers to no {other}" for table, row, other, _ in unmet]
    return [*(p for p in pages if p != "ok"), *lost[:MAX_SHOWN]]


async def _pragma(tx: Tx, name: str) -> list[Any]:
    """The rows of a question that only SQLite knows; their shape is in its manual."""
    return list(await tx.exec_driver_sql(f"PRAGMA {name}"))


async def clock_difference(tx: Tx) -> float:
    """By how many seconds the database's clock is ahead of this machine's."""
    found = (await tx.execute(select(database_now(tx)))).scalar_one()
    theirs = EPOCH + found * MICROSECOND if isinstance(found, int) else found.astimezone(UTC)
    return float((theirs - datetime.now(UTC)).total_seconds())


async def list_stored_paths(tx: Tx) -> list[str]:
    """Files that the media folder must hold."""
    query = select(media.c.path).where(media.c.state == STORED)
    return list((await tx.execute(query)).scalars())
