"""Rows that tests about selling need: a product with its owner, an enquiry about it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update

from domain.business import State
from domain.product import Product
from storage import enquiries, media, products
from storage.database import Tx
from storage.enquiries import Enquiry, Told
from storage.ids import new_id
from storage.schema import businesses
from tests.support.rows import NOW, add_business, add_person, add_product


async def add_sold_product(tx: Tx, owner: str = "Ani Siregar", **values: Any) -> Product:
    """A product with an owner and a business of its own."""
    _, person = await add_person(tx, owner)
    business = await add_business(tx, person.id)
    return await add_product(tx, business.id, **{"name": "Keripik Ubi Bu Ani", **values})


async def add_enquiry(
    tx: Tx, product: Product, at: datetime = NOW, code: str = "", **told: Any
) -> Enquiry:
    """An enquiry of a hotel that came by the web."""
    hotel = {
        "name": "Rina", "organisation": "Hotel Contoh", "kind": "hotel",
        "phone": "+6281200003333", "quantity": "200 bungkus", "papers": ("pirt", "halal"),
        "delivery": "tiap Senin", "words": "Ada rasa balado?",
    }  # fmt: skip
    made, _ = await enquiries.ask(tx, Told(product.id, **{**hotel, **told}), at, code)
    return made


async def verify(tx: Tx, business_id: int, **changes: Any) -> None:
    """The office has confirmed the business. changes: of its row, such as `cluster`."""
    row = {"state": State.VERIFIED, **changes}
    await tx.execute(update(businesses).where(businesses.c.id == business_id).values(row))


async def add_shown_product(tx: Tx, owner: str = "Ani Siregar", **values: Any) -> Product:
    """A product of a verified business: the public sees it."""
    product = await add_sold_product(tx, owner, **values)
    await verify(tx, product.business_id)
    return product


async def add_photo(tx: Tx, product: Product, folder: Path, content: bytes) -> int:
    """One more photo of a product, stored in the media folder; its id."""
    name = str(new_id())
    media_id = await media.add(tx, product.person_id, "telegram", "photo", name, NOW)
    (folder / f"{media_id}.jpg").write_bytes(content)
    await media.set_stored(tx, media_id, f"{media_id}.jpg", len(content), "")
    shown = (await products.list_photos(tx, [product.id])).get(product.id, [])
    await products.set_photos(tx, product, [*shown, media_id], NOW)
    return media_id
