"""The attendance sheet for signatures: the signed paper stays the office's legal record.

Signatures alternate between the left and the right half of their column, as offices do here, so
that a large one does not run into its neighbour's line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from documents.page import INK, QUIET, Box, Paper, Type
from documents.words import Words, day_text, hours_text, text, weekday_text

LEFT, RIGHT = 15.0, 200.0  # wider at the left: the sheet is punched and filed
ROW = 10.5  # enough for a signature, and 20 people fit on a page
TABLE_TOP, TABLE_BOTTOM = 68.0, 281.0
HEAD = 13.0
SIGNING = 42.0  # what the officer's signature needs below the last row

_AGENCY = Type("sans", "B", 10.5, 8, INK)
_TITLE = Type("serif", "B", 17, 17, INK)
_LABEL = Type("sans", "", 10, 10, QUIET)
_FACT = Type("sans", "B", 10.5, 8, INK, 1.15)
_HEAD = Type("sans", "B", 9.5, 8, INK)
_CELL = Type("sans", "", 10, 6.5, INK, 1.1)  # three lines of the smallest still fit a row
_SMALL = Type("sans", "", 8.5, 8.5, QUIET)


class Column(NamedTuple):
    """A column by its text's key, with its left edge and width in millimetres."""

    key: str
    x: float
    width: float


PERSON = (
    Column("number", 15, 9),
    Column("name", 24, 49),
    Column("business", 73, 41),
    Column("village", 114, 28),
)
WHOLE_DAY = (Column("morning", 142, 29), Column("afternoon", 171, 29))
MORNING = (Column("morning", 142, 58),)
AFTERNOON = (Column("afternoon", 142, 58),)
NOON = time(12)
LATEST_MORNING = time(13)  # who ends by then signs once


class Participant(NamedTuple):
    """One row: the person, the business ('' for a prospective owner), the kelurahan."""

    name: str
    business: str
    village: str


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """The list of one meeting; participants in the order in which they are printed."""

    training_title: str
    number: int
    count: int
    day: date
    starts: time
    ends: time | None
    venue: str
    participants: Sequence[Participant]

    @property
    def signatures(self) -> tuple[Column, ...]:
        """Where people sign: in the morning and after lunch, or once on half a day."""
        if self.starts >= NOON:
            return AFTERNOON
        if self.ends is not None and self.ends <= LATEST_MORNING:
            return MORNING
        return WHOLE_DAY


def attendance_sheet_pdf(sheet: AttendanceSheet, words: Words) -> bytes:
    """The sheet as a PDF of A4 pages, portrait; every page has the head of the table."""
    paper = Paper("portrait", sheet.day, text(words, "attendance_sheet.title"))
    pages = _pages(len(sheet.participants))
    for number, (first, last) in enumerate(pages, 1):
        paper.turn_page()
        _head(paper, sheet, words)
        bottom = _table(paper, sheet, words, first, last)
        place = text(words, "attendance_sheet.page", page=number, pages=len(pages))
        paper.write(place, Box(LEFT, 287, RIGHT - LEFT), _SMALL, "R")
        total = text(words, "attendance_sheet.total", count=len(sheet.participants))
        paper.write(total, Box(LEFT, 287, RIGHT - LEFT), _SMALL)
    _officer(paper, sheet, words, bottom)
    return paper.content()


