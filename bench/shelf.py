"""A catalogue of thousands of products in a new SQLite file, for a bot to be started on."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from domain.spelling import search_words
from storage import seed
from storage.database import Database, Tx
from storage.ids import new_id
from storage.migrate import upgrade
from storage.schema import businesses, papers, persons, product_words, products

PER_BUSINESS = 6
SLICE = 500
KINDS = ("Kecil", "Besar", "Keluarga", "Pedas", "Manis", "Asli", "Istimewa", "Merah", "Hitam",
         "Putih", "Ungu", "Panggang", "Goreng", "Kering", "Basah", "Lembut", "Halus")  # fmt: skip
PAPERS = ("nib", "pirt", "halal")


async def fill(database_url: str, count: int) -> None:
    """So many shown products of verified businesses, spread over clusters and kelurahan."""
    database = Database(database_url)
    try:
        await upgrade(database)
        rows = _rows(random.Random(7), count)
        while some := list(islice(rows, SLICE)):
            async with database.begin() as tx:
                await _write(tx, some)
    finally:
        await database.close()


async def _write(tx: Tx, rows: list[tuple[Table, dict[str, Any]]]) -> None:
    for table in (persons, businesses, papers, products, product_words):
        if values := [row for one, row in rows if one is table]:
            await tx.execute(insert(table), values)


def _rows(chance: random.Random, count: int) -> Iterator[tuple[Table, dict[str, Any]]]:
    now = datetime.now(UTC)
    made = 0
    while made < count:
        cluster, village = chance.choice(seed.clusters()), chance.choice(seed.villages())
        person, business = new_id(), new_id()
        name = f"{cluster.name.split()[0].strip(',')} {chance.choice(KINDS)} {made}"
        yield persons, {"id": person, "name": "Pemilik", "created_at": now}
        yield businesses, {
            "id": business, "person_id": person, "name": name, "state": "verified",
            "outcome": "ikm", "makes": "yes", "premises": "own", "cluster": cluster.code,
            "village": village.code, "workers": 3, "registered_at": now,
        }  # fmt: skip
        for kind in PAPERS:
            if chance.random() < 0.6:
                row = {"id": new_id(), "business_id": business, "kind": kind, "state": "have"}
                yield papers, row
        for _ in range(min(PER_BUSINESS, count - made)):
            yield from _product(chance, business, f"{name} {cluster.name}", cluster.examples, now)
            made += 1


def _product(
    chance: random.Random, business: int, about: str, examples: tuple[str, ...], now: datetime
) -> Iterator[tuple[Table, dict[str, Any]]]:
    what = chance.choice(examples).replace("/", " ")
    name = f"{what.capitalize()} {' '.join(chance.sample(KINDS, 2))}"
    made = new_id()
    yield products, {
        "id": made, "code": f"p{made}", "business_id": business, "name": name,
        "price_idr": chance.randrange(5, 500) * 1000, "unit": "bungkus", "state": "public",
        "minimum_order": "10 bungkus", "capacity": "40 bungkus/hari",
        "capacity_per_month": chance.randrange(50, 3000), "shelf_life_days": 90,
        "special": f"Dibuat dari bahan pilihan, {chance.choice(KINDS).lower()} dan tahan lama.",
        "price_told_at": now, "created_at": now, "changed_at": now,
    }  # fmt: skip
    for word in search_words(f"{name} {about} bahan pilihan tahan lama"):
        yield product_words, {"word": word, "product_id": made}
