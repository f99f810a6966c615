"""A spreadsheet from a stranger, opened between bounds: bytes in, rows of plain values out.

A file of some kilobytes may unpack to gigabytes or claim a million rows. So the sum of the sizes
in its index is looked at before anything is unpacked (`zipfile` never yields more than the index
says), the sheet is read as a stream, and no further than our own rows and columns.
"""

import io
import math
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_BYTES = 5_000_000  # a year's plan takes 20 kB; pictures and forgotten sheets take the rest
MAX_UNPACKED_BYTES = 40_000_000  # 10,000 rows of 18 columns take about 12 MB
MAX_PARTS = 500  # files inside; a workbook of 20 sheets has about 40
MAX_ROWS = 10_000  # ten years of trainings with a row a day
MAX_COLUMNS = 60  # three times ours; cells further right are not looked at

ZIP_START = b"PK\x03\x04"
OLD_EXCEL_START = bytes.fromhex("d0cf11e0a1b11ae1")  # OLE: .xls, or .xlsx under a password

Value: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

# What openpyxl and the standard library raise on rubbish; memory and interrupts pass through.
_RUBBISH = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class UnreadableFile(Exception):
    """Raised when a file cannot be read at all. reason: a key of `training_plan.file`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell whose formula has no value yet: the file was never calculated and saved."""

    text: str


Row: TypeAlias = tuple[Value | Formula, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. rows: the values from row 1 on, empty ends left out."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """The sheets in order, each read when it is asked for; at most `MAX_ROWS` + 1 rows of each.

    Raises UnreadableFile.
    """
    _check_outside(content)
    with _rubbish_is_broken(), _opened(content, with_values=True) as values:
        names = [(sheet.title, sheet.sheet_state != "visible") for sheet in values.worksheets]
    for index, (name, hidden) in enumerate(names):
        with _rubbish_is_broken():
            rows = _rows(content, index)
        yield Sheet(name, hidden, rows)


def _check_outside(content: bytes) -> None:
    if not content:
        raise UnreadableFile("empty")
    if content.startswith(OLD_EXCEL_START):
        raise UnreadableFile("old_excel")
    if not content.startswith(ZIP_START):
        raise UnreadableFile("not_xlsx")
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too_big")
    with _rubbish_is_broken(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
            raise UnreadableFile("too_big")
        if "xl/workbook.xml" not in archive.namelist():
            raise UnreadableFile("not_xlsx")
        if any(p.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for p in parts):
            raise UnreadableFile("broken")


@contextmanager
def _rubbish_is_broken() -> Iterator[None]:
    try:
        yield
    except UnreadableFile:
        raise
    except _RUBBISH as error:
        raise UnreadableFile("broken") from error


@contextmanager
def _opened(content: bytes, *, with_values: bool) -> "Iterator[Workbook]":
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # of features that we do not read
        warnings.simplefilter("ignore")
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=with_values, keep_links=False
        )
        with closing(book):
            yield book


def _rows(content: bytes, index: int) -> tuple[Row, ...]:
    rows = list(_stream(content, index, with_values=True))
    if _has_formulas(content):
        formulas = _stream(content, index, with_values=False)
        rows = [_marked(*pair) for pair in zip(rows, formulas, strict=True)]
    trimmed = [_without_end(row) for row in rows]
    while trimmed and not trimmed[-1]:
        trimmed.pop()  # a stray mark at the end of the world makes no rows
    return tuple(trimmed)


def _stream(content: bytes, index: int, *, with_values: bool) -> Iterator[Row]:
    with _opened(content, with_values=with_values) as book:
        sheet = book.worksheets[index]
        sheet.reset_dimensions()  # what the file says of its size is not believed
        bounds = {"min_row": 1, "max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS}
        for row in sheet.iter_rows(**bounds, values_only=True):
            yield tuple(_plain(value) for value in row)


def _plain(value: object) -> Value:
    """A value of the kinds we know; endless numbers and formulas over several cells as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float | datetime | date | time | timedelta):
        return value
    return str(getattr(value, "text", None) or "=")


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets)


def _marked(values: Row, formulas: Row) -> Row:
    """Where there is a formula and no value, the formula takes its place."""
    return tuple(
        Formula(formula) if value is None and isinstance(formula, str) else value
        for value, formula in zip(values, formulas, strict=True)
    )


def _without_end(row: Row) -> Row:
    length = len(row)
    while length and row[length - 1] is None:
        length -= 1
    return row[:length]
