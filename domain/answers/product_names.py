"""An index of products: what the clusters' keywords name, however they are spelled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.answers import product_words as vocabulary
from domain.answers.words import BREAK, clean, unstretched
from domain.cluster import Cluster

MIN_LETTERS_FOR_TYPO = 6  # below, one letter makes another thing: batik, batok
_PIECE = re.compile(r"[a-z]+|[?,.;!\n()&+/]")
_NO_TYPOS = frozenset("sandang sendok batang kelapa pedagang barang gudang sekarang bawang".split())


@dataclass(frozen=True)
class ProductNames:
    """Products without blanks → the clusters they may belong to."""

    codes: dict[str, frozenset[str]]
    groups: dict[str, frozenset[str]]
    longest: int

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """The clusters of the product that exactly these words name; empty where none."""
        key = "".join(words)
        return self.codes.get(key) or self.codes.get(key.removesuffix("nya")) or frozenset()

    def find_misspelt(self, word: str) -> tuple[str, frozenset[str]]:
        """The one product a letter away, and its clusters."""
        if len(word) < MIN_LETTERS_FOR_TYPO or word in _NO_TYPOS:
            return "", frozenset()
        near = [
            name
            for name in self.codes
            if name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) == 1
        ]
        found = {self.codes[name] for name in near}
        return (near[0], found.pop()) if len(found) == 1 else ("", frozenset())


def product_words(text: str) -> list[str]:
    """Words in their usual spelling; "," for a pause, "dan" for every way to join, "?" stays."""
    row: list[str] = []
    for piece in _PIECE.findall(clean(text)):
        if piece in "&+/":
            row.append("dan")
        elif piece != "?" and not piece.isalpha():
            row.append(BREAK)
        else:
            word = unstretched(piece)
            row.append(vocabulary.FORMS.get(word, word))
    return row


@lru_cache(maxsize=4)
def names_of(clusters: tuple[Cluster, ...]) -> ProductNames:
    """The index over these clusters."""
    codes: dict[str, set[str]] = {}
    groups: dict[str, set[str]] = {}
    longest = 1
    for cluster in clusters:
        groups.setdefault(cluster.group, set()).add(cluster.code)
        for keyword in cluster.keywords:
            words = product_words(keyword)
            longest = max(longest, len(words))
            codes.setdefault("".join(words), set()).add(cluster.code)
    return ProductNames(_frozen(codes), _frozen(groups), longest)


def _frozen(table: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


@lru_cache(maxsize=8)
def phrase_table(phrases: str) -> frozenset[tuple[str, ...]]:
    """Phrases (one per `;` or line) as rows of words in their usual spelling."""
    parts = phrases.replace("\n", ";").split(";")
    return frozenset(row for part in parts if (row := tuple(product_words(part))))
