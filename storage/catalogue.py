"""The catalogue as the public sees it: what is shown, and by which words it is found.

Everything here looks at shown products of verified businesses alone; nothing personal is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from domain.business import State
from domain.product import SHOWN, Product, ProductState
from storage import products as product_rows
from storage.database import Tx
from storage.media import Medium
from storage.media import list_by_id as media_by_id
from storage.schema import businesses, media, papers, product_photos, product_words, products

FILTER_PAPERS = ("pirt", "halal")  # what buyers of food ask for first


@dataclass(frozen=True, slots=True)
class Card:
    """A product as a list shows it. photo_ids: of media, the first is shown."""

    id: int
    code: str
    name: str
    price_idr: int
    unit: str
    minimum_order: str
    capacity: str
    capacity_per_month: int | None
    shelf_life_days: int | None
    state: ProductState
    business_id: int
    business: str
    cluster: str
    village: str
    papers: tuple[str, ...] = ()
    photo_ids: tuple[int, ...] = ()

    @property
    def is_sold_out(self) -> bool:
        """Shown, and said to be sold out."""
        return self.state is ProductState.SOLD_OUT


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo that the public may see. cluster: of the business that makes what is on it."""

    medium: Medium
    cluster: str


_CARD = (
    products.c.id, products.c.code, products.c.name, products.c.price_idr, products.c.unit,
    products.c.minimum_order, products.c.capacity, products.c.capacity_per_month,
    products.c.shelf_life_days, products.c.state, products.c.business_id,
    businesses.c.name.label("business"), businesses.c.cluster,
    businesses.c.village,
)  # fmt: skip
_VERIFIED = businesses.c.state == State.VERIFIED
_JOINED = products.join(businesses, businesses.c.id == products.c.business_id)


async def find_signature(tx: Tx) -> tuple[object, ...]:
    """Another value whenever a product or a decision on a business has changed.

    Looks through two tables, which takes milliseconds: to be asked about once a second.
    """
    told = select(products.c.state, func.count(), func.max(products.c.changed_at))
    told = told.group_by(products.c.state).order_by(products.c.state)
    decided = select(func.count(), func.max(businesses.c.decided_at)).where(_VERIFIED)
    return (*(await tx.execute(told)).all(), *(await tx.execute(decided)).one())


async def list_slice(tx: Tx, after: int, limit: int) -> list[Card]:
    """So many shown products in order of their ids, from the first id above `after`."""
    query = _shown().where(products.c.id > after).order_by(products.c.id).limit(limit)
    return await _cards(tx, query)


async def list_words(tx: Tx, product_ids: Sequence[int]) -> list[tuple[str, int]]:
    """The words by which these products are found, each with the product's id."""
    query = select(product_words.c.word, product_words.c.product_id)
    rows = await tx.execute(query.where(product_words.c.product_id.in_(list(product_ids))))
    return [(word, product_id) for word, product_id in rows]


async def list_of_business(tx: Tx, business_id: int, limit: int) -> list[Card]:
    """The shown products of a business, the newest first."""
    query = _shown().where(products.c.business_id == business_id)
    return await _cards(tx, query.order_by(products.c.id.desc()).limit(limit))


async def list_of_cluster(tx: Tx, cluster: str, limit: int) -> list[Card]:
    """The shown products of a cluster, the newest first."""
    query = _shown().where(businesses.c.cluster == cluster)
    return await _cards(tx, query.order_by(products.c.id.desc()).limit(limit))


async def count_by_cluster(tx: Tx) -> dict[str, int]:
    """How many shown products each cluster has; one without any is missing."""
    query = select(businesses.c.cluster, func.count()).select_from(_JOINED)
    query = query.where(products.c.state.in_(SHOWN), _VERIFIED).group_by(businesses.c.cluster)
    return {cluster: number for cluster, number in await tx.execute(query)}


