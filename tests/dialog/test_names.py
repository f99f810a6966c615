"""Names in the words of the street: taken, asked about ("… itu jawabannya?"), or refused."""

import pytest

from dialog.messages import Incoming
from dialog.names import Goods, Named, PersonName, ThingName
from dialog.questions import ASKED, LATER, NOT_THAT_ONE, Collected, Reading
from dialog.session import Pending
from domain.answers.result import Accepted, Refused

LINE = 80
PERSON, THING, GOODS = (
    PersonName(max_length=LINE),
    ThingName(max_length=LINE),
    Goods(max_length=LINE),
)
TAKEN = [
    (PERSON, "Amin", "Amin"), (PERSON, "nama saya Amin", "Amin"),
    (PERSON, "Kok Liong", "Kok Liong"),
    (PERSON, "Horas, saya Poltak", "Poltak"),
    (PERSON, "ok kak. Mariani Siregar", "Mariani Siregar"),
    (PERSON, "Ani, NIK [nomor KTP dihapus]", "Ani"), (THING, "Kok Tong Kopi", "Kok Tong Kopi"),
    (THING, "Mana Lagi", "Mana Lagi"), (THING, "kasih nama Ranup Aceh aja kak", "Ranup Aceh"),
    (THING, "Keripik Nomor 1100", "Keripik Nomor 1100"),
    (GOODS, "tepung, telur dll", "tepung, telur dll"),
    (THING, "nama nya Rina Kue", "Rina Kue"), (PERSON, "nama nya rina", "rina"),
    (THING, "nama baik", "nama baik"), (PERSON, "Wagiman, bu", "Wagiman"),
    (PERSON, "Sari aja pak", "Sari"),
    (GOODS, "bahannya : kedelai", "kedelai"), (GOODS, "jadinya tas pak", "tas"),
    (GOODS, "bahan nya dari benang sutra", "benang sutra"), (GOODS, "bahan kain", "bahan kain"),
    (GOODS, "maksudnya ubi kayu", "ubi kayu"), (GOODS, "emang cuma ubi", "emang cuma ubi"),
    (GOODS, "benang sama kain aja kak", "benang sama kain"), (GOODS, "ampas tahu", "ampas tahu"),
]  # fmt: skip
ASKED_ABOUT = [
    (PERSON, "Saya Mau Tanya", "Saya Mau Tanya"), (PERSON, "Amin?", "Amin"),
    (PERSON, "siap pak, ferry gunawan", "ferry gunawan"),
    (PERSON, "Rina Marlina, benar?", "Rina Marlina"),
    (PERSON, "Mas Tunggu", "Mas Tunggu"),
    (PERSON, "kelen robot apa orang", "kelen robot apa orang"),
    (THING, "Nanti Bu Ros", "Nanti Bu Ros"), (THING, "Mantap Bos", "Mantap Bos"),
    (THING, "apa boleh Keripik Bu Rina?", "Keripik Bu Rina"),
    (THING, "belum ada nama, keripik bu ani aja", "keripik bu ani"),
    (GOODS, "sebentar kak, ubi sama tepung", "ubi sama tepung"),
    (GOODS, "gimana kalau keripik ubi?", "keripik ubi"),
    (GOODS, "nanti saya buat dari singkong", "nanti saya buat dari singkong"),
]  # fmt: skip
REFUSED = [
    (PERSON, "makasih, bu", "form.not_understood"), (PERSON, "gak tau, kak", "form.not_understood"),
    (PERSON, "saya sendiri", "form.not_understood"),
    (PERSON, "oke kak, ada pembeli", "form.not_understood"),
    (THING, "pakai nama saya aja", "form.nameless"),
    (THING, "nama suami", "form.nameless"), (PERSON, "lewati aja kak", "form.not_understood"),
    (PERSON, "sebentar ya kak, ada tamu", LATER), (PERSON, "untuk apa, saya takut penipuan", ASKED),
    (PERSON, "untuk apa ya?", ASKED), (PERSON, "nama suami boleh?", ASKED),
    (PERSON, "nama sy atau nama suami kak?", ASKED), (PERSON, "contohnya?", ASKED),
    (PERSON, "makasih kak", "form.not_understood"), (PERSON, "hahaha", "form.not_understood"),
    (PERSON, "nanti ya kak, lagi goreng", LATER), (PERSON, "👍", "form.text_wanted"),
    (THING, "belum ada nama, jualan dari rumah", "form.nameless"), (THING, "perlu NIB gak?", ASKED),
    (THING, "kok ditanya-tanya", ASKED), (GOODS, "bahan utama atau semua?", ASKED),
    (GOODS, "macam-macam kak", "form.mainly"), (GOODS, "tunggu ya kak, tanya suami dulu", LATER),
]  # fmt: skip
CONFIRMED = [
    ("iya", Accepted("Keripik Rina")), ("pakai itu", Accepted("Keripik Rina")),
    ("itu aja", Accepted("Keripik Rina")), ("1", Accepted("Keripik Rina")),
    ("iya Keripik Rina", Accepted("Keripik Rina")), ("bukan", Refused(NOT_THAT_ONE)),
    ("eh salah", Refused(NOT_THAT_ONE)), ("bukan, Keripik Ani", Accepted("Keripik Ani")),
    ("bukan Keripik Ani", Accepted("Keripik Ani")), ("Dapur Ani", Accepted("Dapur Ani")),
    ("tidak, Dapur Ani aja", Accepted("Dapur Ani")),
    ("bukan itu maksud saya", Refused(NOT_THAT_ONE)),
    ("iya itu namanya", Accepted("Keripik Rina")), ("itu jawabannya", Accepted("Keripik Rina")),
    ("yang lain aja", Refused(NOT_THAT_ONE)), ("ganti jadi Dapur Ani", Accepted("Dapur Ani")),
    ("iya tapi Rina Jaya", Collected("tapi Rina Jaya", "form.as_answer")),
    ("makasih", Collected("Keripik Rina", "form.as_answer")),
]  # fmt: skip


