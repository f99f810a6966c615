"""A product: what a business offers to buyers, and when the public sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

MAX_PHOTOS = 5
PRICE_HOLDS = timedelta(days=90)  # then its owner is asked once whether it still holds
MONTHLY = {"hari": 26, "minggu": 4, "bulan": 1}  # a week has six working days


class ProductState(StrEnum):
    """Where a product stands. Only a public one, or one that is sold out, is in the catalogue."""

    IN_REVIEW = "in_review"  # where the office looks before the public does
    PUBLIC = "public"
    SOLD_OUT = "sold_out"  # shown, and said to be sold out
    HIDDEN = "hidden"  # by its owner
    TAKEN_DOWN = "taken_down"  # by staff, with a reason


SHOWN = (ProductState.PUBLIC, ProductState.SOLD_OUT)

#: What may follow a state. One that was taken down comes back through the eyes of the office.
FOLLOWING = {
    ProductState.IN_REVIEW: frozenset(
        {ProductState.PUBLIC, ProductState.HIDDEN, ProductState.TAKEN_DOWN}
    ),
    ProductState.PUBLIC: frozenset(set(ProductState) - {ProductState.PUBLIC}),
    ProductState.SOLD_OUT: frozenset(set(ProductState) - {ProductState.SOLD_OUT}),
    ProductState.HIDDEN: frozenset(
        {ProductState.PUBLIC, ProductState.IN_REVIEW, ProductState.TAKEN_DOWN}
    ),
    ProductState.TAKEN_DOWN: frozenset(
        {ProductState.PUBLIC, ProductState.IN_REVIEW, ProductState.HIDDEN}
    ),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What an owner tells of a product. capacity: as said, "40 kotak/hari"."""

    name: str
    price_idr: int
    unit: str  #: what the price is for: "bungkus"
    minimum_order: str = ""  #: as said: "10 bungkus"
    capacity: str = ""
    capacity_per_month: int | None = None  #: in `unit`, where it can be told
    shelf_life_days: int | None = None  #: None where it is no food, or was not told
    special: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A listed product with what a reader needs of its business."""

    id: int
    code: str  #: of its page: "keripik-ubi-7f3k"
    business_id: int
    offer: Offer
    state: ProductState
    reason: str  #: why staff took it down, or did not let it in
    price_told_at: datetime
    price_asked_at: datetime | None
    created_at: datetime
    changed_at: datetime
    business: str  #: name
    cluster: str  #: code
    village: str  #: official code
    person_id: int  #: the owner

    @property
    def name(self) -> str:
        """How the product is called."""
        return self.offer.name

    @property
    def is_shown(self) -> bool:
        """Whether the public sees it."""
        return self.state in SHOWN


def per_month(amount: Decimal, unit: str, per: str | None, price_unit: str) -> int | None:
    """How many of what the price is for are made in a month; None where that cannot be told."""
    if per is None or unit.casefold() != price_unit.casefold():
        return None
    return int(amount * MONTHLY[per])
