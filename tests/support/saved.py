"""A moment of a talk, kept to go back to: the rows of the database, and what people have seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Table, exists, insert, literal, select, union_all

from storage.database import Database, Tx
from storage.schema import metadata
from tests.support.talk import Shown, Talk

REFERENCE = {"villages", "clusters", "cluster_kbli"}  # come with the migration, change with none


@dataclass(frozen=True, slots=True)
class Saved:
    """What `go_back` needs."""

    rows: Mapping[str, Sequence[dict[str, Any]]]
    now: datetime
    shown: Sequence[Shown]
    number: int
    last_row: int


async def save(talk: Talk) -> Saved:
    """Keep this moment."""
    async with talk.database.read() as tx:
        rows = {
            table.name: [dict(row._mapping) for row in await tx.execute(select(table))]
            for table in await _filled(tx)
        }
    number = next(talk._numbers)
    talk._numbers = count(number)
    return Saved(rows, talk.clock.now(), tuple(talk.shown), number, talk._last_row)


async def go_back(talk: Talk, saved: Saved) -> None:
    """Bring a talk, and its database, back to this moment; its bot starts anew."""
    await talk.inbound.stop()
    await put_rows(talk.database, saved.rows)
    talk.clock.advance(saved.now - talk.clock.now())
    talk.shown[:] = saved.shown
    talk._numbers, talk._last_row = count(saved.number), saved.last_row
    talk.take_over()


async def put_rows(database: Database, rows: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Make these the rows of the database."""
    async with database.begin() as tx:
        for table in reversed(await _filled(tx)):
            await tx.execute(table.delete())
        for table in metadata.sorted_tables:
            if rows.get(table.name):
                await tx.execute(insert(table), rows[table.name])


async def _filled(tx: Tx) -> list[Table]:
    """The tables with rows, those that others refer to first."""
    asked = [
        select(literal(n)).where(exists(select(literal(1)).select_from(table)))
        for n, table in enumerate(metadata.sorted_tables)
        if table.name not in REFERENCE
    ]
    found = set((await tx.execute(union_all(*asked))).scalars())
    return [table for n, table in enumerate(metadata.sorted_tables) if n in found]
