"""The catalogue as the public sees it: what is shown, searched, filtered and counted.

Everything here looks at shown products of verified businesses alone; nothing personal is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from domain.business import State
from domain.product import SHOWN, Product, ProductState
from storage import products as product_rows
from storage import seed
from storage.database import Tx
from storage.media import Medium
from storage.media import list_by_id as media_by_id
from storage.schema import businesses, media, papers, product_photos, product_words, products

FILTER_PAPERS = ("pirt", "halal")  # what buyers of food ask for first


@dataclass(frozen=True, slots=True)
class Sought:
    """What a visitor looks for. words: per typed word those it may mean; prices in rupiah.

    capacity: at least so many a month, in the product's own unit.
    """

    words: tuple[tuple[str, ...], ...] = ()
    cluster: str = ""
    district: str = ""
    price_from: int | None = None
    price_to: int | None = None
    papers: tuple[str, ...] = ()
    capacity: int | None = None
    business_id: int | None = None


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
    products.c.minimum_order, products.c.capacity, products.c.state, products.c.business_id,
    businesses.c.name.label("business"), businesses.c.cluster, businesses.c.village,
)  # fmt: skip
_VERIFIED = businesses.c.state == State.VERIFIED
_JOINED = products.join(businesses, businesses.c.id == products.c.business_id)


async def list_words(tx: Tx) -> list[str]:
    """Every word that some product has."""
    return list((await tx.execute(select(product_words.c.word).distinct())).scalars())


async def count(tx: Tx, sought: Sought) -> int:
    """How many shown products are meant."""
    query = select(func.count()).select_from(_JOINED).where(*_conditions(sought))
    return int((await tx.execute(query)).scalar_one())


async def list_cards(tx: Tx, sought: Sought, limit: int, offset: int = 0) -> list[Card]:
    """The shown products that are meant, the newest first."""
    query = select(*_CARD).select_from(_JOINED).where(*_conditions(sought))
    query = query.order_by(products.c.id.desc()).limit(limit).offset(offset)
    return await _cards(tx, query)


async def list_cards_by_code(tx: Tx, codes: Sequence[str]) -> list[Card]:
    """Those of these products that are shown, in the order of the codes."""
    query = select(*_CARD).select_from(_JOINED)
    query = query.where(products.c.code.in_(list(codes)), *_conditions(Sought()))
    found = {card.code: card for card in await _cards(tx, query)}
    return [found[code] for code in codes if code in found]


async def list_related(tx: Tx, product: Product, limit: int) -> list[Card]:
    """Others of the same centre (cluster and village), then of the same cluster elsewhere."""
    query = select(*_CARD).select_from(_JOINED)
    query = query.where(products.c.id != product.id, *_conditions(Sought(cluster=product.cluster)))
    here = businesses.c.village == product.village
    order = products.c.id.desc()
    near = await _cards(tx, query.where(here).order_by(order).limit(limit))
    if len(near) == limit:
        return near
    return near + await _cards(tx, query.where(~here).order_by(order).limit(limit - len(near)))


async def count_by_cluster(tx: Tx) -> dict[str, int]:
    """How many shown products each cluster has; one without any is missing."""
    query = select(businesses.c.cluster, func.count()).select_from(_JOINED)
    query = query.where(*_conditions(Sought())).group_by(businesses.c.cluster)
    return {cluster: number for cluster, number in await tx.execute(query)}


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


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [products.c.state.in_(SHOWN), _VERIFIED]
    if sought.cluster:
        found.append(businesses.c.cluster == sought.cluster)
    if sought.district:
        codes = [v.code for v in seed.villages() if v.district == sought.district]
        found.append(businesses.c.village.in_(codes))
    if sought.price_from is not None:
        found.append(products.c.price_idr >= sought.price_from)
    if sought.price_to is not None:
        found.append(products.c.price_idr <= sought.price_to)
    if sought.capacity is not None:
        found.append(products.c.capacity_per_month >= sought.capacity)
    if sought.business_id is not None:
        found.append(products.c.business_id == sought.business_id)
    found += [_holds(kind) for kind in sought.papers]
    found += [_has_word(some) for some in sought.words]
    return found


def _holds(kind: str) -> ColumnElement[bool]:
    held = papers.c.business_id == businesses.c.id, papers.c.kind == kind, papers.c.state == "have"
    return exists().where(*held)


def _has_word(some: Sequence[str]) -> ColumnElement[bool]:
    chosen = select(product_words.c.product_id).where(product_words.c.word.in_(list(some)))
    return products.c.id.in_(chosen)


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
