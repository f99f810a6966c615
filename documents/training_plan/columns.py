"""Which column is which: any order, any capitalisation, the names that offices use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.training_plan.workbook import Row
from documents.words import Words, text

COLUMNS = (
    "code", "title", "day", "until", "starts", "ends", "venue", "map_url", "clusters", "target",
    "quota", "registration_closes", "offers_close", "admission", "trainer", "transport", "bring",
    "description",
)  # fmt: skip
REQUIRED = ("code", "title", "day", "starts", "ends", "venue")
HEADING_ROWS = 30  # titles, the office's letterhead and empty rows above the table
FEWEST_NAMES = 3  # so many known names make a row the head of the table

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the table. row: as Excel counts; places: column by key, from 0."""

    row: int
    places: dict[str, int]
    twice: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Required columns that are not there."""
        return tuple(key for key in REQUIRED if key not in self.places)


def find_head(rows: Sequence[Row], words: Words) -> Head | None:
    """The row with the names of the columns; None where there is none in the first rows."""
    names = _names(words)
    for number, row in enumerate(rows[:HEADING_ROWS], 1):
        head = _head(number, row, names)
        if len(head.places) >= FEWEST_NAMES:
            return head
    return None


def column_name(words: Words, key: str) -> str:
    """A column as the template calls it."""
    return text(words, f"training_plan.columns.{key}")


def _head(number: int, row: Row, names: dict[str, str]) -> Head:
    places: dict[str, int] = {}
    twice, unknown = [], []
    for place, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip():
            continue
        key = names.get(_plain(cell))
        if key is None:
            unknown.append(" ".join(cell.split())[:40])
        elif key in places:
            twice.append(key)
        else:
            places[key] = place
    return Head(number, places, tuple(twice), tuple(unknown))


def _names(words: Words) -> dict[str, str]:
    """Key by every name a column may have; the template's own names win."""
    names: dict[str, str] = {}
    for key in COLUMNS:
        for alias in text(words, f"training_plan.aliases.{key}").split(","):
            names[_plain(alias)] = key
    for key in COLUMNS:
        names[_plain(column_name(words, key))] = key
    return names


def _plain(name: str) -> str:
    """ "Jam Mulai (WIB) *" → "jam mulai wib" without the remark in brackets."""
    without_remark = re.sub(r"\(.*?\)", " ", name.casefold())
    return " ".join(_NOT_LETTERS.sub(" ", without_remark).split())
