"""Writing spreadsheets: people's words stay words, columns are wide enough, equal rows equal bytes.

A cell that begins with = + - @ may be run as a formula by the program that opens it; text from
people is therefore stored as text and marked so (the quote prefix), in every cell, without
looking at how it begins.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from domain.plain_text import tidy

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

AnyCell: TypeAlias = "ExcelCell | MergedCell"
Cell: TypeAlias = str | int | float | date | time | None

MAX_SHEET_NAME = 31  # Excel's limit
MAX_CELL_LETTERS = 32_767  # Excel's limit
WIDEST = 60  # characters; longer text wraps
LONGEST_LINE = 110  # characters; what a landscape page holds
HEAD_WIDTH = 12  # characters of a heading before it wraps
MOST_LINES = 27  # 409 points, the tallest row that Excel takes
LINE_POINTS = 15.0
FACE, TEXT_SIZE, TITLE_SIZE = "Calibri", 11, 14
HEAD_FILL = "F0ECE7"
LINE_COLOUR = "BFB8B0"
DAY_FORMAT = "d mmm yyyy"
PERCENT_FORMAT = "0%"
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
# Time stands still inside the file: equal rows give equal bytes.
PACKED_AT = (1980, 1, 1, 0, 0, 0)


class Percent(float):
    """A share from 0 to 1, shown as a percentage."""


class Table(NamedTuple):
    """A sheet: lines above the table, the head, the rows. notes: lines below it."""

    name: str
    above: Sequence[str]
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()


def workbook_bytes(tables: Sequence[Table], made_on: date) -> bytes:
    """A workbook of one sheet per table. made_on: the day the file carries."""
    book = empty_workbook()
    for table in tables:
        write_table(book.create_sheet(sheet_name(table.name)), table)
    return packed(book, made_on)


def empty_workbook() -> "Workbook":
    """A workbook without sheets."""
    from openpyxl import Workbook

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    return NO_SHEET_NAME.sub(" ", tidy(name))[:MAX_SHEET_NAME] or "1"


def write_table(sheet: "Worksheet", table: Table) -> None:
    """Fill a sheet: heading, a head that stays in view and is printed on each page, rows."""
    from openpyxl.styles import Font

    above = _folded(table.above)
    for number, line in enumerate(above, 1):
        size = TITLE_SIZE if number == 1 else TEXT_SIZE
        put(sheet, number, 1, line).font = Font(name=FACE, bold=number == 1, size=size)
    top = len(above) + (2 if above else 1)
    rows = [table.head, *table.rows]
    widths = _widths(rows)
    for number, row in enumerate(rows, top):
        _write_row(sheet, number, row, is_head=number == top)
        lines = max((_lines(v, w) for v, w in zip(row, widths, strict=False)), default=1)
        sheet.row_dimensions[number].height = LINE_POINTS * lines
    _set_widths(sheet, widths)
    for number, line in enumerate(_folded(table.notes), top + len(rows) + 1):
        put(sheet, number, 1, line)
    _print_setup(sheet, top)


def _write_row(sheet: "Worksheet", number: int, row: Sequence[Cell], *, is_head: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color=LINE_COLOUR)
    for column, value in enumerate(row, 1):
        cell = put(sheet, number, column, value)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        counts = column == 1 and isinstance(value, int)
        cell.alignment = Alignment("center" if counts else None, "top", wrap_text=True)
        if is_head:
            cell.font = Font(name=FACE, bold=True, size=TEXT_SIZE)
            cell.fill = PatternFill("solid", start_color=HEAD_FILL)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Per column what its rows take, in characters; a long heading wraps instead."""
    head, *others = rows
    widths = [min(_width(name), HEAD_WIDTH) for name in head]
    for row in others:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], _width(value))
    return [min(width + 2, WIDEST) for width in widths]


def _set_widths(sheet: "Worksheet", widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _lines(value: Cell, width: int) -> int:
    """How many lines a cell takes: programs do not all find the height of a row by themselves."""
    if not isinstance(value, str):
        return 1
    return min(MOST_LINES, max(1, len(textwrap.wrap(value, max(1, width - 2)))))


def _folded(lines: Sequence[str]) -> list[str]:
    """Long lines in several: a cell beside a table does not wrap."""
    return [part for line in lines for part in textwrap.wrap(line, LONGEST_LINE)]


def put(sheet: "Worksheet", row: int, column: int, value: Cell) -> "AnyCell":
    """Write one cell; text is text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = tidy(value)[:MAX_CELL_LETTERS]
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell
    cell.value = value
    if isinstance(value, Percent):
        cell.number_format = PERCENT_FORMAT
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.number_format = DAY_FORMAT
    return cell


def _width(value: Cell) -> int:
    if isinstance(value, Percent):
        return 6
    return 12 if isinstance(value, date) else len(str(value if value is not None else ""))


def _print_setup(sheet: "Worksheet", top: int) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4, ECMA-376 part 1, 18.3.1.63
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def packed(book: "Workbook", made_on: date) -> bytes:
    """The workbook's bytes with one day in place of every clock."""
    raw = io.BytesIO()
    book.save(raw)
    day = f"{made_on:%Y-%m-%d}T00:00:00Z".encode()
    result = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as out:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:.]+Z(?=<)", day, content)
            out.writestr(zipfile.ZipInfo(part.filename, PACKED_AT), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()
