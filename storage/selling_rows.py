"""What selling keeps of a person, and how it goes when they do: products, enquiries, buyers.

The code of a product stays, and so do those of what was asked about it, so that a link to either
can say kindly that it is no more.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, insert, select, update

from storage.database import Tx
from storage.schema import (
    buyers,
    enquiries,
    enquiry_words,
    gone_products,
    media,
    product_photos,
    product_words,
    products,
    recommendations,
)

NOBODY = {
    "person_id": None, "name": "", "organisation": "", "phone": None, "words": "", "quantity": "",
    "delivery": "",
}  # fmt: skip


async def forget_businesses(
    tx: Tx, business_ids: Sequence[int], on: date
) -> tuple[list[int], list[int]]:
    """Products of these businesses and the enquiries about them; the ids that went, of each.

    on: the day in Medan.
    """
    query = select(products.c.id, products.c.code).where(products.c.business_id.in_(business_ids))
    found = [(r.id, r.code) for r in await tx.execute(query)]
    asked = await forget_products(tx, found, on)
    return [one for one, _ in found], asked


async def forget_products(tx: Tx, found: Sequence[tuple[int, str]], on: date) -> list[int]:
    """These products (id, code), their photos, and the enquiries about them, whose ids return."""
    if not found:
        return []
    ids = [one for one, _ in found]
    about = select(enquiries.c.id, enquiries.c.code).where(enquiries.c.product_id.in_(ids))
    asked = (await tx.execute(about)).all()
    codes = [*(code for _, code in found), *(r.code for r in asked)]
    await tx.execute(insert(gone_products), [{"code": code, "gone_on": on} for code in codes])
    await _delete_enquiries(tx, [r.id for r in asked])
    shown = select(product_photos.c.media_id).where(product_photos.c.product_id.in_(ids))
    erased = {"state": "erased", "provider_ref": "", "sha256": None}
    await tx.execute(update(media).where(media.c.id.in_(shown)).values(erased))
    for table in (product_photos, product_words):
        await tx.execute(delete(table).where(table.c.product_id.in_(ids)))
    await tx.execute(delete(products).where(products.c.id.in_(ids)))
    return [r.id for r in asked]


async def _delete_enquiries(tx: Tx, ids: Sequence[int]) -> None:
    await tx.execute(delete(enquiry_words).where(enquiry_words.c.enquiry_id.in_(ids)))
    await tx.execute(delete(enquiries).where(enquiries.c.id.in_(ids)))


async def forget_buyer(tx: Tx, person_id: int) -> list[int]:
    """A buyer and what they wrote: ids of the enquiries, whose rows stay for the counts, and
    of the buyer."""
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
    return [*ids, *mine]
