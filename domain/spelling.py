"""Words as a search compares them, and the part of a link that a name becomes."""

import re
import unicodedata

MAX_WORDS = 60  # of one product; longer texts repeat themselves
MAX_WORD_LENGTH = 32
MAX_SLUG_LENGTH = 40

_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def plain(text: str) -> str:
    """Lower case without accents: "Piñata Crème" → "pinata creme"."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(c for c in apart if not unicodedata.combining(c))


def search_words(text: str) -> list[str]:
    """The different words of a text as a search compares them, in order; at most `MAX_WORDS`."""
    found = dict.fromkeys(w[:MAX_WORD_LENGTH] for w in _WORD.findall(plain(text)))
    return list(found)[:MAX_WORDS]


def slug(name: str) -> str:
    """A name as a link has it: "Keripik Ubi (Pedas)" → "keripik-ubi-pedas".

    Cut between words; "produk" where nothing of the name can stand in a link.
    """
    kept = ""
    for word in _WORD.findall(plain(name)):
        longer = f"{kept}-{word}" if kept else word[:MAX_SLUG_LENGTH]
        if len(longer) > MAX_SLUG_LENGTH:
            break
        kept = longer
    return kept or "produk"
