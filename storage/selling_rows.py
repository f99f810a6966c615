"""What selling keeps of a person, and how it goes when they do: products, enquiries, buyers.

The code of a product stays, so that a link to it can say kindly that it is no more.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, delete, insert, select, update

from storage.database import Tx
from storage.schema import (
    buyers,
    enquiries,
    enquiry_words,
    gone_products,
    product_photos,
    product_words,
    products,
    recommendations,
)

NOBODY = {
    "person_id": None, "name": "", "organisation": "", "phone": None, "words": "", "quantity": "",
    "delivery": "",
}  # fmt: skip


async def forget_businesses(tx: Tx, business_ids: Sequence[int], on: date) -> None:
    """Products of these businesses, with what was asked about them. on: the day in Medan."""
    query = select(products.c.id, products.c.code).where(products.c.business_id.in_(business_ids))
    found = (await tx.execute(query)).all()
    if not found:
        return
    await tx.execute(insert(gone_products), [{"code": r.code, "gone_on": on} for r in found])
    ids = [r.id for r in found]
    await _delete_enquiries(tx, select(enquiries.c.id).where(enquiries.c.product_id.in_(ids)))
    for table in (product_photos, product_words):
        await tx.execute(delete(table).where(table.c.product_id.in_(ids)))
    await tx.execute(delete(products).where(products.c.id.in_(ids)))


async def _delete_enquiries(tx: Tx, which: Select[tuple[int]]) -> None:
    ids = list((await tx.execute(which)).scalars())
    await tx.execute(delete(enquiry_words).where(enquiry_words.c.enquiry_id.in_(ids)))
    await tx.execute(delete(enquiries).where(enquiries.c.id.in_(ids)))


async def forget_buyer(tx: Tx, person_id: int) -> None:
    """A buyer and what they wrote; that somebody asked stays, for the counts."""
    asked = select(enquiries.c.id).where(enquiries.c.person_id == person_id)
    ids = list((await tx.execute(asked)).scalars())
    await tx.execute(delete(enquiry_words).where(enquiry_words.c.enquiry_id.in_(ids)))
    await tx.execute(update(enquiries).where(enquiries.c.id.in_(ids)).values(NOBODY))
    mine = list(
        (await tx.execute(select(buyers.c.id).where(buyers.c.person_id == person_id))).scalars()
    )
    if mine:
        await tx.execute(delete(recommendations).where(recommendations.c.buyer_id.in_(mine)))
        left = update(enquiries).where(enquiries.c.buyer_id.in_(mine)).values(buyer_id=None)
        await tx.execute(left)
        await tx.execute(delete(buyers).where(buyers.c.id.in_(mine)))
