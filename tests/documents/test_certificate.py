"""The certificate says what was given, on one page, the same bytes each time."""

from dataclasses import replace
from datetime import date

import pytest

from documents.certificate import Certificate, certificate_pdf
from tests.support import papers

CERTIFICATE = Certificate(
    number="IKM/2027/0017",
    person_name="Sri Wahyuni Tarigan",
    training_title="Membatik untuk Pemula",
    days=tuple(date(2027, 1, day) for day in range(12, 17)),
    hours=30,
    venue="Aula Kantor Camat Medan Tembung",
    issued_on=date(2027, 1, 18),
    verify_url="https://ikm.example/sertifikat/K7QX93MD",
)


def text_of(certificate: Certificate) -> str:
    (page,) = papers.pages(certificate_pdf(certificate, papers.words()))
    return page


def test_it_names_person_training_and_office() -> None:
    page = text_of(replace(CERTIFICATE, signer_name="Drs. Abdul Harahap"))
    for fact in (
        papers.AGENCY,
        "Nomor IKM/2027/0017",
        "Sri Wahyuni Tarigan",
        "Membatik untuk Pemula",
        "12–16 Januari 2027",
        "30 jam, 5 hari",
        "Aula Kantor Camat Medan Tembung",
        "Medan, 18 Januari 2027",
        "ikm.example/sertifikat/K7QX93MD",
        "Drs. Abdul Harahap",
    ):
        assert fact in page


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([date(2027, 3, 4)], "4 Maret 2027"),
        ([date(2027, 2, 1), date(2027, 1, 30)], "30 Januari – 1 Februari 2027"),
        ([date(2026, 12, 30), date(2027, 1, 2)], "30 Desember 2026 – 2 Januari 2027"),
    ],
    ids=["one day", "two months", "two years"],
)
def test_days_are_said_shortly(days: list[date], shown: str) -> None:
    assert shown in text_of(replace(CERTIFICATE, days=tuple(days)))


def test_long_names_and_titles_stay_whole() -> None:
    page = text_of(
        replace(CERTIFICATE, person_name=papers.LONG_NAME, training_title=papers.LONG_TITLE)
    )
    assert papers.LONG_NAME in page
    assert papers.LONG_TITLE in page


def test_a_name_in_other_letters_still_makes_a_page() -> None:
    assert "☐☐" in text_of(replace(CERTIFICATE, person_name="苏西"))


def test_equal_rows_give_equal_bytes() -> None:
    first, second = (certificate_pdf(CERTIFICATE, papers.words()) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")
    assert papers.sizes(first) == {(297, 210)}
