"""Reading what someone makes from left to right: products, what describes them, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.answers.product_names import ProductNames
from domain.answers.product_words import (
    FRAMES,
    GROUP_WORDS,
    JOINERS,
    MAKERS,
    MATERIALS,
    MODIFIERS,
    SELLERS,
    SHOPS,
    STRONG_HEADS,
)
from domain.answers.words import BREAK

MAX_UNKNOWN = 4  # words we do not know after a product that may be something else
MAX_UNKNOWN_AFTER_STRONG = 9
FROZEN = frozenset({"frozen", "beku", "frozenfood"})
FREEZABLE = frozenset({"BEKU", "KUE_BASAH", "ROTI"})  # a frozen risol is frozen food


@dataclass
class Reading:
    """What a whole answer names."""

    codes: frozenset[str] = frozenset()
    is_unsure: bool = False
    unknown: list[str] = field(default_factory=list)
    taken: list[tuple[str, ...]] = field(default_factory=list)  #: products as they were written


@dataclass
class _Part:
    """One phrase between pauses and joining words."""

    joined: bool = False  #: "dan" stood before it
    head: frozenset[str] = frozenset()
    is_strong: bool = False
    is_material: bool = False
    modified: bool = False  #: "rasa", "dari" … stood after the head
    before: bool = False  #: a word we do not know stands where the thing itself is named
    after: int = 0

    @property
    def is_unsure(self) -> bool:
        """Is the product doubtful, or does something unknown stand beside another?"""
        if not self.head:
            return self.joined and self.before
        limit = MAX_UNKNOWN_AFTER_STRONG if self.is_strong else MAX_UNKNOWN
        return self.before or self.is_material or self.after > limit


def read_products(words: Sequence[str], names: ProductNames) -> Reading:
    """All products of an answer together."""
    reading = Reading()
    parts = [_Part()]
    at = 0
    while at < len(words):
        word = words[at]
        if word == BREAK or word in JOINERS:
            parts.append(_Part(joined=word != BREAK))
            at += 1
            continue
        found, length = _product_at(words, at, names)
        if found:
            _take_product(parts[-1], found, words[at : at + length], reading)
        else:
            _take_word(parts[-1], word, reading)
        at += max(length, 1)
    reading.codes = frozenset().union(*(part.head for part in parts))
    reading.is_unsure = any(part.is_unsure for part in parts)
    return reading


def _product_at(words: Sequence[str], at: int, names: ProductNames) -> tuple[frozenset[str], int]:
    for length in range(min(names.longest, len(words) - at), 0, -1):
        found = names.find(words[at : at + length])
        if found:
            return found, length
    word = words[at]
    if word in FRAMES | MODIFIERS | SELLERS | SHOPS or word in GROUP_WORDS:
        return frozenset(), 0
    return names.find_misspelt(word)[1], 1


def _take_product(
    part: _Part, found: frozenset[str], words: Sequence[str], reading: Reading
) -> None:
    reading.taken.append(tuple(words))
    key = "".join(words)
    if not part.head:
        part.head = found
        part.is_strong = words[0] in STRONG_HEADS or key in STRONG_HEADS
        part.is_material = key in MATERIALS
    elif key in FROZEN and part.head <= FREEZABLE:
        part.head = found
    elif part.is_material:
        part.head, part.is_material = part.head & found or part.head | found, False
    elif part.head & found:
        part.head &= found
    elif not (part.is_strong or part.modified or key in MATERIALS):
        part.head |= found


def _take_word(part: _Part, word: str, reading: Reading) -> None:
    if word in MODIFIERS and part.head:
        part.modified = True
    elif word in MAKERS and not part.head:
        part.before = False
    elif word not in FRAMES | SELLERS | SHOPS | MODIFIERS and word not in GROUP_WORDS:
        reading.unknown.append(word)
        part.after += bool(part.head)
        part.before = part.before or not part.head
