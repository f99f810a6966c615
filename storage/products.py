"""Products: listed by owners, found again by code, priced, shown and hidden."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select, update

from domain.errors import NotFound
from domain.product import FOLLOWING, PRICE_HOLDS, SHOWN, Offer, Product, ProductState
from domain.spelling import slug
from storage import product_words, selling_rows
from storage.database import MAX_BIND, Tx
from storage.ids import new_id
from storage.schema import businesses, gone_products, media, product_photos, products

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l and o, which look alike
CODE_SIGNS = 4  # a name and its signs; taken by another, one sign more is drawn
MAX_LISTED = 100  # products of one owner that a chat lists

ASKS_EVERY = timedelta(hours=20)  # a day, and the same hour tomorrow is not too early

_OFFER = [products.c[f.name] for f in fields(Offer)]
_QUERY: Select[Any] = select(
    products.c.id, products.c.code, products.c.business_id, *_OFFER, products.c.state,
    products.c.reason, products.c.price_told_at, products.c.price_asked_at,
    products.c.created_at, products.c.changed_at, businesses.c.name.label("business"),
    businesses.c.cluster, businesses.c.village, businesses.c.person_id,
).join(businesses, businesses.c.id == products.c.business_id)  # fmt: skip


async def add(  # what one row is made of
    tx: Tx, business_id: int, offer: Offer, photo_ids: Sequence[int], at: datetime,
    state: ProductState = ProductState.PUBLIC,
) -> Product:  # fmt: skip
    """List a product. photo_ids: of media, in the order they are shown."""
    made = new_id()
    code = await _free_code(tx, offer.name)
    row = {"id": made, "code": code, "business_id": business_id, "state": state,
           "price_told_at": at, "created_at": at, "changed_at": at, **_columns(offer)}  # fmt: skip
    await tx.execute(insert(products).values(row))
    await _add_photos(tx, made, photo_ids)
    product = await get(tx, made)
    await product_words.write(tx, [product])
    return product


async def find(tx: Tx, product_id: int) -> Product | None:
    """A product by its id, in whatever state."""
    return await _first(tx, _QUERY.where(products.c.id == product_id))


async def get(tx: Tx, product_id: int) -> Product:
    """A product by its id. Raises NotFound."""
    found = await find(tx, product_id)
    if found is None:
        raise NotFound(f"there is no product {product_id}")
    return found


async def find_by_code(tx: Tx, code: str) -> Product | None:
    """The product whose page ends so, in whatever state; `is_shown` says whether it is public."""
    return await _first(tx, _QUERY.where(products.c.code == code))


async def find_gone(tx: Tx, code: str) -> date | None:
    """The day on which the product with this code went for good, or None."""
    query = select(gone_products.c.gone_on).where(gone_products.c.code == code)
    found: date | None = (await tx.execute(query)).scalar()
    return found


async def list_by_id(tx: Tx, product_ids: Sequence[int]) -> dict[int, Product]:
    """Products by id; one that is no more is missing."""
    found: dict[int, Product] = {}
    for start in range(0, len(product_ids), MAX_BIND):
        some = products.c.id.in_(list(product_ids[start : start + MAX_BIND]))
        found |= {one.id: one for one in await _load(tx, _QUERY.where(some))}
    return found


async def list_of_business(tx: Tx, business_id: int) -> list[Product]:
    """What a business has listed, the oldest first, in whatever state."""
    mine = products.c.business_id == business_id
    return await _load(tx, _QUERY.where(mine).order_by(products.c.id).limit(MAX_LISTED))


async def list_of_person(tx: Tx, person_id: int) -> list[Product]:
    """What a person's businesses have listed, the oldest first, in whatever state."""
    mine = businesses.c.person_id == person_id
    return await _load(tx, _QUERY.where(mine).order_by(products.c.id).limit(MAX_LISTED))


async def list_in_review(tx: Tx, limit: int = 20) -> list[Product]:
    """Products that wait for the office, the longest waiting first."""
    waits = products.c.state == ProductState.IN_REVIEW
    order = (products.c.changed_at, products.c.id)
    return await _load(tx, _QUERY.where(waits).order_by(*order).limit(limit))


async def count_in_review(tx: Tx) -> int:
    """How many products wait for the office."""
    waits = products.c.state == ProductState.IN_REVIEW
    query = select(func.count()).select_from(products).where(waits)
    return int((await tx.execute(query)).scalar_one())


async def list_photos(tx: Tx, product_ids: Sequence[int]) -> dict[int, list[int]]:
    """Ids of media per product, in order, erased ones left out; without photos it is missing."""
    found: dict[int, list[int]] = {}
    query = select(product_photos.c.product_id, product_photos.c.media_id).where(
        exists().where(media.c.id == product_photos.c.media_id, media.c.state != "erased")
    )
    for start in range(0, len(product_ids), MAX_BIND):
        some = product_photos.c.product_id.in_(list(product_ids[start : start + MAX_BIND]))
        rows = query.where(some).order_by(product_photos.c.position, product_photos.c.id)
        for product_id, media_id in await tx.execute(rows):
            found.setdefault(product_id, []).append(media_id)
    return found


async def find_by_photo(tx: Tx, media_id: int) -> Product | None:
    """The product that this photo belongs to, or None."""
    of_photo = select(product_photos.c.product_id).where(product_photos.c.media_id == media_id)
    return await _first(tx, _QUERY.where(products.c.id.in_(of_photo)))


async def set_price(tx: Tx, product: Product, price_idr: int, unit: str, at: datetime) -> None:
    """A new price, or the same one once more: it holds from now on."""
    await _set(tx, product.id, price_idr=price_idr, unit=unit, price_told_at=at,
               price_asked_at=None, changed_at=at)  # fmt: skip


