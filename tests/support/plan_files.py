"""Plan files as offices make them, for tests of the reader."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from documents.training_plan.plan import PlanFile, PlannedTraining
from documents.training_plan.read import read_plan
from storage.seed import clusters
from tests.support import papers

HEAD = ("Kode", "Judul", "Tanggal", "Mulai", "Selesai", "Tempat")
ROW = ("P27-01", "Membatik", "12 Jan 2027", "09.00", "15.00", "Aula Camat")
TODAY = date(2026, 11, 24)
WORDS = papers.words()


def plan_file(
    rows: Sequence[Sequence[object]],
    head: Sequence[str] = HEAD,
    change: Callable[[Worksheet], object] = lambda sheet: None,
) -> bytes:
    """A workbook of one sheet: the head, then the rows. change: a last hand at the sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same zip with its parts changed."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return result.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook of these bytes."""
    return openpyxl.load_workbook(io.BytesIO(content))


def at(*parts: int) -> datetime:
    """A moment as Excel keeps it: local, without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def read(content: bytes) -> PlanFile:
    """The plan of a file, as of TODAY."""
    return read_plan(content, WORDS, clusters(), TODAY)


def only(content: bytes) -> PlannedTraining:
    """The one training of a file without a fault."""
    plan = read(content)
    assert [finding.text for finding in plan.findings] == []
    (training,) = plan.trainings
    return training


def said(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> list[str]:
    """What is said about these rows."""
    return [finding.text for finding in read(plan_file(rows, head)).findings]


def with_column(name: str, value: object) -> bytes:
    """A plan of one row with one more column."""
    return plan_file([(*ROW, value)], (*HEAD, name))