def _pages(people: int) -> list[tuple[int, int]]:
    """(first, end) of the rows of each page; the last page leaves room for the officer."""
    full = int((TABLE_BOTTOM - TABLE_TOP - HEAD) // ROW)
    with_signature = int((TABLE_BOTTOM - TABLE_TOP - HEAD - SIGNING) // ROW)
    pages, first = [], 0
    while people - first > with_signature:
        rows = min(full, people - first - 1)  # the officer does not sign an empty page
        pages.append((first, first + rows))
        first += rows
    return [*pages, (first, people)]


def _head(paper: Paper, sheet: AttendanceSheet, words: Words) -> None:
    width = RIGHT - LEFT
    paper.write(text(words, "attendance_sheet.agency"), Box(LEFT, 14, width), _AGENCY, "C")
    paper.write(text(words, "attendance_sheet.title"), Box(LEFT, 20, width), _TITLE, "C")
    paper.line((LEFT, 29.5), (RIGHT, 29.5), INK, 0.6)
    paper.line((LEFT, 30.5), (RIGHT, 30.5), INK, 0.2)
    day = weekday_text(words, sheet.day)
    if sheet.count > 1:
        day = text(
            words, "attendance_sheet.meeting", day=day, number=sheet.number, count=sheet.count
        )
    facts = (
        ("attendance_sheet.training", sheet.training_title, 2),
        ("attendance_sheet.day", day, 1),
        ("attendance_sheet.hours", hours_text(sheet.starts, sheet.ends), 1),
        ("attendance_sheet.venue", sheet.venue, 2),
    )
    y = 34.0
    for label, fact, lines in facts:
        paper.write(text(words, label), Box(LEFT, y, 30), _LABEL)
        y += paper.write(fact, Box(LEFT + 30, y - 0.1, width - 30, lines), _FACT) + 1.2


def _table(paper: Paper, sheet: AttendanceSheet, words: Words, first: int, last: int) -> float:
    """Rows first to last; returns where the table ends."""
    _table_head(paper, sheet, words)
    y = TABLE_TOP + HEAD
    for at in range(first, last):
        _row(paper, at + 1, sheet, y)
        y += ROW
    if not sheet.participants:
        paper.write(text(words, "attendance_sheet.none"), Box(LEFT + 2, y + 3, 120), _CELL)
        y += ROW
    for column in (*PERSON, *sheet.signatures):
        paper.line((column.x, TABLE_TOP), (column.x, y), INK, 0.2)
    paper.line((RIGHT, TABLE_TOP), (RIGHT, y), INK, 0.2)
    paper.line((LEFT, y), (RIGHT, y), INK, 0.2)
    return y


def _table_head(paper: Paper, sheet: AttendanceSheet, words: Words) -> None:
    paper.block((LEFT, TABLE_TOP, RIGHT - LEFT, HEAD), (240, 236, 231))
    paper.line((LEFT, TABLE_TOP), (RIGHT, TABLE_TOP), INK, 0.2)
    paper.line((LEFT, TABLE_TOP + HEAD), (RIGHT, TABLE_TOP + HEAD), INK, 0.2)
    signature = text(words, "attendance_sheet.columns.signature")
    for column in (*PERSON, *sheet.signatures):
        label = text(words, f"attendance_sheet.columns.{column.key}")
        signed = column not in PERSON
        y = TABLE_TOP + (2.6 if signed else 4.6)
        paper.write(label, Box(column.x, y, column.width), _HEAD, "C")
        if signed:
            paper.write(signature, Box(column.x, y + 4.2, column.width), _SMALL, "C")


def _row(paper: Paper, number: int, sheet: AttendanceSheet, y: float) -> None:
    person = sheet.participants[number - 1]
    for column, cell in zip(PERSON, (str(number), *person), strict=True):
        is_number = column.key == "number"
        edge = 0.5 if is_number else 1.5
        inner = Box(column.x + edge, y, column.width - 2 * edge, 3, ROW - 0.8)
        down = (ROW - paper.height_of(cell, inner, _CELL)) / 2
        paper.write(cell, inner._replace(y=y + down), _CELL, "C" if is_number else "L")
    for column in sheet.signatures:
        shift = 1.5 if number % 2 else column.width / 2
        paper.write(f"{number}.", Box(column.x + shift, y + 3, 10), _SMALL)
    paper.line((LEFT, y + ROW), (RIGHT, y + ROW), QUIET, 0.1)


def _officer(paper: Paper, sheet: AttendanceSheet, words: Words, y: float) -> None:
    x, width = RIGHT - 65, 65.0
    where = text(words, "attendance_sheet.officer_place", day=day_text(words, sheet.day))
    paper.write(where, Box(x, y + 6, width), Type("sans", "", 10.5, 8, INK))
    officer = text(words, "attendance_sheet.officer")
    paper.write(officer, Box(x, y + 11, width), Type("sans", "", 10.5, 8, INK))
    paper.line((x, y + 36), (RIGHT, y + 36), INK, 0.25)
