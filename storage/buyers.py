"""Buyers: who buys for a hotel, a supermarket or a shop, what they require, and the lists that
staff put together for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy import insert as plain_insert

from storage.database import Tx, insert
from storage.enquiries import new_code
from storage.ids import new_id
from storage.schema import buyers, enquiries, recommendations


@dataclass(frozen=True, slots=True)
class BuyerTold:
    """What a buyer tells of themselves. papers: of `domain.enquiry.REQUIREMENTS`."""

    name: str
    kind: str
    contact_name: str
    phone: str | None
    papers: Sequence[str] = field(default_factory=tuple)
    quantity: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer as registered. person_id: None where they are known from the web alone."""

    id: int
    code: str
    person_id: int | None
    name: str
    kind: str
    contact_name: str
    phone: str | None
    papers: tuple[str, ...]
    quantity: str
    delivery: str
    created_at: datetime
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A list of products for a buyer. products: their codes, in order."""

    id: int
    code: str
    buyer: str
    words: str
    products: tuple[str, ...]
    created_at: datetime


_COLUMNS = [
    buyers.c.id, buyers.c.code, buyers.c.person_id, buyers.c.name, buyers.c.kind,
    buyers.c.contact_name, buyers.c.phone, buyers.c.papers, buyers.c.quantity, buyers.c.delivery,
    buyers.c.created_at, buyers.c.verified_at,
]  # fmt: skip


async def add(
    tx: Tx, told: BuyerTold, at: datetime, *, person_id: int | None = None, code: str = ""
) -> tuple[Buyer, bool]:
    """Register a buyer; the same code twice is one: (the buyer, whether they are new)."""
    values = {
        "id": new_id(), "code": code or new_code(), "person_id": person_id, "created_at": at,
        **_told(told),
    }  # fmt: skip
    statement = insert(tx.dialect)(buyers).values(values)
    added = await tx.execute(statement.on_conflict_do_nothing(index_elements=["code"]))
    query = select(*_COLUMNS).where(buyers.c.code == values["code"])
    return _buyer((await tx.execute(query)).one()), bool(added.rowcount)


async def change(tx: Tx, buyer_id: int, told: BuyerTold) -> None:
    """Write anew what a buyer tells; another name has to be verified anew."""
    this = buyers.c.id == buyer_id
    renamed = update(buyers).where(this, buyers.c.name != told.name)
    await tx.execute(renamed.values(verified_at=None, verified_by=None))
    await tx.execute(update(buyers).where(this).values(_told(told)))


def _told(told: BuyerTold) -> dict[str, Any]:
    return {
        "name": told.name, "kind": told.kind, "contact_name": told.contact_name,
        "phone": told.phone, "papers": " ".join(told.papers), "quantity": told.quantity,
        "delivery": told.delivery,
    }  # fmt: skip


async def find(tx: Tx, buyer_id: int) -> Buyer | None:
    """A buyer by their id."""
    r = (await tx.execute(select(*_COLUMNS).where(buyers.c.id == buyer_id))).first()
    return _buyer(r) if r is not None else None


async def find_of_person(tx: Tx, person_id: int) -> Buyer | None:
    """What a person has registered as a buyer, the first; None where they are none."""
    query = select(*_COLUMNS).where(buyers.c.person_id == person_id).order_by(buyers.c.id)
    r = (await tx.execute(query.limit(1))).first()
    return _buyer(r) if r is not None else None


async def list_unverified(tx: Tx, limit: int = 50) -> list[Buyer]:
    """Buyers whom nobody has verified, the oldest first."""
    query = select(*_COLUMNS).where(buyers.c.verified_at.is_(None)).order_by(buyers.c.id)
    return [_buyer(r) for r in await tx.execute(query.limit(limit))]


async def list_verified(tx: Tx, limit: int = 200) -> list[Buyer]:
    """Verified buyers, by name."""
    query = select(*_COLUMNS).where(buyers.c.verified_at.is_not(None))
    return [_buyer(r) for r in await tx.execute(query.order_by(buyers.c.name).limit(limit))]


async def count_unverified(tx: Tx) -> int:
    """How many buyers nobody has verified."""
    query = select(func.count()).select_from(buyers).where(buyers.c.verified_at.is_(None))
    return int((await tx.execute(query)).scalar_one())


async def verify(tx: Tx, buyer_id: int, at: datetime, by: int) -> bool:
    """Mark a buyer verified; False where somebody already did, or they are gone."""
    this = update(buyers).where(buyers.c.id == buyer_id, buyers.c.verified_at.is_(None))
    return bool((await tx.execute(this.values(verified_at=at, verified_by=by))).rowcount)


async def remove(tx: Tx, buyer_id: int) -> bool:
    """Take out an unverified buyer who is none; False where they are verified or gone."""
    this = buyers.c.id == buyer_id
    is_listed = exists().where(recommendations.c.buyer_id == buyer_id)
    free = select(buyers.c.id).where(this, buyers.c.verified_at.is_(None), ~is_listed)
    if (await tx.execute(free)).first() is None:
        return False
    asked = update(enquiries).where(enquiries.c.buyer_id == buyer_id)
    await tx.execute(asked.values(buyer_id=None))
    return bool((await tx.execute(delete(buyers).where(this))).rowcount)


async def recommend(
    tx: Tx, buyer_id: int, codes: Sequence[str], words: str, at: datetime, by: int
) -> str:
    """Keep a list of products for a buyer; the code that ends its link."""
    code = new_code()
    await tx.execute(plain_insert(recommendations).values(
        id=new_id(), code=code, buyer_id=buyer_id, words=words, products=" ".join(codes),
        created_at=at, created_by=by,
    ))  # fmt: skip
    return code


async def find_recommendation(tx: Tx, code: str) -> Recommendation | None:
    """A list by its code, in any letters."""
    query = (
        select(recommendations, buyers.c.name)
        .join(buyers, buyers.c.id == recommendations.c.buyer_id)
        .where(recommendations.c.code == code.upper())
    )
    r = (await tx.execute(query)).first()
    if r is None:
        return None
    return Recommendation(r.id, r.code, r.name, r.words, tuple(r.products.split()), r.created_at)


def _buyer(r: Any) -> Buyer:
    values = {c.name: getattr(r, c.name) for c in _COLUMNS}
    values["papers"] = tuple(values["papers"].split())
    return Buyer(**values)
