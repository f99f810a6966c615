"""Each cell of a year's plan: what Excel made of it, what clerks type, what cannot be."""

from datetime import date, time

import pytest

from tests.support.plan_files import HEAD, ROW, at, only, plan_file, read, said, with_column


@pytest.mark.parametrize(
    "value",
    [
        "12 Jan 2027", "12/01/2027", "12-1-27", "2027-01-12", "Selasa, 12 Januari 2027",
        "12.01.2027", "tgl 12 januari 2027", date(2027, 1, 12), at(2027, 1, 12, 9), 46399,
    ],
)  # fmt: skip
def test_days(value: object) -> None:
    training = only(plan_file([(*ROW[:2], value, *ROW[3:])]))
    assert [m.day for m in training.meetings] == [date(2027, 1, 12)]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("5 Desember", "“5 Desember” belum ada tahunnya"),
        ("minggu depan", "tidak terbaca: “minggu depan”"),
        ("31 Juni 2027", "“31 Juni 2027” tidak ada di kalender"),
        ("Senin, 12 Januari 2027", "12 Januari 2027 itu hari Selasa"),
        ("5 Des 2025", "5 Desember 2025 sudah lewat"),
        (date(2026, 11, 23), "23 November 2026 sudah lewat"),
        ("12 Jan 2029", "lebih dari dua tahun lagi"),
        (12, "tidak terbaca: “12”"),
        (True, "tidak terbaca: “True”"),
        ("=TODAY()", "berisi rumus yang belum dihitung"),
        ("#REF!", "menghasilkan “#REF!”"),
    ],
)
def test_days_that_cannot_be(value: object, fault: str) -> None:
    (sentence,) = said([(*ROW[:2], value, *ROW[3:])])
    assert sentence.startswith("Baris 2: tanggal ")
    assert fault in sentence


@pytest.mark.parametrize(
    ("value", "until", "days"),
    [
        ("12-16 Jan 2027", None, [12, 13, 14, 15, 16]),
        ("Selasa s/d Rabu", None, None),
        ("30 Januari s/d 1 Februari 2027", None, [30, 31, 1]),
        ("12 Jan 2027", "14/1/2027", [12, 13, 14]),
        ("12 Jan 2027", date(2027, 1, 12), [12]),
        ("12 Jan 2027", "11 Jan 2027", None),
        ("12 Jan 2027", "12 Mar 2027", None),
    ],
)
def test_days_that_follow_each_other(value: str, until: object, days: list[int] | None) -> None:
    plan = read(plan_file([(*ROW[:2], value, *ROW[3:], until)], (*HEAD, "Sampai tanggal")))
    found = [m.day.day for t in plan.trainings for m in t.meetings]
    assert found == (days or [])
    assert bool(plan.findings) == (days is None)


@pytest.mark.parametrize(
    "value",
    ["09.00", "9:00", "jam 9 pagi", "09.00 WIB", "pukul 09.00", "09:00:00", time(9), 0.375, 9, 9.0,
     at(1899, 12, 31, 9)],
)  # fmt: skip
def test_hours(value: object) -> None:
    training = only(plan_file([(*ROW[:3], value, *ROW[4:])]))
    assert training.meetings[0].starts == time(9)


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        ("09.00-15.30 WIB", None, (time(9), time(15, 30))),
        ("09.00 s/d 12.00", "", (time(9), time(12))),
        ("13.30", 16.45, (time(13, 30), time(16, 45))),
        ("09.00 - selesai", "15.00", (time(9), time(15))),
        ("15.00", "09.00", None),
        ("09.00", "09.00", None),
        (9.5, "15.00", None),
        ("25.00", "26.00", None),
        ("09.00 - selesai", None, None),
    ],
)
def test_hours_from_and_to(starts: object, ends: object, hours: tuple[time, time] | None) -> None:
    plan = read(plan_file([(*ROW[:3], starts, ends, ROW[5])]))
    assert [(m.starts, m.ends) for t in plan.trainings for m in t.meetings] == (
        [hours] if hours else []
    )
    assert bool(plan.findings) == (hours is None)


@pytest.mark.parametrize(
    ("value", "quota"),
    [
        (30, 30), ("30 orang", 30), (30.0, 30), ("tiga puluh", 30), (0, None), (-5, None),
        (1001, None), ("banyak", None), (2.5, None),
    ],
)  # fmt: skip
def test_quota(value: object, quota: int | None) -> None:
    plan = read(with_column("Kuota", value))
    assert [t.quota for t in plan.trainings] == ([quota] if quota else [])
    assert all("jumlah tempat" in f.text for f in plan.findings)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("BATIK; keripik", ("BATIK", "KERIPIK")),
        ("Kerupuk, keripik & peyek", ("KERIPIK",)),
        ("Kerupuk, keripik & peyek, kopi", ("KERIPIK", "KOPI")),
        ("batik dan songket", ("BATIK", "TENUN")),
        ("semua", ()),
        ("-", ()),
        ("astronot", None),
    ],
)
def test_clusters(value: str, codes: tuple[str, ...] | None) -> None:
    plan = read(with_column("Klaster", value))
    found = [set(t.clusters) for t in plan.trainings]
    assert found == ([] if codes is None else [set(codes)])
    assert all("tidak dikenal. Yang ada: Kerupuk" in f.text for f in plan.findings)


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("Sasaran", "mahasiswa", "“mahasiswa” tidak dikenal. Pilih: IKM, Calon pengusaha"),
        ("Cara masuk", "undian", "cara masuk “undian” tidak dikenal"),
        ("Link peta", "dekat masjid", "link peta harus diawali https://"),
        ("Daftar ditutup", "13 Jan 2027", "13 Januari 2027, padahal pelatihan mulai 12"),
        ("Daftar ditutup", "12 Jan 2027", "padahal pelatihan mulai"),
        ("Tawaran ditutup", "14 Jan 2027", "tawaran ditutup 14 Januari 2027"),
        ("Keterangan", "x" * 501, "terlalu panjang, paling banyak 500"),
    ],
)  # fmt: skip
def test_facts_that_cannot_be(column: str, value: str, fault: str) -> None:
    plan = read(with_column(column, value))
    assert plan.trainings == ()
    assert fault in plan.findings[0].text


def test_offers_do_not_close_before_registration() -> None:
    head = (*HEAD, "Daftar ditutup", "Tawaran ditutup")
    (sentence,) = said([(*ROW, "8 Jan 2027", "7 Jan 2027")], head)
    assert (
        "tawaran ditutup 7 Januari 2027, lebih awal dari pendaftaran (8 Januari 2027)" in sentence
    )


def test_a_moment_keeps_its_hour() -> None:
    training = only(with_column("Daftar ditutup", at(2027, 1, 5, 12, 30)))
    assert training.registration_closes == at(2027, 1, 5, 12, 30)
