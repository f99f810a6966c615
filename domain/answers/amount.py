"""How much of a product at least, or in what time: in the unit of its price where none is said."""

import re

from domain.answers import quantity
from domain.answers.quantity import Quantity
from domain.answers.result import Accepted, AsksBack, Understood
from domain.answers.words import clean

_STAND_IN = "buah"  # a unit that `quantity` knows, where the product's own is a word of its owner
_AT_LEAST = re.compile(
    r"\b(?:minimal(?:nya)?|minimum|min|paling (?:sedikit|dikit|sikit)|mulai(?: dari)?|pesan|order"
    r"|pesanan|beli|pembelian)\b",
    re.IGNORECASE,
)

_ANY = re.compile(
    r"bebas|(?:tidak|tak|gak|ga|nggak|ndak) ada(?: minimal\w*)?|berapa (?:saja|aja|pun)(?: boleh| bisa)?"
    r"|(?:satu|1)(?: (?:saja|aja|pun))?(?: boleh| bisa)?|eceran(?: boleh| bisa)?"
)


def understand_minimum(text: str, unit: str) -> Understood[list[str]]:
    """[amount, unit] of the smallest order; a period makes no sense and is asked back."""
    if _ANY.fullmatch(clean(text).strip(" .!")):
        return Accepted(["1", unit])
    understood = _in_unit(_AT_LEAST.sub(" ", text), unit)
    if not isinstance(understood, Accepted):
        return understood
    found = understood.value
    if found.per is not None:
        return AsksBack("quantity.unsure")
    return Accepted([f"{found.amount:f}", found.unit])


def understand_capacity(text: str, unit: str) -> Understood[list[str]]:
    """[amount, unit, period] of what is made; without a period it is asked back."""
    understood = _in_unit(text, unit)
    if not isinstance(understood, Accepted):
        return understood
    found = understood.value
    if found.per is None:
        return AsksBack("quantity.period")
    return Accepted([f"{found.amount:f}", found.unit, found.per])


def _in_unit(text: str, unit: str) -> Understood[Quantity]:
    """As `quantity`; a number alone counts in the product's unit."""
    own = re.compile(rf"\b{re.escape(unit)}\b", re.IGNORECASE)
    known = own.sub(_STAND_IN, text) if unit else text
    understood = quantity.understand(known)
    if isinstance(understood, AsksBack) and understood.reason == "quantity.unit":
        understood = quantity.understand(f"{known} {_STAND_IN}")
    if isinstance(understood, Accepted) and understood.value.unit == _STAND_IN:
        return Accepted(Quantity(understood.value.amount, unit, understood.value.per))
    return understood
