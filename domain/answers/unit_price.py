"""A price with what it is for: "25rb per bungkus", "Rp 18.000/kg", "sekotak 40 ribu"."""

import re
from decimal import Decimal

from domain.answers import price
from domain.answers.result import Accepted, Refused, Understood
from domain.answers.units import UNITS
from domain.answers.words import clean, symbols
from domain.plain_text import tidy

MAX_UNIT = 20  # "bungkus isi 10" is the longest that a list of prices has room for
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SIGNS = re.compile(r"[\w .'+-]+")
_BEFORE = re.compile(r"(?:(?:harganya|harga|untuk|utk|buat|tiap|setiap|per|satu|1)\s+|/\s*)+")
_ATTACHED = re.compile(r"(?:per|se|tiap|setiap)-?([a-z]+?)(?:nya)?")


def understand(text: str) -> Understood[list[int | str]]:
    """[price in whole rupiah, its unit or '' where none was said]; reasons as of `price`."""
    understood = price.understand(text)
    if not isinstance(understood, Accepted):
        return understood
    units = {unit for word in symbols(clean(text)) if (unit := _unit(word))}
    return Accepted([understood.value, units.pop() if len(units) == 1 else ""])


def _unit(word: str) -> str:
    """The unit that a word is, or carries: "sebungkus", "perkilo"; ''."""
    attached = _ATTACHED.fullmatch(word)
    return UNITS.get(word) or (UNITS.get(attached[1], "") if attached else "")


def understand_unit(text: str) -> Understood[str]:
    """What a price is for: a known unit in its one form, another as it was written.

    Refused: a number (`unit.number`), nothing readable or too much (`unit.none`).
    """
    said = tidy(clean(text).strip(" .,!:/"))
    bare = _BEFORE.sub("", said, count=1) if _BEFORE.match(said) and said not in UNITS else said
    if known := (UNITS.get(said) or UNITS.get(bare) or _unit(said)):
        return Accepted(known)
    if _NUMBER.match(bare):
        return Refused("unit.number")
    is_word = any(c.isalpha() for c in bare) and len(bare) <= MAX_UNIT and _SIGNS.fullmatch(bare)
    return Accepted(bare) if is_word else Refused("unit.none")


def as_price(candidate: str) -> list[int | str]:
    """A price that was chosen among the meanings of a doubtful answer."""
    return [int(Decimal(candidate)), ""]
