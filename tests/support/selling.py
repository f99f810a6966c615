"""Rows that tests about selling need: a product in the catalogue, an enquiry about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from domain.product import ProductState
from storage import asked_products, enquiries
from storage.asked_products import AskedProduct
from storage.database import Tx
from storage.enquiries import Enquiry, Told
from storage.ids import new_id
from storage.schema import products
from tests.support.rows import NOW, add_business, add_person


async def add_product(
    tx: Tx, business_id: int, code: str = "K7QX93", at: datetime = NOW, **values: Any
) -> AskedProduct:
    """A product that the public sees."""
    row = {
        "id": new_id(), "code": code, "business_id": business_id, "name": "Keripik Ubi Bu Ani",
        "price_idr": 25_000, "unit": "bungkus", "state": ProductState.PUBLIC,
        "price_told_at": at, "created_at": at, "changed_at": at,
    }  # fmt: skip
    await tx.execute(insert(products).values({**row, **values}))
    found = await asked_products.find(tx, code)
    assert found is not None
    return found


async def add_sold_product(tx: Tx, owner: str = "Ani Siregar", **values: Any) -> AskedProduct:
    """A product with an owner and a business of its own."""
    _, person = await add_person(tx, owner)
    business = await add_business(tx, person.id)
    return await add_product(tx, business.id, **values)


async def add_enquiry(
    tx: Tx, product: AskedProduct, at: datetime = NOW, code: str = "", **told: Any
) -> Enquiry:
    """An enquiry of a hotel that came by the web."""
    hotel = {
        "name": "Rina", "organisation": "Hotel Contoh", "kind": "hotel",
        "phone": "+6281200003333", "quantity": "200 bungkus", "papers": ("pirt", "halal"),
        "delivery": "tiap Senin", "words": "Ada rasa balado?",
    }  # fmt: skip
    made, _ = await enquiries.ask(tx, Told(product.id, **{**hotel, **told}), at, code)
    return made
