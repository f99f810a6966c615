"""A database as one comparable text: every row of every table, ids by their order of creation.

Two runs that did the same have the same dump, on both engines.
"""

import json
import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from storage.database import Database
from storage.schema import metadata
from tests.support.escapes import with_known_code

ID = re.compile(r"\d{15,}")  # `storage.ids` makes numbers this long; nothing else is

# What an answer depends on, as a digest: of ids too, which no two runs share.
GIVEN = re.compile(r'(\\"given\\":\\")[0-9a-f]+')

# Their codes are drawn by lot: no two runs have the same.
DRAWN = {
    "market_events": "check_in_code",
    **dict.fromkeys(
        ("meetings", "certificates", "products", "gone_products", "buyers", "enquiries",
         "recommendations"),
        "code",
    ),
}  # fmt: skip


async def dump(
    database: Database, addresses: Collection[str] | None = None, without: Collection[str] = ()
) -> list[str]:
    """One line per row, sorted.

    addresses: only what belongs to the people who write from there. without: tables left out.
    """
    rows: list[tuple[str, Row[Any]]] = []
    async with database.read() as tx:
        for table in [one for one in metadata.sorted_tables if one.name not in without]:
            rows += [(table.name, row) for row in await tx.execute(select(table))]
    if addresses is not None:
        rows = list(_of(rows, set(addresses)))
    lines = [f"{name} {_written(name, row)}" for name, row in rows]
    return sorted(with_small_ids(lines))


def with_small_ids(lines: Collection[str]) -> list[str]:
    """Each id as its place among all ids: they grow in the order of their making."""
    found = sorted({int(one) for line in lines for one in ID.findall(line)})
    places = {str(one): f"#{place}" for place, one in enumerate(found)}
    return [ID.sub(lambda m: places[str(int(m[0]))], line) for line in lines]


def _of(rows: list[tuple[str, Row[Any]]], addresses: set[str]) -> Iterator[tuple[str, Row[Any]]]:
    """The rows of these addresses, and of the persons who are behind them."""
    persons = {r.person_id for name, r in rows if name == "contacts" and r.address in addresses}
    for name, row in rows:
        fields = row._mapping
        is_theirs = fields.get("address") in addresses or fields.get("person_id") in persons
        if is_theirs or (name == "persons" and row.id in persons):
            yield name, row


def _written(name: str, row: Row[Any]) -> str:
    fields = dict(row._mapping)
    if name in DRAWN:
        fields[DRAWN[name]] = "…"
    written = json.dumps(fields, default=_plain, sort_keys=True, ensure_ascii=False)
    return with_known_code(GIVEN.sub(r"\1…", written))


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
