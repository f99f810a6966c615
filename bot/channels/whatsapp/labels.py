"""Labels within WhatsApp's lengths: they keep their meaning, and no two of them look the same."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.whatsapp.limits import (
    MAX_BUTTON_TITLE,
    MAX_ROW_DESCRIPTION,
    MAX_ROW_TITLE,
)
from dialog.messages import WORD_JOINER

ELLIPSIS = "…"
JOINER = "\u200d"  # between the parts of one emoji


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list. description: the whole label where the title had to be cut."""

    title: str
    description: str = ""


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(label: str) -> str:
    """A label as one line without signs of ours."""
    return " ".join(label.replace(WORD_JOINER, "").split()) or "-"


def shorten(text: str, most: int) -> str:
    """The text within `most` units: whole words where that keeps half of it, never half a sign."""
    if units(text) <= most:
        return text
    cut = len(text)
    while cut and (units(text[:cut]) > most - 1 or _joins(text, cut)):
        cut -= 1
    head = text[:cut].rstrip()
    by_words = head.rpartition(" ")[0].rstrip(" ,;:-/(")
    if text[cut : cut + 1] not in ("", " ") and units(by_words) * 2 >= most:
        head = by_words
    return head + ELLIPSIS


def _joins(text: str, at: int) -> bool:
    """Whether cutting here would tear a sign apart."""
    after, before = text[at : at + 1], text[at - 1]
    return before == JOINER or (
        bool(after) and (after == JOINER or unicodedata.category(after) in ("Mn", "Me", "Cf", "Sk"))
    )


def button_titles(labels: Sequence[str]) -> list[str] | None:
    """The titles of buttons; None where one does not fit, or two would be the same."""
    titles = [plain(label) for label in labels]
    fits = all(units(t) <= MAX_BUTTON_TITLE for t in titles)
    return titles if fits and len({t.casefold() for t in titles}) == len(titles) else None


def list_rows(labels: Sequence[str], notes: Sequence[str], first: int) -> list[Row]:
    """The rows of a list. first: the number of the first one, for titles that would be the same."""
    texts = [plain(label) for label in labels]
    titles = [shorten(text, MAX_ROW_TITLE) for text in texts]
    seen = [t.casefold() for t in titles]
    rows = []
    for n, (text, title, note) in enumerate(zip(texts, titles, notes, strict=True)):
        if seen.count(title.casefold()) > 1:
            title = shorten(f"{first + n}. {text}", MAX_ROW_TITLE)
        is_cut = title.endswith(ELLIPSIS) and not text.endswith(ELLIPSIS)
        more = text if is_cut else " ".join(note.split())
        rows.append(Row(title, shorten(more, MAX_ROW_DESCRIPTION)))
    return rows


def says_all(label: str) -> bool:
    """Whether a row can show the whole label, in its title or below it."""
    return units(plain(label)) <= MAX_ROW_DESCRIPTION
