"""Reading a row of words by a small dictionary of phrases, the longest phrase first.

Every kind of answer that is a sentence (yes or no, have, attendance, commands) has such a
dictionary. What stands in none is `unknown`: the reader of the signs decides what that means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from domain.answers.words import squeezed

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Sign(Generic[S]):
    """A phrase that was found; `meaning` is None for a word that no phrase knows."""

    meaning: S | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Phrases(Generic[S]):
    """Phrases by meaning; one phrase per `;` or line."""

    by_words: Mapping[tuple[str, ...], S]
    dropped: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = field(init=False)
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "vocabulary", frozenset(w for key in self.by_words for w in key))
        object.__setattr__(self, "longest", max(map(len, self.by_words), default=0))

    def read(self, words: Iterable[str]) -> list[Sign[S]]:
        """Every word of the row in exactly one sign, from left to right."""
        row = [self._spelled(word) for word in words if word not in self.dropped]
        signs: list[Sign[S]] = []
        start = 0
        while start < len(row):
            sign = self._longest_at(row, start)
            signs.append(sign)
            start += len(sign.words)
        return signs

    def _longest_at(self, row: list[str], start: int) -> Sign[S]:
        for length in range(min(self.longest, len(row) - start), 0, -1):
            words = tuple(row[start : start + length])
            if words in self.by_words:
                return Sign(self.by_words[words], words)
        return Sign(None, (row[start],))

    def _spelled(self, word: str) -> str:
        if word in self.vocabulary:
            return word
        forms = (squeezed(word), word.removesuffix("lah"), word.removesuffix("nya"))
        return next((form for form in forms if form in self.vocabulary), word)


def phrases(groups: Mapping[S, str], dropping: frozenset[str] = frozenset()) -> Phrases[S]:
    """Build the dictionary; a phrase given under two meanings keeps the later one.

    Words in `dropping` count nowhere, neither in the phrases nor in what is read.
    """
    table: dict[tuple[str, ...], S] = {}
    for meaning, text in groups.items():
        for line in text.replace("\n", ";").split(";"):
            said = tuple(line.split())
            words = tuple(word for word in said if word not in dropping)
            # "tidak deh" must not make a bare "tidak" mean the same
            if len(words) > 1 or (words and words == said):
                table[words] = meaning
    return Phrases(table, dropping)