def read(question: Named, text: str, refused: str = "", proposed: str = "") -> Reading:
    collected = [proposed] if proposed else []
    return question.read(text, Pending("name", refused=refused, collected=collected))


@pytest.mark.parametrize(("question", "text", "name"), TAKEN)
def test_a_name_is_taken_without_the_words_around_it(question: Named, text: str, name: str) -> None:
    assert read(question, text) == Accepted(name)


@pytest.mark.parametrize(("question", "text", "name"), ASKED_ABOUT)
def test_what_may_be_a_name_is_asked_about(question: Named, text: str, name: str) -> None:
    assert read(question, text) == Collected(name, "form.as_answer")


@pytest.mark.parametrize(("question", "text", "why"), REFUSED)
def test_what_names_nothing_is_no_name(question: Named, text: str, why: str) -> None:
    found = read(question, text)
    assert isinstance(found, Refused)
    assert found.reason == why


@pytest.mark.parametrize(("text", "found"), CONFIRMED)
def test_what_is_said_to_a_proposal(text: str, found: Reading) -> None:
    assert read(THING, text, proposed="Keripik Rina") == found


@pytest.mark.parametrize("text", ["nanti ya kak", "makasih", "gak tau", "Tunggu"])
def test_who_says_it_once_more_means_it(text: str) -> None:
    assert isinstance(read(PERSON, text), Refused)
    again = read(PERSON, text, refused=text)
    assert isinstance(again, Collected)
    assert read(PERSON, "ya", proposed=again.item) == Accepted(again.item)


def test_what_staff_enter_for_somebody_is_meant() -> None:
    entered = Incoming("text", "Tunggu", by_staff=True)
    assert PERSON.parse(entered, Pending("name")) == Accepted("Tunggu")
    assert isinstance(PERSON.parse(Incoming("text", "Tunggu"), Pending("name")), Refused)
