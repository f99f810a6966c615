"""A plan file to trainings.

A training with a fault is left out and the others stay, so that a year's plan does not wait for
one row. Nothing here knows what is stored already: the code decides that later.
"""

from collections.abc import Sequence
from datetime import date

from documents.training_plan.cells import is_empty
from documents.training_plan.columns import Head, column_name, find_head
from documents.training_plan.gathering import Gathering
from documents.training_plan.plan import Finding, PlanFile
from documents.training_plan.rows import Setting
from documents.training_plan.workbook import (
    MAX_ROWS,
    Formula,
    Row,
    Sheet,
    UnreadableFile,
    Value,
    read_sheets,
)
from documents.words import Words, text
from domain.cluster import Cluster


def read_plan(content: bytes, words: Words, clusters: Sequence[Cluster], today: date) -> PlanFile:
    """The trainings of a file and all that is wrong with it, in the order of its rows.

    Raises UnreadableFile where there is no table to read; `file_text` makes it a sentence.
    """
    sheet, head = _table(content, words)
    if head.missing:
        names = ", ".join(column_name(words, key) for key in head.missing)
        missing = Finding(0, text(words, "training_plan.file.columns_missing", columns=names))
        return PlanFile((), (missing,), 0)
    if len(sheet.rows) > MAX_ROWS:
        raise UnreadableFile("too_many_rows")
    reading = Gathering(Setting(words, clusters, today))
    for number, row in enumerate(sheet.rows[head.row :], head.row + 1):
        reading.take(number, _cells(row, head))
    if not reading.drafts and not reading.stray:
        raise UnreadableFile("no_rows")
    return reading.outcome(_remarks(head, words))


def file_text(error: UnreadableFile, words: Words) -> str:
    """Why a file cannot be read, as people are told."""
    names = ", ".join(column_name(words, key) for key in ("code", "title", "day"))
    return text(words, f"training_plan.file.{error.reason}", columns=names, rows=MAX_ROWS)


def _table(content: bytes, words: Words) -> tuple[Sheet, Head]:
    hidden = False
    for sheet in read_sheets(content):
        head = find_head(sheet.rows, words)
        if head is not None and not sheet.hidden:
            return sheet, head
        hidden = hidden or head is not None
    raise UnreadableFile("only_hidden" if hidden else "no_header")


def _remarks(head: Head, words: Words) -> list[Finding]:
    twice = [
        text(words, "training_plan.file.column_twice", column=column_name(words, key))
        for key in head.twice
    ]
    unknown = [
        text(words, "training_plan.file.column_unknown", column=name) for name in head.unknown
    ]
    return [Finding(0, remark, blocks=False) for remark in [*twice, *unknown]]


def _cells(row: Row, head: Head) -> dict[str, Value | Formula]:
    return {
        key: row[place]
        for key, place in head.places.items()
        if place < len(row) and not is_empty(row[place])
    }
