"""A product as an enquiry sees it: whose it is, whether it is shown, what the owner holds."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from domain.enquiry import EXPIRY_DATE
from domain.product import SHOWN, ProductState
from storage import businesses as business_rows
from storage.database import Tx
from storage.schema import businesses, enquiries, gone_products, products


@dataclass(frozen=True, slots=True)
class AskedProduct:
    """held: which of `domain.enquiry.REQUIREMENTS` the owner meets."""

    id: int
    code: str
    name: str
    price_idr: int
    unit: str
    state: ProductState
    business: str
    owner_id: int
    held: frozenset[str]

    @property
    def is_shown(self) -> bool:
        """Whether the public sees it."""
        return self.state in SHOWN


_SELECT = select(
    products.c.id, products.c.code, products.c.name, products.c.price_idr, products.c.unit,
    products.c.state, products.c.shelf_life_days, products.c.business_id,
    businesses.c.name.label("business"), businesses.c.person_id.label("owner_id"),
).join(businesses, businesses.c.id == products.c.business_id)  # fmt: skip


async def find(tx: Tx, code: str) -> AskedProduct | None:
    """The product with this code, in whatever state."""
    return await _product(tx, _SELECT.where(products.c.code == code))


async def find_of_enquiry(tx: Tx, enquiry_id: int) -> AskedProduct | None:
    """The product that an enquiry is about."""
    asked = _SELECT.join(enquiries, enquiries.c.product_id == products.c.id)
    return await _product(tx, asked.where(enquiries.c.id == enquiry_id))


async def is_gone(tx: Tx, code: str) -> bool:
    """Whether this was the code of a page that has gone with its owner."""
    query = select(gone_products.c.code).where(gone_products.c.code == code)
    return (await tx.execute(query)).first() is not None


async def _product(tx: Tx, query: Any) -> AskedProduct | None:
    r = (await tx.execute(query)).first()
    if r is None:
        return None
    papers = await business_rows.list_papers(tx, r.business_id)
    dated = [EXPIRY_DATE] if r.shelf_life_days else []
    return AskedProduct(r.id, r.code, r.name, r.price_idr, r.unit, ProductState(r.state),
                        r.business, r.owner_id, frozenset([*papers, *dated]))  # fmt: skip
