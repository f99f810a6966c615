"""Enquiries: who is interested in which product, what was answered, and what came of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, update
from sqlalchemy import insert as plain_insert

from domain.enquiry import (
    CODE_LENGTH,
    DIGITS,
    EXPIRY_DATE,
    FOLLOWING,
    OPEN_STATES,
    EnquiryState,
    Side,
)
from domain.errors import NotFound
from domain.invitation import ALPHABET
from domain.product import Product
from storage import businesses as business_rows
from storage.database import Tx, insert
from storage.ids import new_id
from storage.schema import businesses, enquiries, enquiry_words, products

MAX_WORDS = 50  # of one enquiry, the newest: what a page and a chat can show


@dataclass(frozen=True, slots=True)
class Told:
    """What a buyer tells. papers: of `domain.enquiry.REQUIREMENTS`. phone: E.164, None in a chat
    where none is known."""

    product_id: int
    name: str
    organisation: str
    kind: str
    phone: str | None
    quantity: str = ""
    papers: Sequence[str] = field(default_factory=tuple)
    delivery: str = ""
    words: str = ""
    buyer_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """An enquiry with the product and the business that it is about."""

    id: int
    code: str
    product_id: int
    product: str
    product_code: str
    business_id: int
    business: str
    owner_id: int
    buyer_id: int | None
    person_id: int | None
    name: str
    organisation: str
    kind: str
    phone: str | None
    quantity: str
    papers: tuple[str, ...]
    delivery: str
    words: str
    state: EnquiryState
    reason: str
    shares_number: bool
    asked_at: datetime
    told_at: datetime | None
    answered_at: datetime | None

    @property
    def buyer(self) -> str:
        """Who asks, as others read it: the organisation, else the name; '' once it is forgotten."""
        return self.organisation or self.name


@dataclass(frozen=True, slots=True)
class Said:
    """Something said through the bot."""

    side: Side
    text: str
    at: datetime


_COLUMNS = [
    enquiries.c.id, enquiries.c.code, enquiries.c.product_id, products.c.name.label("product"),
    products.c.code.label("product_code"), products.c.business_id,
    businesses.c.name.label("business"), businesses.c.person_id.label("owner_id"),
    enquiries.c.buyer_id, enquiries.c.person_id, enquiries.c.name, enquiries.c.organisation,
    enquiries.c.kind, enquiries.c.phone, enquiries.c.quantity, enquiries.c.papers,
    enquiries.c.delivery, enquiries.c.words, enquiries.c.state, enquiries.c.reason,
    enquiries.c.shares_number, enquiries.c.asked_at, enquiries.c.told_at, enquiries.c.answered_at,
]  # fmt: skip
_SELECT = (
    select(*_COLUMNS)
    .join(products, products.c.id == enquiries.c.product_id)
    .join(businesses, businesses.c.id == products.c.business_id)
)
#: Its owner has not answered, and nothing has come of it yet.
WAITS = enquiries.c.answered_at.is_(None) & enquiries.c.state.in_(OPEN_STATES)


def new_code() -> str:
    """A code that nobody can guess."""
    rest = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
    return secrets.choice(DIGITS) + rest


async def ask(tx: Tx, told: Told, at: datetime, code: str = "") -> tuple[Enquiry, bool]:
    """Write an enquiry; the same code twice is one: (the enquiry, whether it is new).

    Raises NotFound where the product has gone since it was looked at.
    """
    this = select(products.c.id).where(products.c.id == told.product_id)
    # PostgreSQL: nobody deletes it from here to the commit. SQLite has one writer at a time.
    if (await tx.execute(this.with_for_update(read=True, key_share=True))).first() is None:
        raise NotFound(f"there is no product {told.product_id}")
    values = {
        "id": new_id(), "code": code or new_code(), "product_id": told.product_id,
        "buyer_id": told.buyer_id, "person_id": told.person_id, "name": told.name,
        "organisation": told.organisation, "kind": told.kind, "phone": told.phone,
        "quantity": told.quantity, "papers": " ".join(told.papers), "delivery": told.delivery,
        "words": told.words, "state": EnquiryState.INTERESTED, "reason": "",
        "shares_number": False, "asked_at": at,
    }  # fmt: skip
    statement = insert(tx.dialect)(enquiries).values(values)
    added = await tx.execute(statement.on_conflict_do_nothing(index_elements=["code"]))
    found = await find_by_code(tx, str(values["code"]))
    if found is None:  # it was there, by this statement or an earlier one
        raise NotFound
    return found, bool(added.rowcount)


async def find(tx: Tx, enquiry_id: int) -> Enquiry | None:
    """An enquiry by its id."""
    return await _one(tx, _SELECT.where(enquiries.c.id == enquiry_id))


async def find_by_code(tx: Tx, code: str) -> Enquiry | None:
    """An enquiry by its code, in any letters."""
    return await _one(tx, _SELECT.where(enquiries.c.code == code.upper()))


async def find_open(tx: Tx, product_id: int, person_id: int, since: datetime) -> Enquiry | None:
    """The newest enquiry of a person about a product, asked since then, that has not ended."""
    return await _one(tx, _SELECT.where(
        enquiries.c.product_id == product_id, enquiries.c.person_id == person_id,
        enquiries.c.asked_at >= since, enquiries.c.state.in_(OPEN_STATES),
    ).order_by(enquiries.c.id.desc()).limit(1))  # fmt: skip


async def list_of_person(tx: Tx, person_id: int, limit: int = 10) -> list[Enquiry]:
    """What a person has asked in the chat, or went on with there, the newest first."""
    mine = _SELECT.where(enquiries.c.person_id == person_id)
    return await _list(tx, mine.order_by(enquiries.c.id.desc()).limit(limit))


async def list_of_owner(tx: Tx, person_id: int, limit: int = 10) -> list[Enquiry]:
    """What was asked about a person's products: what waits for an answer, then the rest; of each
    the newest first."""
    mine = _SELECT.where(businesses.c.person_id == person_id)
    return await _list(tx, mine.order_by(WAITS.desc(), enquiries.c.id.desc()).limit(limit))


async def list_held(tx: Tx, product: Product) -> frozenset[str]:
    """Which of `domain.enquiry.REQUIREMENTS` the owner of a product meets."""
    papers = await business_rows.list_papers(tx, product.business_id)
    dated = [EXPIRY_DATE] if product.offer.shelf_life_days else []
    return frozenset([*papers, *dated])


async def list_by_state(tx: Tx, state: EnquiryState, limit: int = 50) -> list[Enquiry]:
    """Enquiries in a state, the newest first."""
    those = _SELECT.where(enquiries.c.state == state)
    return await _list(tx, those.order_by(enquiries.c.id.desc()).limit(limit))


async def note_told(tx: Tx, enquiry_id: int, at: datetime) -> None:
    """The owner's message is in the outbox of this commit."""
    await _change(tx, enquiry_id, {"told_at": at})


