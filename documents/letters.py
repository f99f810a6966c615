"""People's words in the letters that the fonts have: nothing crashes, nothing vanishes unseen.

The fonts (Source Sans and Source Serif, SIL OFL 1.1) know Latin with all its accents, Greek and
Cyrillic. A KTP is written in Latin letters (Permendagri 73/2022), so names as in the office's
papers always fit; what else people type (Batak, Chinese, Arabic script) shows as an empty box.
"""

import unicodedata
from functools import cache
from importlib import resources

EMPTY_BOX = "☐"  # U+2610: the box that all upright styles of both fonts have
FACES = {
    ("sans", ""): ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("sans", "B"): ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    ("serif", ""): ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("serif", "B"): ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
}


def font_file(family: str, style: str) -> str:
    """Where the font package keeps a face. family: sans or serif; style: "" or "B"."""
    package, name = FACES[family, style]
    return str(resources.files(package).joinpath("files", name))


@cache
def known_letters() -> frozenset[int]:
    """Code points that every face has; read once, from the fonts themselves."""
    from fontTools.ttLib import TTFont

    maps = []
    for family, style in FACES:
        with TTFont(font_file(family, style), lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*maps)


def printable(words: str) -> str:
    """Words as a PDF can show them: emoji left out, unknown letters as empty boxes.

    Line breaks become blanks; a name of nothing but emoji becomes "".
    """
    known = known_letters()
    composed = unicodedata.normalize("NFC", words)
    return " ".join("".join(_shown(c, known) for c in composed).split())


def missing_letters(words: str) -> str:
    """The letters of the words that a PDF cannot show, each once; "" is the normal case."""
    known = known_letters()
    shown = {c: _shown(c, known) for c in unicodedata.normalize("NFC", words)}
    return "".join(c for c, box in shown.items() if box == EMPTY_BOX and c != EMPTY_BOX)


def _shown(character: str, known: frozenset[int]) -> str:
    if character.isspace():
        return " "
    if ord(character) in known:
        return character
    is_letter = unicodedata.category(character)[0] in "LN"
    return EMPTY_BOX if is_letter else ""
