"""People's words as they are kept: one spelling, no invisible signs, the letters left alone."""

import re
import unicodedata

from domain.answers.words import clean

PARTICLES = frozenset(
    "la lah ya yah dong deh aja saja kak bang bg bu pak ibu bapak min".split()  # noqa: SIM905
)
_NOT_WORD = re.compile(r"[^\w\s]+")


def tidy(line: str) -> str:
    """A line as it is stored: NFC, controls and direction marks gone, single blanks."""
    composed = unicodedata.normalize("NFC", line)
    visible = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in composed)
    return " ".join(visible.split())


def fold(text: str) -> str:
    """Only for comparing: lower case, no punctuation, no particles; '' may be left."""
    words = _NOT_WORD.sub(" ", clean(text)).split()
    kept = [w for w in words if w not in PARTICLES]
    return " ".join(kept or words)
