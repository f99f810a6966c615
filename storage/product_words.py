"""The words by which products are found: written with the product, and anew with its business."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from domain.product import Product
from domain.spelling import search_words
from storage import seed
from storage.database import Tx
from storage.schema import product_words


async def write(tx: Tx, found: Sequence[Product]) -> None:
    """Write the words of these products, instead of those they had."""
    if not found:
        return
    ids = [one.id for one in found]
    await tx.execute(delete(product_words).where(product_words.c.product_id.in_(ids)))
    await tx.execute(insert(product_words), [
        {"word": word, "product_id": one.id} for one in found for word in _words(one)
    ])  # fmt: skip


async def list_of_product(tx: Tx, product_id: int) -> list[str]:
    """The words of one product, in the order of letters."""
    query = select(product_words.c.word).where(product_words.c.product_id == product_id)
    return list((await tx.execute(query.order_by(product_words.c.word))).scalars())


def _words(product: Product) -> list[str]:
    """Of the name first: what is cut off of a long text is the end of it."""
    cluster = next((c.name for c in seed.clusters() if c.code == product.cluster), "")
    parts = (product.name, product.business, cluster, product.offer.special)
    return search_words(" ".join(parts)) or ["produk"]
