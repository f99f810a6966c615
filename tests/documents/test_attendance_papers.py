"""The poster at the door and the sheet for signatures."""

from dataclasses import replace
from datetime import date, time

import pytest

from documents.attendance_poster import AttendancePoster, attendance_poster_pdf
from documents.attendance_sheet import AttendanceSheet, Participant, attendance_sheet_pdf
from tests.support import papers

POSTER = AttendancePoster(
    training_title="Membatik untuk Pemula",
    number=2,
    count=5,
    day=date(2027, 1, 13),
    starts=time(9),
    ends=time(15),
    venue="Aula Kantor Camat Medan Tembung",
    code="BATIK7",
    telegram_link="https://t.me/IkmMedanBot?start=hadir-BATIK7",
    whatsapp_link="https://wa.me/6281234567890?text=hadir%20BATIK7",
)
SHEET = AttendanceSheet(
    training_title="Membatik untuk Pemula",
    number=2,
    count=5,
    day=date(2027, 1, 13),
    starts=time(9),
    ends=time(15),
    venue="Aula Kantor Camat Medan Tembung",
    participants=(),
)


def people(count: int) -> tuple[Participant, ...]:
    return tuple(Participant(f"Peserta {n:02d}", "Keripik Bu Ani", "Tembung") for n in range(count))


def test_poster_says_what_when_and_how() -> None:
    (page,) = papers.pages(attendance_poster_pdf(POSTER, papers.words()))
    for fact in (
        "Membatik untuk Pemula",
        "Rabu, 13 Januari 2027, pukul 09.00–15.00 WIB",
        "Hari ke-2 dari 5",
        "Telegram",
        "WhatsApp",
        "BATIK7",
        "Ketik hadir BATIK7",
    ):
        assert fact in page


def test_poster_leaves_out_what_does_not_run() -> None:
    poster = replace(POSTER, whatsapp_link="", count=1, ends=None)
    (page,) = papers.pages(attendance_poster_pdf(poster, papers.words()))
    assert "WhatsApp" not in page
    assert "Hari ke" not in page
    assert "pukul 09.00 WIB" in page


@pytest.mark.parametrize(("count", "wanted"), [(0, 1), (1, 1), (15, 1), (16, 2), (30, 2), (60, 4)])
def test_sheet_has_everybody_once_and_a_head_on_each_page(count: int, wanted: int) -> None:
    pages = papers.pages(
        attendance_sheet_pdf(replace(SHEET, participants=people(count)), papers.words())
    )
    everything = " ".join(pages)
    assert len(pages) == wanted
    assert all("Nama usaha" in page and "Membatik untuk Pemula" in page for page in pages)
    assert [everything.count(person.name) for person in people(count)] == [1] * count
    assert f"Halaman {wanted} dari {wanted}" in pages[-1]
    assert "Petugas" in pages[-1]


def test_sheet_keeps_long_names_whole() -> None:
    person = Participant(
        papers.LONG_NAME, "Rumah Batik Ardhiani dan Songket Sipirok Makmur", "Sei Mati"
    )
    (page,) = papers.pages(
        attendance_sheet_pdf(replace(SHEET, participants=[person]), papers.words())
    )
    assert papers.LONG_NAME in page
    assert person.business in page


@pytest.mark.parametrize(
    ("starts", "ends", "signed"),
    [
        (time(9), time(15), ["Pagi", "Siang"]),
        (time(9), None, ["Pagi", "Siang"]),
        (time(9), time(12, 30), ["Pagi"]),
        (time(13, 30), time(17), ["Siang"]),
    ],
)
def test_people_sign_once_on_half_a_day(starts: time, ends: time | None, signed: list[str]) -> None:
    sheet = replace(SHEET, starts=starts, ends=ends, participants=people(1))
    (page,) = papers.pages(attendance_sheet_pdf(sheet, papers.words()))
    assert [word for word in ("Pagi", "Siang") if word in page] == signed
    assert page.count("Tanda tangan") == len(signed)


def test_equal_rows_give_equal_bytes() -> None:
    words = papers.words()
    assert attendance_poster_pdf(POSTER, words) == attendance_poster_pdf(POSTER, words)
    sheet = replace(SHEET, participants=people(3))
    assert attendance_sheet_pdf(sheet, words) == attendance_sheet_pdf(sheet, words)