async def answer(tx: Tx, enquiry_id: int, at: datetime, *, shares_number: bool = False) -> bool:
    """The owner has answered; the first moment counts, and a number once given stays given.

    False where the enquiry is no more.
    """
    this = update(enquiries).where(enquiries.c.id == enquiry_id)
    now = literal(at, enquiries.c.answered_at.type)
    values: dict[str, Any] = {"answered_at": func.coalesce(enquiries.c.answered_at, now)}
    if shares_number:
        values["shares_number"] = True
    return bool((await tx.execute(this.values(values))).rowcount)


async def go_on(tx: Tx, enquiry_id: int, person_id: int) -> bool:
    """Somebody goes on with it in the chat; False where another person already does."""
    free = update(enquiries).where(
        enquiries.c.id == enquiry_id,
        enquiries.c.person_id.is_(None) | (enquiries.c.person_id == person_id),
    )
    return bool((await tx.execute(free.values(person_id=person_id))).rowcount)


async def say(tx: Tx, enquiry_id: int, side: Side, text: str, at: datetime) -> None:
    """Keep what one of the two says to the other."""
    await tx.execute(plain_insert(enquiry_words).values(
        id=new_id(), enquiry_id=enquiry_id, side=side, text=text, at=at
    ))  # fmt: skip


async def list_words(tx: Tx, enquiry_id: int) -> list[Said]:
    """What the two have said, in order."""
    query = select(enquiry_words).where(enquiry_words.c.enquiry_id == enquiry_id)
    newest = await tx.execute(query.order_by(enquiry_words.c.id.desc()).limit(MAX_WORDS))
    return [Said(Side(r.side), r.text, r.at) for r in newest][::-1]


async def set_state(
    tx: Tx, enquiry: Enquiry, state: EnquiryState, at: datetime, by: int, reason: str = ""
) -> bool:
    """Move an enquiry on; False where that does not follow, or it has moved meanwhile."""
    if state not in FOLLOWING[enquiry.state]:
        return False
    is_end = not FOLLOWING[state]
    moved = (
        update(enquiries)
        .where(enquiries.c.id == enquiry.id, enquiries.c.state == enquiry.state)
        .values(state=state, reason=reason, ended_at=at if is_end else None,
                ended_by=by if is_end else None)
    )  # fmt: skip
    return bool((await tx.execute(moved)).rowcount)


async def _change(tx: Tx, enquiry_id: int, values: Mapping[str, Any]) -> None:
    await tx.execute(update(enquiries).where(enquiries.c.id == enquiry_id).values(values))


async def _one(tx: Tx, query: Select[Any]) -> Enquiry | None:
    r = (await tx.execute(query)).first()
    return _enquiry(r) if r is not None else None


async def _list(tx: Tx, query: Select[Any]) -> list[Enquiry]:
    return [_enquiry(r) for r in await tx.execute(query)]


def _enquiry(r: Any) -> Enquiry:
    values = {c.name: getattr(r, c.name) for c in _COLUMNS}
    values["papers"] = tuple(values["papers"].split())
    values["state"] = EnquiryState(values["state"])
    return Enquiry(**values)
