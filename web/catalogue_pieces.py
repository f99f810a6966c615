"""Pieces of the catalogue's pages that many of them share, kept as HTML once they are made."""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from storage.catalogue import Card
from web.catalogue_choices import districts, groups
from web.pages import Pages

MOST_CARDS = 4000  # about a kilobyte each
MOST_LISTS = 64  # of things to choose from, each with another one chosen
SEEN_AT_ONCE = 4  # cards whose photos are not left for later
KINDS = {"": Markup('<ul class="grid">'), "four": Markup('<ul class="grid four">')}
END = Markup("</ul>")


class Pieces:
    """Cards and lists to choose from."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._card = lru_cache(MOST_CARDS)(self._draw_card)
        self.clusters = lru_cache(MOST_LISTS)(self._draw_clusters)
        self.districts = lru_cache(MOST_LISTS)(self._draw_districts)

    def grid(self, cards: Sequence[Card], *, is_first: bool = False, kind: str = "") -> Markup:
        """Cards side by side. is_first: nothing stands above them; kind: a key of `KINDS`."""
        seen = SEEN_AT_ONCE if is_first else 0
        drawn = [self._card(card, at < seen) for at, card in enumerate(cards)]
        return Markup("").join([KINDS[kind], *drawn, END])

    def _draw_card(self, card: Card, is_eager: bool) -> Markup:
        return self._pages.fragment("card.html", card=card, is_eager=is_eager)

    def _draw_clusters(self, chosen: str, by_cluster: tuple[tuple[str, int], ...]) -> Markup:
        """Options of clusters, each with how many products it has."""
        found = groups(dict(by_cluster))
        return self._pages.fragment("cluster-options.html", groups=found, chosen=chosen)

    def _draw_districts(self, chosen: str) -> Markup:
        """Options of kecamatan."""
        return self._pages.fragment("district-options.html", districts=districts(), chosen=chosen)
