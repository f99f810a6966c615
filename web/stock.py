"""All shown products in memory, so that a search looks through nothing at all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from domain.likeness import meanings, typed_words
from storage import seed
from storage.catalogue import Card

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
    """Shown products by what they are found by. Made once, never changed."""

    def __init__(self, cards: Sequence[Card], words: Iterable[tuple[str, int]]) -> None:
        self._cards = {card.id: card for card in cards}
        self._newest = sorted(self._cards, reverse=True)
        districts = {v.code: v.district for v in seed.villages()}
        self._with: dict[tuple[str, str], set[int]] = defaultdict(set)
        for card in cards:
            self._with["cluster", card.cluster].add(card.id)
            self._with["district", districts.get(card.village, "")].add(card.id)
            for kind in card.papers:
                self._with["paper", kind].add(card.id)
        counts = [(name, len(ids)) for (what, name), ids in self._with.items() if what == "cluster"]
        self.by_cluster = tuple(sorted(counts))  # with how many products; those without left out
        by_word: dict[str, set[int]] = defaultdict(set)
        for word, product_id in words:
            by_word[word].add(product_id)
        self._by_word: Mapping[str, set[int]] = by_word
        self._words = list(by_word)
        self._meant: dict[str, frozenset[int]] = {}

    def find(self, sought: Sought, offset: int, limit: int) -> tuple[int, list[Card]]:
        """How many products are meant, and these of them, the newest first."""
        ids = self._ids(sought)
        return len(ids), [self._cards[one] for one in ids[offset : offset + limit]]

    def look(self, sought: Sought, offset: int, limit: int) -> tuple[bool, int, list[Card]]:
        """As `find`; where none is meant, those that come near. First, whether it is these."""
        number, cards = self.find(sought, offset, limit)
        return (False, number, cards) if number else (True, *self._near(sought, offset, limit))

    def _near(self, sought: Sought, offset: int, limit: int) -> tuple[int, list[Card]]:
        """Those with some of several words, with the most of them first."""
        words = typed_words(sought.typed)
        if len(words) < 2:
            return 0, []
        counted = Counter(chain.from_iterable(map(self._meaning, words)))
        among = set(self._ids(replace(sought, typed="")))
        best = sorted((i for i in counted if i in among), key=lambda i: (-counted[i], -i))
        return len(best), [self._cards[one] for one in best[offset : offset + limit]]

    def _ids(self, sought: Sought) -> Sequence[int]:
        """The products that are meant, the newest first."""
        parts = sorted(self._parts(sought), key=len)
        fits = _fitting(sought)
        if not parts:
            return [i for i in self._newest if fits(self._cards[i])] if fits else self._newest
        found = frozenset(parts[0]).intersection(*parts[1:])
        some = [i for i in found if fits(self._cards[i])] if fits else found
        return sorted(some, reverse=True)

    def _parts(self, sought: Sought) -> list[Set[int]]:
        """The products that each of the things allows, numbers left out."""
        named = [("cluster", sought.cluster), ("district", sought.district)]
        named += [("paper", kind) for kind in sought.papers]
        parts: list[Set[int]]
        parts = [self._with.get((what, name), set()) for what, name in named if name]
        return parts + [self._meaning(word) for word in typed_words(sought.typed)]

    def _meaning(self, typed: str) -> frozenset[int]:
        """The products that have a word which this one may mean."""
        known = self._meant.get(typed)
        if known is None:
            if len(self._meant) >= MOST_REMEMBERED:
                self._meant.clear()
            some = [self._by_word[w] for w in meanings(typed, self._words) if w in self._by_word]
            known = self._meant[typed] = frozenset[int]().union(*some) & self._cards.keys()
        return known


def _fitting(sought: Sought) -> Callable[[Card], bool] | None:
    """Whether a product's numbers are as asked; None where nothing is asked of them."""
    if sought.price_from is None and sought.price_to is None and sought.capacity is None:
        return None
    lowest = sought.price_from or 0
    highest = float("inf") if sought.price_to is None else sought.price_to
    least = sought.capacity

    def fits(card: Card) -> bool:
        if not lowest <= card.price_idr <= highest:
            return False
        return least is None or (card.capacity_per_month or -1) >= least

    return fits
