"""All shown products in memory, so that a search looks through nothing at all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice, pairwise
from operator import and_, or_

from domain.likeness import meanings, typed_words
from storage import seed
from storage.catalogue import Card
from web.bitmaps import Sliced, bitmap, places

MOST_REMEMBERED = 2000  # typed words


@dataclass(frozen=True, slots=True)
class Sought:
    """What a visitor looks for. Prices in rupiah; capacity: at least so many a month."""

    typed: str = ""
    cluster: str = ""
    district: str = ""
    price_from: int | None = None
    price_to: int | None = None
    papers: tuple[str, ...] = ()
    capacity: int | None = None


class Stock:
    """Shown products by what they are found by. Made once, never changed.

    A set of products is a bitmap, and a product's place in it the one it has in `_cards`.
    """

    def __init__(self, cards: Sequence[Card], words: Iterable[tuple[str, int]]) -> None:
        self._cards = sorted(cards, key=lambda card: -card.id)  # the newest first
        self._every = bitmap(range(len(self._cards)))
        self._with = {trait: bitmap(found) for trait, found in _by_trait(self._cards).items()}
        self._by_price = Sliced({at: card.price_idr for at, card in enumerate(self._cards)})
        self._by_capacity = Sliced({
            at: card.capacity_per_month for at, card in enumerate(self._cards)
            if card.capacity_per_month is not None
        })  # fmt: skip
        self._by_word = _by_word(self._cards, words)
        self._words = list(self._by_word)
        self._meant: dict[str, int] = {}
        numbers = ((name, some.bit_count()) for (what, name), some in self._with.items()
                   if what == "cluster")  # fmt: skip
        self.by_cluster = tuple(sorted(numbers))  # with how many products; those without left out

    def find(self, sought: Sought, offset: int, limit: int) -> tuple[int, list[Card]]:
        """How many products are meant, and these of them, the newest first."""
        meant = map(self._meaning, typed_words(sought.typed))
        found = reduce(and_, meant, self._among(sought))
        return found.bit_count(), self._list(places(found), offset, limit)

    def look(self, sought: Sought, offset: int, limit: int) -> tuple[bool, int, list[Card]]:
        """As `find`; where none is meant, those that come near. First, whether it is these."""
        number, cards = self.find(sought, offset, limit)
        return (False, number, cards) if number else (True, *self._near(sought, offset, limit))

    def _near(self, sought: Sought, offset: int, limit: int) -> tuple[int, list[Card]]:
        """Those with some of several words, with the most of them first."""
        words = typed_words(sought.typed)
        if len(words) < 2:
            return 0, []
        having = [self._among(sought)] + [0] * len(words)  # at least so many of the words
        for meant in map(self._meaning, words):
            having[1:] = [known | fewer & meant for fewer, known in pairwise(having)]
        exactly = [some & ~better for some, better in pairwise([*having[1:], 0])]
        ordered = chain.from_iterable(map(places, reversed(exactly)))
        return having[1].bit_count(), self._list(ordered, offset, limit)

    def _list(self, found: Iterator[int], offset: int, limit: int) -> list[Card]:
        return [self._cards[place] for place in islice(found, offset, offset + limit)]

    def _among(self, sought: Sought) -> int:
        """The products that everything but the words allows."""
        named = [("cluster", sought.cluster), ("district", sought.district)]
        named += [("paper", kind) for kind in sought.papers]
        parts = [self._with.get((what, name), 0) for what, name in named if name]
        if sought.price_from is not None or sought.price_to is not None:
            parts.append(self._by_price.between(sought.price_from, sought.price_to))
        if sought.capacity is not None:
            parts.append(self._by_capacity.between(sought.capacity, None))
        return reduce(and_, parts, self._every)

    def _meaning(self, typed: str) -> int:
        """The products that have a word which this one may mean."""
        known = self._meant.get(typed)
        if known is None:
            if len(self._meant) >= MOST_REMEMBERED:
                self._meant.clear()
            some = (self._by_word.get(word, 0) for word in meanings(typed, self._words))
            known = self._meant[typed] = reduce(or_, some, 0)
        return known


def _by_trait(cards: Sequence[Card]) -> dict[tuple[str, str], list[int]]:
    """Places of products by cluster, kecamatan and papers: ("paper", "halal")."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    districts = {v.code: v.district for v in seed.villages()}
    for place, card in enumerate(cards):
        found["cluster", card.cluster].append(place)
        found["district", districts.get(card.village, "")].append(place)
        for kind in card.papers:
            found["paper", kind].append(place)
    return found


def _by_word(cards: Sequence[Card], words: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Products by the words they have. words: with a product's id, of shown products or others."""
    place_of = {card.id: place for place, card in enumerate(cards)}
    found: dict[str, list[int]] = defaultdict(list)
    for word, product_id in words:
        if product_id in place_of:
            found[word].append(place_of[product_id])
    return {word: bitmap(some) for word, some in found.items()}
