"""What the reader of a year's plan understands, and what it says about the rest."""

from collections.abc import Sequence
from datetime import date, time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.training_plan.template import plan_template
from storage.seed import clusters
from tests.support.plan_files import (
    HEAD,
    ROW,
    TODAY,
    WORDS,
    at,
    only,
    opened,
    plan_file,
    read,
    said,
    saved,
)

# ------------------------------------------------------------------ whole files


def test_the_examples_of_the_template_are_a_plan() -> None:
    book = opened(plan_template(WORDS, clusters(), TODAY, quota=30))
    table, example = book["Pelatihan"], book["Contoh"]
    for row in example.iter_rows(min_row=2):
        for cell in row:
            table[cell.coordinate].value = cell.value
    first, second = read(saved(book)).trainings
    assert first.code == "P27-01"
    assert [m.day.day for m in first.meetings] == [12, 13, 14, 15, 16]
    assert first.clusters == ("BATIK", "TENUN")
    assert (first.target, first.admission, first.quota) == ("ikm", "first_come", 30)
    assert first.registration_closes == at(2027, 1, 5, 18)
    assert first.offers_close == at(2027, 1, 11, 18)
    assert [(m.day, m.starts) for m in second.meetings] == [
        (date(2027, 2, 2), time(13, 30)),
        (date(2027, 2, 4), time(13, 30)),
    ]
    assert second.target == "both"


def test_template_explains_every_column() -> None:
    book = opened(plan_template(WORDS, clusters(), TODAY, quota=30))
    heads = [cell.value for cell in book["Pelatihan"][1]]
    explained = {row[0].value for row in book["Petunjuk"].iter_rows()}
    assert heads
    assert set(heads) <= explained


def test_columns_in_any_order_under_a_letterhead() -> None:
    def letterhead(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "PEMERINTAH KOTA MEDAN"
        sheet.merge_cells("A1:F1")

    head = ("TEMPAT", "jam mulai (WIB)", "Jam Selesai", "TGL", "Nama  Pelatihan", "kode *")
    training = only(plan_file([(ROW[5], *ROW[3:5], *ROW[2::-1])], head, letterhead))
    assert (training.code, training.title, training.row) == ("P27-01", "Membatik", 5)
    assert training.meetings[0].venue == "Aula Camat"


def test_unknown_and_double_columns_are_named_and_do_no_harm() -> None:
    plan = read(plan_file([(*ROW, "5 juta", "lain")], (*HEAD, "Anggaran", "tempat")))
    assert len(plan.trainings) == 1
    assert [f.text for f in plan.findings] == [
        "Kolom “Tempat” ada dua kali. Yang dipakai yang pertama.",
        "Kolom “Anggaran” tidak dipakai.",
    ]
    assert not any(f.blocks for f in plan.findings)


def test_missing_columns_are_named() -> None:
    plan = read(plan_file([ROW[:4]], HEAD[:4]))
    assert plan.trainings == ()
    assert "Selesai, Tempat" in plan.findings[0].text


def test_merged_and_empty_cells_go_on_with_the_row_above() -> None:
    rows = [
        ROW,
        (None, None, "13 Jan 2027"),
        (None, None, "14 Jan 2027", "13.00", "16.00", "Studio"),
    ]
    training = only(
        plan_file(rows, change=lambda s: [s.merge_cells("A2:A4"), s.merge_cells("B2:B4")])
    )
    assert [(m.day.day, m.starts.hour, m.venue) for m in training.meetings] == [
        (12, 9, "Aula Camat"),
        (13, 9, "Aula Camat"),
        (14, 13, "Studio"),
    ]


def test_rows_of_a_code_need_not_follow_each_other() -> None:
    other = ("P27-02", "Sablon", "20 Jan 2027", "09.00", "12.00", "Kantor Dinas")
    plan = read(
        plan_file([ROW, other, ("p27/01", "membatik", "13 Jan 2027", "09.00", "15.00", "Aula")])
    )
    assert [(t.code, len(t.meetings)) for t in plan.trainings] == [("P27-01", 2), ("P27-02", 1)]


def test_the_same_file_gives_the_same_plan() -> None:
    content = plan_file([ROW, (None, None, "13 Jan 2027")])
    assert read(content) == read(content)


def test_a_faulty_training_does_not_hold_up_the_others() -> None:
    other = ("P27-02", "Sablon", "20 Januari", "09.00", "12.00", "Kantor Dinas")
    plan = read(plan_file([other, ROW]))
    assert [t.code for t in plan.trainings] == ["P27-01"]
    assert plan.left_out == 1
    assert plan.findings[0].row == 2


def test_every_fault_of_a_row_is_named_at_once() -> None:
    assert said([("P27-01", "Membatik", "besok", "pagi", None, "Aula")]) == [
        "Baris 2: tanggal “besok” belum ada tahunnya. Tulis misalnya 5 Des 2027.",
        "Baris 2: mulai tidak terbaca: “pagi”. Tulis misalnya 09.00 atau 13.30.",
        "Baris 2: selesai belum diisi. Misalnya: 15.00",
    ]


# ------------------------------------------------------------------ codes and contradictions


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (None, "kodenya belum diisi"),
        (at(2027, 1, 1), "kodenya terbaca Excel sebagai tanggal"),
        ("Pelatihan ke-1 (Medan)", "hanya boleh huruf, angka, dan tanda hubung"),
        ("=A1", "berisi rumus"),
    ],
)
def test_codes_that_cannot_be(code: object, fault: str) -> None:
    plan = read(plan_file([(code, *ROW[1:]), (None, None, "13 Jan 2027")]))
    assert plan.trainings == ()
    (finding,) = plan.findings  # the row that goes on is not blamed
    assert fault in finding.text


def test_a_number_is_a_code_too() -> None:
    assert only(plan_file([(7.0, *ROW[1:])])).code == "7"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("P27-01", "Sablon", "13 Jan 2027"), "kode P27-01 sudah dipakai untuk “Membatik”"),
        (ROW, "12 Januari 2027 sudah ada untuk pelatihan P27-01 (baris 2)"),
        (("P27-01", None, "13 Jan 2027", None, None, None, 40), "lain dari baris 2"),
        ((None, "Sablon", "13 Jan 2027"), "kodenya belum diisi"),
    ],
)
def test_contradictions(row: Sequence[object], fault: str) -> None:
    assert any(fault in s for s in said([(*ROW, 30), row], (*HEAD, "Jumlah tempat")))


def test_a_training_of_more_days_than_a_season() -> None:
    rows = [("P27-01", "Membatik", "1 Jan 2027", "09.00", "15.00", "Aula", "31 Jan 2027"),
            (None, None, "1 Feb 2027", None, None, None, "28 Feb 2027"),
            (None, None, "1 Mar 2027", None, None, None, "5 Mar 2027")]  # fmt: skip
    (sentence,) = said(rows, (*HEAD, "Sampai tanggal"))
    assert "punya 64 hari, paling banyak 60" in sentence


def test_peoples_letters_stay_theirs() -> None:
    training = only(
        plan_file([("P27-01", "=Batik\u202e {code} *tebal*", *ROW[2:])], change=as_text)
    )
    assert training.title == "=Batik {code} *tebal*"


def as_text(sheet: Worksheet) -> None:
    sheet["B2"].data_type = "s"
