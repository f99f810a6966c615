"""What people write around a name."""

import pytest

from domain.answers.naming import (
    SPOKEN_TO,
    TITLES,
    has_no_name,
    is_no_name,
    without_closing,
    without_greeting,
    without_opening,
    without_thing_opening,
)
from domain.answers.proposing import behind_denial, without_only


@pytest.mark.parametrize(
    "text",
    ["belum ada", "blm ada nama kak", "belum punya nama", "gak ada namanya", "gada nama",
     "belum", "usahanya belum ada namanya", "blm dikasih nama bu", "gak tau",
     "belum ada nama, jualan dari rumah", "belum kepikiran", "masih belum ada nama",
     "gak pake nama", "blm punya merek"],
)  # fmt: skip
def test_that_there_is_no_name_is_no_name(text: str) -> None:
    assert has_no_name(text)


@pytest.mark.parametrize(
    "text",
    ["Keripik Ibu Ani", "Tiada Dua", "Gak Pake Lama", "Tak Kenal Maka Tak Sayang", "Nama Baik",
     "Warung Tanpa Nama", "Apa Adanya", "Kosong Satu", "Ada Aja", "Belum Tentu Sama", "Rina", ""],
)  # fmt: skip
def test_a_name_may_deny_something_else(text: str) -> None:
    assert not has_no_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nama sy rina br. sitompul", "rina br. sitompul"),
        ("saya Rina Br. Sitompul", "Rina Br. Sitompul"),
        ("nama saya rina", "rina"),
        ("aku Rina", "Rina"),
        ("perkenalkan nama saya Rina", "Rina"),
        ("Perkenalkan, nama saya Rina", "Rina"),
        ("Nama: Rina", "Rina"),
        ("nama lengkap saya adalah Rina Siregar", "Rina Siregar"),
        ("Halo kak, saya Rina", "Rina"),
        ("assalamualaikum bu nama saya Rina", "Rina"),
        ("namaku Rina", "Rina"),
        ("sy Rina", "Rina"),
        ("dengan Ibu Rina", "Ibu Rina"),
        ("panggil aja Rina", "Rina"),
        ("a.n. Rina", "Rina"),
        ("nama - Rina", "Rina"),
        ("atas nama Rosdiana Tanjung", "Rosdiana Tanjung"),
        ("Nm sy Herlina Sirait", "Herlina Sirait"),
        ("Ini ibu Eva Susanti", "ibu Eva Susanti"),
    ],
)
def test_an_opening_is_no_part_of_a_persons_name(text: str, name: str) -> None:
    assert without_opening(text) == name


@pytest.mark.parametrize(
    "text",
    ["Rina Br. Sitompul", "Ibu Rina", "AK Siregar", "Sy. Nurul Aini", "Siti Saya", "An Nisa Lubis",
     "nama saya", "saya", "saya yang punya", "saya mau tanya", "Aku", "Akuan Nama", "Namaraya",
     "Ambo Dalle", "Hamba Allah", "Salam Siregar", "Uda Dengar", ""],
)  # fmt: skip
def test_a_name_keeps_all_its_words(text: str) -> None:
    assert without_opening(text) == text


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("keripik ubi balado kak", "keripik ubi balado"),
        ("singkong sama cabe, bu", "singkong sama cabe"),
        ("bolu pak ya", "bolu"),
        ("kue basah ya kak", "kue basah"),
    ],
)
def test_who_is_spoken_to_is_no_part_of_what_is_made(text: str, goods: str) -> None:
    assert without_closing(text) == goods


@pytest.mark.parametrize(
    "text", ["Keripik Ibu Ani", "Lim Bu", "kak", "kerajinan mas", "Dapur Kak", "kopi pak hasan", ""]
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert without_closing(text) == text


@pytest.mark.parametrize("name", ["kopi ya", "warung bu", "toko pak", "kedai kak"])
def test_a_thing_keeps_the_last_word_of_two(name: str) -> None:
    assert without_closing(name, SPOKEN_TO) == name
    assert without_closing(f"{name} murni kak", SPOKEN_TO) == f"{name} murni"


def test_a_title_may_be_the_last_name_of_a_person() -> None:
    assert without_closing("lim bu", TITLES) == "lim bu"
    assert without_closing("rina kak", TITLES) == "rina"
    assert without_closing("rina siregar bu", TITLES) == "rina siregar"


def test_lines_stay_apart() -> None:
    assert without_closing("keripik ubi\nsambal teri kak") == "keripik ubi\nsambal teri"


@pytest.mark.parametrize("text", ["nama saya bu", "saya bu", "saya", "nama saya", "namanya ya kak"])
def test_an_opening_alone_is_no_name(text: str) -> None:
    assert is_no_name(text)


@pytest.mark.parametrize("text", ["Rina", "saya Rina", "Sayang", "lim bu", "", "..."])
def test_whoever_says_a_name_has_said_it(text: str) -> None:
    assert not is_no_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nama usahanya Sirup Markisa Jaya", "Sirup Markisa Jaya"),
        ("usaha kami namanya Doa Ibu", "Doa Ibu"),
        ("Namanya Dapur Opung", "Dapur Opung"),
        ("kasih nama Ranup Aceh", "Ranup Aceh"),
        ("Nama usaha: Keripik Bu Ani", "Keripik Bu Ani"),
        ("merek Teri Medan", "Teri Medan"),
        ("Nama Baik", "Nama Baik"),
        ("Merek Kita Sendiri", "Merek Kita Sendiri"),
        ("Toko Nama Baik", "Toko Nama Baik"),
        ("namanya", "namanya"),
    ],
)
def test_an_opening_is_no_part_of_what_something_is_called(text: str, name: str) -> None:
    assert without_thing_opening(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("selamat pagi pak. saya Jonggi Manurung", "saya Jonggi Manurung"),
        ("ok kak. Mariani Siregar", "Mariani Siregar"),
        ("siap pak, Ferry Gunawan", "Ferry Gunawan"),
        ("oh nama ya, Poltak", "oh nama ya, Poltak"),
        ("Bapak Legiman, RT 4", "Bapak Legiman, RT 4"),
        ("Drs. Hasudungan Silalahi", "Drs. Hasudungan Silalahi"),
        ("makasih, kak", "makasih, kak"),
        ("H. Amir", "H. Amir"),
    ],
)
def test_a_greeting_before_a_name_is_cut(text: str, name: str) -> None:
    assert without_greeting(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("belum ada nama, keripik bu ani aja", "keripik bu ani aja"),
        ("blm pny nama. Tahu Sumedang ibu wati", "Tahu Sumedang ibu wati"),
        ("gak ada namanya, bengkel las pak Pardede kak", "bengkel las pak Pardede kak"),
        ("belum ada nama", ""),
        ("belum ada, belum kepikiran", ""),
        ("Gak Pake Lama, Sablon", ""),
        ("Keripik Bu Ani, Medan", ""),
    ],
)
def test_a_name_is_proposed_behind_a_denial(text: str, name: str) -> None:
    assert behind_denial(text) == name


def test_aja_is_no_part_of_a_name() -> None:
    assert without_only("keripik bu ani aja") == "keripik bu ani"
    assert without_only("aja") == "aja"
    assert without_only("Ada Aja") == "Ada Aja"
