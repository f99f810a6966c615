"""Talk is told from names and goods by its words; noise is neither."""

import pytest

from domain.answers.talk import Of, is_noise, sounds_like_talk

TALK = """
makasih banyak kak; ini dari dinas mana bang; gak mau ah takut kena tipu
bisa ngomong sama orangnya langsung gak; bah, banyak kali tanyanya; td udah sy kirim ktp nya
jangan telpon terus ya; lg di jalan bawa motor; kelen robot apa orang
gak tau kak mau dikasih nama apa; sy tanya suami dulu; sinyal jelek kali
siapa yg kasih nomor sy ke kelen; Sudah tadi kak
"""
PEOPLE = """
Rina Br. Sitompul; uda Jon; Tan Kok Seng; Nanti Br Ginting; Lagi Br Sitepu; M. Yusuf Lubis
SITI AMINAH; Untung; Poltak
"""
THINGS = """
Keripik Bu Ani; Mana Lagi; Apa Kabar Bakso; Sudah Laku Mebel; Tahu Sumedang bu Wati
rendang uda jon; CV Maju Jaya; 212
"""
GOODS = """
ampas tahu; jas hujan; papan tulis; casing hp; baju tidur; roti isi coklat; meja kantor
tas sekolah; teri, kacang, cabai
"""
GOODS_TALK = """
rahasia resep la kak; gak boleh kasih tau nanti ditiru orang; tanya istri saya aja, dia yg masak
kapan disurvei kak; belum jadi kak masih diaduk; boleh minta no hp petugasnya; capek awak ngetik
jangan tanya2 lagi; salah grup maaf
"""


def lines(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(";")]


@pytest.mark.parametrize("text", lines(TALK))
def test_talk_is_no_name(text: str) -> None:
    assert sounds_like_talk(text, Of.PERSON)
    assert sounds_like_talk(text, Of.THING)


@pytest.mark.parametrize("text", lines(GOODS_TALK))
def test_talk_is_no_goods(text: str) -> None:
    assert sounds_like_talk(text, Of.GOODS)


@pytest.mark.parametrize(
    ("text", "of"),
    [(one, of) for of, text in ((Of.PERSON, PEOPLE), (Of.THING, THINGS), (Of.GOODS, GOODS))
     for one in lines(text)],
)  # fmt: skip
def test_a_name_is_no_talk(text: str, of: Of) -> None:
    assert not sounds_like_talk(text, of)


@pytest.mark.parametrize(
    "text", ["hahaha", "xixixi", "hmmm", "wkwkwk", "qwertyuiop", "zxcvbn mnb", "hjkdfg"]
)
def test_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    "text", ["salak", "Hu", "Heri", "Mahmud", "gagah", "Jaya", "PT", "hasil", ""]
)
def test_a_word_is_no_noise(text: str) -> None:
    assert not is_noise(text)
