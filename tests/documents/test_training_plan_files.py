"""Files that are no plan, or mean harm: one kind sentence, little memory, no crash."""

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress

import openpyxl
import pytest

from documents.training_plan import workbook
from documents.training_plan.read import file_text
from documents.training_plan.workbook import UnreadableFile
from tests.support.plan_files import HEAD, ROW, WORDS, opened, plan_file, read, saved, with_parts

GOOD = plan_file([ROW])


def zipped(**parts: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


def bomb(declared: int) -> bytes:
    """A plan whose sheet unpacks to more than is allowed: blanks, a thousandth of it packed."""

    def swell(name: str, content: bytes) -> bytes:
        return content + b" " * declared if name.endswith("sheet1.xml") else content

    return with_parts(GOOD, swell)


def with_entities() -> bytes:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        start = content.index(b"<worksheet")
        return content[:start] + laughs + content[start:].replace(b"Membatik", b"&b;")

    return with_parts(plan_file([ROW]), change)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"%PDF-1.7 ...", "not_xlsx", id="a PDF"),
        pytest.param(b"Kode;Judul;Tanggal", "not_xlsx", id="a CSV"),
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old_excel", id="an .xls"),
        pytest.param(zipped(**{"word/document.xml": b"<x/>"}), "not_xlsx", id="a Word file"),
        pytest.param(GOOD[: len(GOOD) // 2], "broken", id="half a file"),
        pytest.param(GOOD[:200] + b"\0" * 50 + GOOD[250:], "broken", id="a damaged file"),
        pytest.param(zipped(**{"xl/workbook.xml": b"<x>"}), "broken", id="an empty shell"),
        pytest.param(with_entities(), "broken", id="entities"),
        pytest.param(bomb(workbook.MAX_UNPACKED_BYTES), "too_big", id="a zip bomb"),
        pytest.param(b"PK\x03\x04" + b"\0" * workbook.MAX_BYTES, "too_big", id="too many bytes"),
        pytest.param(zipped(**{f"p{n}": b"" for n in range(501)}), "too_big", id="many parts"),
        pytest.param(plan_file([], HEAD), "no_rows", id="no rows"),
        pytest.param(plan_file([], ("a", "b")), "no_header", id="another table"),
        pytest.param(saved(openpyxl.Workbook()), "no_header", id="an empty sheet"),
    ],
)
def test_unreadable_files_say_why(content: bytes, reason: str) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.reason == reason
    assert file_text(caught.value, WORDS)
    assert peak < 40_000_000  # bytes; openpyxl itself, loaded here, is most of it


def test_every_damaged_byte_ends_in_a_sentence_or_a_plan() -> None:
    """A flipped byte here and there: never another error."""
    for at in range(0, len(GOOD), 97):
        damaged = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
        with suppress(UnreadableFile):
            read(damaged)


def test_hidden_sheets_are_not_read() -> None:
    book = opened(GOOD)
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Catatan")
    with pytest.raises(UnreadableFile, match="only_hidden"):
        read(saved(book))


def test_a_hidden_draft_beside_the_plan_is_passed_over() -> None:
    book = opened(GOOD)
    draft = book.create_sheet("Konsep", 0)
    draft.append(HEAD)
    draft.append(("P27-99", *ROW[1:]))
    draft.sheet_state = "veryHidden"
    assert [t.code for t in read(saved(book)).trainings] == ["P27-01"]


def test_formulas_count_by_their_last_value() -> None:
    content = plan_file([(*ROW, "=15*2")], (*HEAD, "Kuota"))
    calculated = with_parts(
        content,
        lambda _, part: part.replace(b"<v />", b"<v>30</v>").replace(b"<v></v>", b"<v>30</v>"),
    )
    assert [t.quota for t in read(calculated).trainings] == [30]
    assert "rumus yang belum dihitung" in read(content).findings[0].text


def test_cells_at_the_far_corner_cost_nothing() -> None:
    def far(name: str, content: bytes) -> bytes:
        row = b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", row) if name.endswith("sheet1.xml") else content

    started = time.perf_counter()
    assert [t.code for t in read(with_parts(GOOD, far)).trainings] == ["P27-01"]
    assert time.perf_counter() - started < 10


def test_a_size_that_is_not_so_is_not_believed() -> None:
    def claim(name: str, content: bytes) -> bytes:
        return (
            content.replace(b'ref="A1:F2"', b'ref="A1:A1"')
            if name.endswith("sheet1.xml")
            else content
        )

    assert [t.code for t in read(with_parts(GOOD, claim)).trainings] == ["P27-01"]


def test_ten_thousand_rows_are_read() -> None:
    rows = [
        (f"P-{n // 20}", f"Pelatihan {n // 20}", f"{n % 20 + 1} Mar 2027", *ROW[3:])
        for n in range(workbook.MAX_ROWS - 1)
    ]
    plan = read(plan_file(rows))
    assert sum(len(t.meetings) for t in plan.trainings) == len(rows)
    assert plan.findings == ()


def test_more_rows_than_that_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="too_many_rows"):
        read(plan_file([ROW] * workbook.MAX_ROWS))
