"""What a typed word may mean among the words that products have: spelling is forgiven."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.spelling import search_words

MAX_TYPED = 6  # words of one search; more narrow nothing further
MOST_MEANINGS = 24  # words that one typed word may mean
SHORTEST_BEGINNING = 3  # letters: "ker" is the beginning of "keripik", "ke" of too much
_EMPTY = frozenset({
    "dan", "yang", "yg", "di", "ke", "dari", "untuk", "utk", "dengan", "dgn", "atau", "cari",
    "jual", "beli", "harga", "produk",
})  # fmt: skip


def typed_words(text: str) -> list[str]:
    """The words of a search that say something, at most `MAX_TYPED`."""
    words = search_words(text)
    saying = [w for w in words if w not in _EMPTY and len(w) > 1]
    return (saying or words)[:MAX_TYPED]


def meanings(typed: str, known: Sequence[str]) -> list[str]:
    """The known words that a typed one may mean: itself, what begins so, what is spelled alike."""
    begin = [w for w in known if w.startswith(typed)] if len(typed) >= SHORTEST_BEGINNING else []
    begin.sort(key=len)
    slips = _slips(typed, is_known=typed in begin)
    alike: list[str] = []
    if slips:
        near = process.extract(
            typed, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST_MEANINGS
        )
        alike = [word for word, _, _ in near]
    return list(dict.fromkeys([typed, *begin[:MOST_MEANINGS], *alike]))[:MOST_MEANINGS]


def _slips(typed: str, *, is_known: bool) -> int:
    """How many letters may be wrong: none in a short word, one where the word is a known one."""
    if len(typed) < 4 or (is_known and len(typed) < 6):
        return 0
    if is_known or len(typed) < 6:
        return 1
    return 2 if len(typed) < 10 else 3
