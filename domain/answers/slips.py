"""Slips of the finger in the few words that most answers consist of: `udha`, `sudsh`, `hadr`.

Each word's near spellings are made once, when the module is loaded: two letters swapped, a vowel
left out, a letter hit one key beside. What is a word of its own is none of them.
"""

from itertools import combinations, pairwise

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
MIN_LETTERS = 4  # a shorter word is one letter from too many others
MIN_LETTERS_WITHOUT_VOWELS = 3  # "hdr"; two letters, as "rb", are short for something else
_OWN_WORDS = frozenset(
    # days
    "kamus kanis jimat sabut santu ranu rabi raby selada semin senun "
    # periods
    "bukan bilan bualn monggu munggu haru haro hair haei bulsn "
    # heads
    "bersua bertoga beruda berdus "
    # having, coming, agreeing
    "hati susah dayang darang hador hasir hafir hadit bersedua punta todak bokeh bileh senduri seruju".split()
)
"""Words, names and kinds of fish."""


def slips_of(word: str) -> frozenset[str]:
    """The misspellings of `word` that can mean nothing else; none of a short word."""
    if len(word) < MIN_LETTERS:
        return frozenset()
    return (
        frozenset({*_swapped(word), *_without_a_vowel(word), *_beside(word)}) - _OWN_WORDS - {word}
    )


def _swapped(word: str) -> list[str]:
    return [
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        for at in range(1, len(word))
        if word[at] != word[at - 1]
    ]


def _without_a_vowel(word: str) -> list[str]:
    """Some or all vowels behind the first letter left out; of three letters only where all are."""
    places = [at for at in range(1, len(word)) if word[at] in _VOWELS]
    left_out = [
        set(some) for count in range(1, len(places) + 1) for some in combinations(places, count)
    ]
    forms = ["".join(c for at, c in enumerate(word) if at not in gone) for gone in left_out]
    least = MIN_LETTERS_WITHOUT_VOWELS
    return [
        form
        for form in forms
        if len(form) >= MIN_LETTERS or (form == forms[-1] and len(form) >= least)
    ]


def _beside(word: str) -> list[str]:
    """One letter, not the first, hit on the next key of its row."""
    neighbours: dict[str, str] = {}
    for row in _KEYS:
        for left, right in pairwise(row):
            neighbours[left] = neighbours.get(left, "") + right
            neighbours[right] = neighbours.get(right, "") + left
    return [
        word[:at] + near + word[at + 1 :]
        for at in range(1, len(word))
        for near in neighbours.get(word[at], "")
    ]
