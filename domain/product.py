"""A product: what a business offers to buyers, and when the public sees it."""

from datetime import timedelta
from enum import StrEnum

MAX_PHOTOS = 5
PRICE_HOLDS = timedelta(days=90)  # then its owner is asked once whether it still holds


class ProductState(StrEnum):
    """Where a product stands. Only a public one, or one that is sold out, is in the catalogue."""

    IN_REVIEW = "in_review"  # where the office looks before the public does
    PUBLIC = "public"
    SOLD_OUT = "sold_out"  # shown, and said to be sold out
    HIDDEN = "hidden"  # by its owner
    TAKEN_DOWN = "taken_down"  # by staff, with a reason


SHOWN = (ProductState.PUBLIC, ProductState.SOLD_OUT)