async def set_offer(tx: Tx, product: Product, offer: Offer, at: datetime) -> None:
    """Other facts than before; its page keeps its address. Prices change by `set_price`."""
    await _set(tx, product.id, **{**_columns(offer), "changed_at": at})
    await product_words.write(tx, [await get(tx, product.id)])


async def set_photos(tx: Tx, product: Product, photo_ids: Sequence[int], at: datetime) -> None:
    """Other photos instead of those it has, which are erased."""
    old = select(product_photos.c.media_id).where(product_photos.c.product_id == product.id)
    gone = media.c.id.in_(old) & media.c.id.not_in(list(photo_ids))
    erased = {"state": "erased", "provider_ref": "", "sha256": None}
    await tx.execute(update(media).where(gone).values(erased))
    await tx.execute(delete(product_photos).where(product_photos.c.product_id == product.id))
    await _add_photos(tx, product.id, photo_ids)
    await _set(tx, product.id, changed_at=at)


async def set_state(
    tx: Tx, product: Product, state: ProductState, at: datetime, reason: str = ""
) -> bool:
    """Move a product to another state; False where that may not follow, or it changed meanwhile."""
    if state not in FOLLOWING[product.state]:
        return False
    moved = (
        update(products)
        .where(products.c.id == product.id, products.c.state == product.state)
        .values(state=state, reason=reason, changed_at=at)
    )
    return bool((await tx.execute(moved)).rowcount)


async def hide_of_person(tx: Tx, person_id: int, at: datetime) -> int:
    """Take everything of an owner out of the catalogue, because they say so; how many."""
    return await _hide(tx, businesses.c.person_id == person_id, at)


async def hide_of_business(tx: Tx, business_id: int, at: datetime) -> int:
    """Take everything of a business out of the catalogue; how many."""
    return await _hide(tx, businesses.c.id == business_id, at)


async def _hide(tx: Tx, whose: ColumnElement[bool], at: datetime) -> int:
    mine = select(businesses.c.id).where(whose)
    open_ones = products.c.state.in_([*SHOWN, ProductState.IN_REVIEW])
    hidden = (
        update(products)
        .where(products.c.business_id.in_(mine), open_ones)
        .values(state=ProductState.HIDDEN, changed_at=at)
    )
    return int((await tx.execute(hidden)).rowcount)


async def remove(tx: Tx, product: Product, on: date) -> None:
    """Delete a product, its photos and what was asked about it. on: the day in Medan."""
    await selling_rows.forget_products(tx, [(product.id, product.code)], on)


async def list_old_prices(tx: Tx, now: datetime, limit: int = 100) -> list[Product]:
    """Shown products whose price was told too long ago, and nobody asked about it yet.

    None of an owner who was asked about another one just now: one question a day is enough.
    """
    is_old = products.c.price_told_at < now - PRICE_HOLDS
    other, theirs = products.alias(), businesses.alias()
    was_asked = exists().where(
        theirs.c.person_id == businesses.c.person_id,
        other.c.business_id == theirs.c.id,
        other.c.price_asked_at > now - ASKS_EVERY,
    )
    due = products.c.state.in_(SHOWN) & is_old & products.c.price_asked_at.is_(None) & ~was_asked
    return await _load(tx, _QUERY.where(due).order_by(products.c.id).limit(limit))


async def list_asked(tx: Tx, person_id: int) -> list[Product]:
    """The person's products about whose price they were asked, and have not answered."""
    mine = (businesses.c.person_id == person_id) & products.c.state.in_(SHOWN)
    asked = mine & products.c.price_asked_at.is_not(None)
    return await _load(tx, _QUERY.where(asked).order_by(products.c.id).limit(MAX_LISTED))


async def set_asked(tx: Tx, product_ids: Sequence[int], at: datetime) -> None:
    """Their owners are asked about the price: once, until they tell one."""
    which = products.c.id.in_(list(product_ids))
    await tx.execute(update(products).where(which).values(price_asked_at=at))


async def _set(tx: Tx, product_id: int, **values: object) -> None:
    await tx.execute(update(products).where(products.c.id == product_id).values(values))


async def _add_photos(tx: Tx, product_id: int, photo_ids: Sequence[int]) -> None:
    rows = [
        {"id": new_id(), "product_id": product_id, "media_id": one, "position": position}
        for position, one in enumerate(dict.fromkeys(photo_ids))
    ]
    if rows:
        await tx.execute(insert(product_photos), rows)


async def _free_code(tx: Tx, name: str) -> str:
    """A code that no product has or had: an old link must not show another one's product."""
    length = CODE_SIGNS
    while True:
        signs = "".join(secrets.choice(SIGNS) for _ in range(length))
        code = f"{slug(name)}-{signs}"
        taken = select(products.c.id).where(products.c.code == code)
        if (await tx.execute(taken)).first() is None and await find_gone(tx, code) is None:
            return code
        length += 1


async def _first(tx: Tx, query: Select[Any]) -> Product | None:
    r = (await tx.execute(query)).first()
    return _product(r._mapping) if r is not None else None


async def _load(tx: Tx, query: Select[Any]) -> list[Product]:
    return [_product(r._mapping) for r in await tx.execute(query)]


def _product(row: Mapping[str, Any]) -> Product:
    offer = Offer(**{f.name: row[f.name] for f in fields(Offer)})
    rest = {f.name: row[f.name] for f in fields(Product) if f.name not in ("offer", "state")}
    return Product(offer=offer, state=ProductState(row["state"]), **rest)


def _columns(offer: Offer) -> dict[str, Any]:
    return {f.name: getattr(offer, f.name) for f in fields(Offer)}