async def list_cards_by_code(tx: Tx, codes: Sequence[str]) -> list[Card]:
    """Those of these products that are shown, in the order of the codes."""
    rows = await _cards(tx, _shown().where(products.c.code.in_(list(codes))))
    found = {card.code: card for card in rows}
    return [found[code] for code in codes if code in found]


async def list_related(tx: Tx, product: Product, limit: int) -> list[Card]:
    """Others of the same centre (cluster and village), then of the same cluster elsewhere."""
    query = _shown().where(products.c.id != product.id, businesses.c.cluster == product.cluster)
    here = businesses.c.village == product.village
    order = products.c.id.desc()
    near = await _cards(tx, query.where(here).order_by(order).limit(limit))
    if len(near) == limit:
        return near
    return near + await _cards(tx, query.where(~here).order_by(order).limit(limit - len(near)))


async def find(tx: Tx, code: str) -> Product | None:
    """A product that is shown, of a verified business."""
    found = await product_rows.find_by_code(tx, code)
    if found is None or not found.is_shown:
        return None
    verified = select(businesses.c.id).where(businesses.c.id == found.business_id, _VERIFIED)
    return found if (await tx.execute(verified)).first() is not None else None


async def find_photo(tx: Tx, code: str, media_id: int) -> ShownPhoto | None:
    """A photo of a shown product: no other file can be had by the public."""
    shown = (
        select(businesses.c.cluster)
        .join(products, products.c.business_id == businesses.c.id)
        .join(product_photos, product_photos.c.product_id == products.c.id)
        .where(product_photos.c.media_id == media_id, products.c.code == code)
        .where(products.c.state.in_(SHOWN), _VERIFIED)
    )
    cluster = (await tx.execute(shown)).scalar()
    found = await media_by_id(tx, [media_id]) if cluster is not None else []
    return ShownPhoto(found[0], cluster) if found and cluster is not None else None


async def list_photo_ids(tx: Tx, product_id: int) -> list[int]:
    """The photos of a product, in order; those that could not be fetched are left out."""
    return (await _photos(tx, [product_id])).get(product_id, [])


def _shown() -> Select[Any]:
    return select(*_CARD).select_from(_JOINED).where(products.c.state.in_(SHOWN), _VERIFIED)


async def _cards(tx: Tx, query: Select[Any]) -> list[Card]:
    rows = (await tx.execute(query)).all()
    if not rows:
        return []
    held = await _papers(tx, {r.business_id for r in rows})
    photos = await _photos(tx, [r.id for r in rows])
    return [_card(r._mapping, held, photos) for r in rows]


def _card(
    row: Mapping[str, Any], held: Mapping[int, list[str]], photos: Mapping[int, list[int]]
) -> Card:
    named = {**row, "state": ProductState(row["state"])}
    return Card(
        **named, papers=tuple(held.get(row["business_id"], ())),
        photo_ids=tuple(photos.get(row["id"], ())),
    )  # fmt: skip


async def _papers(tx: Tx, business_ids: set[int]) -> dict[int, list[str]]:
    query = select(papers.c.business_id, papers.c.kind).where(
        papers.c.business_id.in_(business_ids), papers.c.kind.in_(FILTER_PAPERS),
        papers.c.state == "have",
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for business_id, kind in await tx.execute(query.order_by(papers.c.kind.desc())):
        found.setdefault(business_id, []).append(kind)
    return found


async def _photos(tx: Tx, product_ids: Sequence[int]) -> dict[int, list[int]]:
    query = (
        select(product_photos.c.product_id, product_photos.c.media_id)
        .join(media, media.c.id == product_photos.c.media_id)
        .where(product_photos.c.product_id.in_(list(product_ids)))
        .where(media.c.state.in_(("wanted", "stored")))
        .order_by(product_photos.c.position, product_photos.c.id)
    )
    found: dict[int, list[int]] = {}
    for product_id, media_id in await tx.execute(query):
        found.setdefault(product_id, []).append(media_id)
    return found
