"""The template of the plan: an empty table, a help sheet, a filled example.

The table comes first; the reader takes the first sheet with a table, so the example is never read.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from documents.spreadsheet import DAY_FORMAT, Table, empty_workbook, packed, sheet_name, write_table
from documents.training_plan.columns import COLUMNS, REQUIRED, column_name
from documents.words import Words, text
from domain.cluster import Cluster

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PREPARED_ROWS = 200  # rows with lists and formats: a year of trainings of five days each
DAY_COLUMNS = ("day", "until", "registration_closes", "offers_close")
TEXT_FORMAT = "@"  # Excel leaves "P27-01" and "09.00" as they are typed
WIDTHS = {"title": 34, "venue": 34, "map_url": 24, "clusters": 26, "description": 40, "bring": 24}


def plan_template(words: Words, clusters: Sequence[Cluster], made_on: date, quota: int) -> bytes:
    """The template as XLSX. quota: what an empty cell stands for."""
    book = empty_workbook()
    sheet = book.create_sheet(sheet_name(text(words, "training_plan.sheet")))
    write_table(sheet, Table("", (), _heads(words), ()))
    _prepare(sheet, words)
    help_sheet = book.create_sheet(sheet_name(text(words, "training_plan.help_sheet")))
    write_table(help_sheet, _help(words, clusters, quota))
    example = book.create_sheet(sheet_name(text(words, "training_plan.example_sheet")))
    write_table(example, Table("", (), _heads(words), _examples(words)))
    return packed(book, made_on)


def _heads(words: Words) -> list[str]:
    return [column_name(words, key) for key in COLUMNS]


def _prepare(sheet: "Worksheet", words: Words) -> None:
    """Lists to choose from, and formats that keep Excel from guessing."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = {
        "target": [
            text(words, f"training_plan.targets.{t}") for t in ("ikm", "prospective", "both")
        ],
        "admission": [
            text(words, f"training_plan.admissions.{a}") for a in ("first_come", "select")
        ],
    }
    for number, key in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDTHS.get(key, 16)
        for row in range(2, PREPARED_ROWS + 2):
            cell = sheet.cell(row, number)
            cell.number_format = DAY_FORMAT if key in DAY_COLUMNS else TEXT_FORMAT
        if key in choices:
            listed = DataValidation(
                "list", formula1=f'"{",".join(choices[key])}"', allow_blank=True
            )
            listed.add(f"{letter}2:{letter}{PREPARED_ROWS + 1}")
            sheet.add_data_validation(listed)


def _help(words: Words, clusters: Sequence[Cluster], quota: int) -> Table:
    above = [
        text(words, f"training_plan.help.{key}")
        for key in ("title", "rows", "run", "again", "first_check")
    ]
    head = [
        text(words, f"training_plan.help.{key}") for key in ("column", "must", "meaning", "sample")
    ]
    yes, no = text(words, "training_plan.help.yes"), text(words, "training_plan.help.no")
    rows = [
        [
            column_name(words, key),
            yes if key in REQUIRED else no,
            text(words, f"training_plan.meanings.{key}", quota=quota),
            text(words, f"training_plan.samples.{key}"),
        ]
        for key in COLUMNS
    ]
    known = "; ".join(cluster.name for cluster in clusters)
    notes = [text(words, "training_plan.help.clusters", known=known)]
    return Table("", above, head, rows, notes)


def _examples(words: Words) -> list[list[str]]:
    """One training in one row, and one on two days apart, in two."""
    first = {key: text(words, f"training_plan.samples.{key}") for key in COLUMNS}
    second = {
        key: text(words, f"training_plan.second.{key}")
        for key in ("code", "title", "day", "starts", "ends", "venue", "target")
    }
    next_day = {"code": second["code"], "day": text(words, "training_plan.second.next_day")}
    return [[row.get(key, "") for key in COLUMNS] for row in (first, second, next_day)]
