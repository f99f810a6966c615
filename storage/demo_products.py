"""The demo's products: what the invented owners sell, for a catalogue that looks like one.

Invented (`storage/seed/demo_products.csv`). Pictures of some are drawn by `bot.demo_pictures`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import blake2s, sha256

from sqlalchemy import insert

from domain.consent import Consent, Purpose
from domain.product import Offer, Product, ProductState
from domain.spelling import slug
from storage import consents, product_words, seed
from storage.database import Tx
from storage.demo_people import VERSION, DemoOwner
from storage.ids import new_id
from storage.media import STORED, Medium
from storage.products import CODE_SIGNS, SIGNS
from storage.schema import media, product_photos, products


async def seed_products(tx: Tx, now: datetime, owners: Sequence[DemoOwner]) -> list[Product]:
    """Write the products of the demo year; their owners agreed to be shown on the same day."""
    by_name = {one.business.name: one for one in owners}
    made = [_product(row, now, by_name[row["business"]]) for row in seed.demo_products()]
    await tx.execute(insert(products), [_row(one) for one in made])
    await product_words.write(tx, made)
    agreed = {one.person_id: one.created_at for one in reversed(made)}
    for person_id, at in agreed.items():
        answer = Consent(Purpose.SHOWING, True, VERSION, "telegram", at)
        await consents.add(tx, person_id, [answer])
    return made


def new_photo(product: Product) -> Medium:
    """A file of a product, before it lies anywhere."""
    return Medium(
        new_id(), product.person_id, product.business_id, "photo", "telegram",
        f"demo-{product.code}", STORED, "image/png", None, 0,
    )  # fmt: skip


async def add_photos(tx: Tx, drawn: Sequence[tuple[Product, Medium, str, bytes]]) -> None:
    """Write which file (path, content) shows which product."""
    await tx.execute(insert(media), [
        {**asdict(one), "path": path, "size_bytes": len(content),
         "sha256": sha256(content).hexdigest(), "created_at": product.created_at}
        for product, one, path, content in drawn
    ])  # fmt: skip
    await tx.execute(insert(product_photos), [
        {"id": new_id(), "product_id": product.id, "media_id": one.id, "position": 0}
        for product, one, *_ in drawn
    ])  # fmt: skip


def _product(row: dict[str, str], now: datetime, owner: DemoOwner) -> Product:
    business, at = owner.business, now - timedelta(days=int(row["days"]))
    days, monthly = row["shelf_life_days"], row["capacity_per_month"]
    offer = Offer(
        row["name"], int(row["price_idr"]), row["unit"], row["minimum_order"], row["capacity"],
        int(monthly) if monthly else None, int(days) if days else None, row["special"],
    )  # fmt: skip
    return Product(
        new_id(), _code(row), business.id, offer, ProductState(row["state"]), "", at, None, at, at,
        business.name, business.cluster, business.village, owner.person_id,
    )  # fmt: skip


def _code(row: dict[str, str]) -> str:
    """The same on every start, so that a link of a demo is still one after the next."""
    drawn = blake2s(f"{row['business']} {row['name']}".encode(), digest_size=CODE_SIGNS).digest()
    return f"{slug(row['name'])}-{''.join(SIGNS[byte % len(SIGNS)] for byte in drawn)}"


def _row(one: Product) -> dict[str, object]:
    offer = one.offer
    return {
        "id": one.id, "code": one.code, "business_id": one.business_id, "state": one.state,
        "name": offer.name, "price_idr": offer.price_idr, "unit": offer.unit,
        "minimum_order": offer.minimum_order, "capacity": offer.capacity,
        "capacity_per_month": offer.capacity_per_month, "special": offer.special,
        "shelf_life_days": offer.shelf_life_days, "price_told_at": one.price_told_at,
        "created_at": one.created_at, "changed_at": one.changed_at,
    }  # fmt: skip
