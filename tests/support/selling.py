"""Rows that tests about selling need: a product with its owner, an enquiry about it."""

from datetime import datetime
from typing import Any

from domain.product import Product
from storage import enquiries
from storage.database import Tx
from storage.enquiries import Enquiry, Told
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
