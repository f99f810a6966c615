"""Lists and reports as spreadsheets, the chart as a picture."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from documents.participants_list import ListedParticipant, ParticipantsList, participants_xlsx
from documents.spreadsheet import Table, sheet_name, workbook_bytes
from documents.training_report import (
    FollowUp,
    Group,
    TrainingFigures,
    TrainingReport,
    report_chart_png,
    report_xlsx,
)
from domain.seat import SeatState
from domain.training import TrainingState
from tests.support import papers
from tests.support.plan_files import opened

WORDS = papers.words()
SRI = ListedParticipant(
    name="Sri Wahyuni Tarigan",
    phone="+6281234567890",
    business="Keripik Bu Ani",
    member_number="MDN-0001",
    cluster="Kerupuk, keripik & peyek",
    product="keripik ubi",
    village="Tembung",
    district="Medan Tembung",
    state=SeatState.CONFIRMED,
    came=(True, False),
    certificate="PLT-001/1/2027",
)
LISTED = ParticipantsList(
    training_title="Membatik untuk Pemula",
    days=(date(2027, 1, 12), date(2027, 1, 13)),
    venue="Aula Camat",
    made_on=date(2027, 1, 14),
    participants=[
        SRI,
        replace(SRI, name="Ucok", phone="", state=SeatState.HELD, came=(False, False)),
    ],
)
OVER = TrainingFigures(
    code="PLT-001",
    title="Membatik untuk Pemula",
    days=(date(2027, 1, 12), date(2027, 1, 13)),
    state=TrainingState.DONE,
    quota=30,
    seats=27,
    attended=18,
    waiting=4,
    cancelled=3,
    certificates=17,
    stars=4.5,
    follow_ups=(FollowUp(30, asked=18, answered=10, produces=9, sells=5),),
)
TO_COME = replace(
    OVER, code="PLT-002", state=TrainingState.OPEN, seats=3, attended=0, stars=None, follow_ups=()
)
CALLED_OFF = replace(TO_COME, code="PLT-003", state=TrainingState.CANCELLED, seats=0)
REPORT = TrainingReport(
    about="2027",
    made_on=date(2027, 3, 1),
    trainings=[OVER, TO_COME, CALLED_OFF],
    clusters=[Group("Batik", "", 20, 15), Group("", "", 7, 3)],
    villages=[Group("Tembung", "Medan Tembung", 12, 9)],
)


def rows(content: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(opened(content)[sheet].iter_rows(values_only=True))


def after(table: list[tuple[object, ...]], head: str) -> list[tuple[object, ...]]:
    """The rows below the one that begins with this heading."""
    start = next(at for at, row in enumerate(table) if row[0] == head)
    return table[start + 1 :]


def test_participants_are_listed_with_days_and_without_nik() -> None:
    content = participants_xlsx(LISTED, WORDS)
    table = rows(content, "Peserta")
    first, second = after(table, "No.")[:2]
    assert first[:10] == (
        1, "Sri Wahyuni Tarigan", "0812-3456-7890", "Keripik Bu Ani", "MDN-0001",
        "Kerupuk, keripik & peyek", "keripik ubi", "Tembung", "Medan Tembung", "pasti datang",
    )  # fmt: skip
    assert first[10:] == ("hadir", None, 1, "PLT-001/1/2027")
    assert second[9] == "dapat tempat"
    heads = next(row for row in table if row[0] == "No.")
    assert heads[10:12] == ("Hari 1 (12/1)", "Hari 2 (13/1)")
    assert not [head for head in heads if "NIK" in str(head)]


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://x")', "+62812", "-2+3", "@SUM(A1)", "\t=1+1", "=1"]
)
def test_peoples_words_are_never_formulas(words: str) -> None:
    content = participants_xlsx(replace(LISTED, participants=[replace(SRI, name=words)]), WORDS)
    sheet = opened(content)["Peserta"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == words.strip()]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_report_counts_shares_of_what_is_over() -> None:
    content = report_xlsx(REPORT, WORDS)
    table = after(rows(content, "Per pelatihan"), "No.")
    over, to_come, called_off, total = (row[4:] for row in table[:4])
    assert over == ("selesai", 30, 27, 0.9, 18, 9, pytest.approx(1 / 3), 4, 3, 17, 4.5)
    assert to_come[:7] == ("pendaftaran dibuka", 30, 3, 0.1, 0, None, None)
    assert called_off[:4] == ("dibatalkan", 0, 0, None)
    assert total[1:7] == (60, 30, 0.5, 18, 9, pytest.approx(1 / 3))


def test_report_names_groups_and_what_came_of_it() -> None:
    content = report_xlsx(REPORT, WORDS)
    clusters = after(rows(content, "Per klaster"), "No.")
    assert clusters[:2] == [(1, "Batik", 20, 15), (2, "(belum diisi)", 7, 3)]
    villages = after(rows(content, "Per kelurahan"), "No.")
    assert villages[0] == (1, "Tembung", "Medan Tembung", 12, 9)
    follow_up = after(rows(content, "Tindak lanjut"), "No.")
    assert follow_up[0] == (1, "Membatik untuk Pemula", "30 hari", 18, 10, 0.9, 0.5)


def test_a_report_of_nothing_is_still_a_report() -> None:
    nothing = TrainingReport("2027", date(2027, 1, 1), (), (), ())
    assert rows(report_xlsx(nothing, WORDS), "Per pelatihan")[0][0] == "Laporan pelatihan 2027"
    assert report_chart_png(nothing, WORDS).startswith(b"\x89PNG")


def test_a_workbook_does_not_tell_the_time() -> None:
    assert participants_xlsx(LISTED, WORDS) == participants_xlsx(LISTED, WORDS)
    assert report_xlsx(REPORT, WORDS) == report_xlsx(REPORT, WORDS)
    with zipfile.ZipFile(io.BytesIO(report_xlsx(REPORT, WORDS))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2027-03-01T00:00:00Z") == 2


def test_sheet_names_and_long_lines_fit_excel() -> None:
    assert sheet_name("Pelatihan [2027]: a/b") == "Pelatihan  2027   a b"
    assert sheet_name("x" * 40) == "x" * 31
    content = workbook_bytes(
        [Table("a", ["kata " * 60], ["x"], [["y" * 40_000]])], date(2027, 1, 1)
    )
    table = rows(content, "a")
    assert len(str(table[0][0])) <= 110
    assert max(len(str(row[0])) for row in table) == 32_767


def test_chart_is_a_picture_that_a_chat_takes() -> None:
    many = [replace(OVER, title=f"{papers.LONG_TITLE} {n} 🍪") for n in range(40)]
    small, large = (
        Image.open(io.BytesIO(report_chart_png(replace(REPORT, trainings=trainings), WORDS)))
        for trainings in ([OVER], many)
    )
    assert small.width == large.width == 1080
    assert small.height < large.height < 4 * 1080
    assert report_chart_png(REPORT, WORDS) == report_chart_png(REPORT, WORDS)


def test_bars_are_as_long_as_their_numbers() -> None:
    picture = Image.open(io.BytesIO(report_chart_png(replace(REPORT, trainings=[OVER]), WORDS)))
    line = [picture.getpixel((x, 190 + 42 + 15)) for x in range(1080)]
    maroon, gold, free = (line.count(c) for c in ((110, 27, 42), (184, 146, 74), (200, 192, 184)))
    assert maroon == pytest.approx(984 * 18 / 30, abs=2)
    assert gold == pytest.approx(984 * 9 / 30, abs=2)
    assert free == pytest.approx(984 * 3 / 30, abs=2)
