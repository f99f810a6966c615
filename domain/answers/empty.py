"""Messages that name nothing: a question of the person's own, a courtesy, "sama kayak tadi".

For questions that take any words, a name or what is made: there nothing else tells them from an
answer.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from domain.answers.phrases import Phrases, phrases
from domain.answers.spelling import plain_words
from domain.answers.vocabulary import ADDRESS
from domain.answers.words import BREAK, QUESTION

_AROUND = ADDRESS | frozenset(
    "ya yah iya sih dong deh lah nih tuh kan bah aja saja dulu lho gitu saya aku awak".split()
) | {BREAK, QUESTION}  # fmt: skip


class Empty(StrEnum):
    """What a message may be that names nothing; of several in one message the later counts."""

    COURTEOUS = "courteous"  # "makasih ya"
    AGREES = "agrees"  # "siap kak"
    UNSAID = "unsaid"  # "gak tau", "sama kayak tadi"
    MANY = "many"  # "macam-macam": of goods alone that says nothing
    ASKS = "asks"  # "untuk apa ya?"


_RANK = tuple(Empty)
_ASKING = """
kenapa; mengapa; kok; untuk apa; buat apa; gunanya apa; apa; apa itu; apa ini; ini apa; itu apa; apaan
apa itu ikm; ikm itu apa; siapa; siapa ini; ini siapa; dengan siapa; ini dengan siapa; ini dari mana; dari mana
maksud; maksudnya; maksudnya apa; apa maksudnya; maksudnya gimana; gimana; bagaimana; gimana caranya; caranya
bagaimana caranya; cara isi; cara isinya; gimana isinya; isi apa; diisi apa; tulis apa; jawab apa; nama apa; nama siapa
harus; wajib; wajibkah; wajib kah; kah; perlukah; apakah; apakah harus; apakah wajib; bayar
kapan; berapa; di mana; dimana; mana; yang mana; bolehkah; bisakah; bisa diwakilkan; ditanya; ditanya nama; kok ditanya; kok ditanya nama; emang wajib; emang harus; contoh; contohnya; misalnya
penipuan; ini penipuan; modus; ini modus; ini aman; ini resmi; ini benar; ini asli
"""
_COURTEOUS = """
hai; halo; hallo; helo; assalamualaikum; waalaikumsalam; horas; mejuah juah; selamat pagi; selamat siang; selamat sore
selamat malam; pagi; siang; sore; terima kasih; terimakasih; makasih; trims; thanks
maaf; maaf salah kirim; salah kirim; salah; salah pencet; bukan; hah; loh; eh; tidak jadi
tes; test; cek; coba; daftar; mau daftar; permisi; hehe; haha; wkwk
"""
_AGREEING = "iya; ok; oke; siap; sip; baik; baiklah; mantap; lanjut; mulai; betul; benar itu"
_EMPTY = """
sudah; sudah tadi; tadi sudah; sudah isi; sudah diisi; sudah jawab; sudah dijawab; sudah kirim; sudah dikirim; sudah ada
sama; sama seperti tadi; sama kayak tadi; sama kek tadi; seperti tadi; kayak tadi; kek tadi; yang tadi; idem; seperti di atas
seperti biasa; tidak tahu; kurang tahu; belum tahu; tidak ngerti; tidak mengerti; tidak paham; kurang paham; belum paham
bingung; lupa; tidak ingat; terserah; apa saja; tidak mau; tidak usah; tidak bisa; belum bisa; rahasia; kosong; anonim
tolong; tolong bantu; bantu; tolong dibantu; minta tolong; tidak bisa baca; tidak bisa nulis; tidak bisa ngetik
anak yang isi; sendiri; pemilik; pemilik usaha; pemiliknya; yang punya; yang punya usaha; skip; lewati; lewat; asdf; asdfgh; asdfghjkl; qwerty; xxx; abc; abcd
"""
_MANY = """
banyak; banyak macam; macam macam; bermacam macam; macam; bermacam; segala macam; semua; semuanya; campur; campuran
lain lain; dan lain lain; apa saja ada; semua ada; ada macam; ada banyak; ada; barang; produk; bahan; bahan bahan
"""


def _table(groups: Mapping[Empty, str]) -> Phrases[Empty]:
    """The phrases, each spelled as answers are before they are compared."""
    return phrases({
        meaning: ";".join(" ".join(plain_words(one)) for one in re.split("[;\n]", text))
        for meaning, text in groups.items()
    })  # fmt: skip


_NOTHING = _table({
    Empty.COURTEOUS: _COURTEOUS, Empty.AGREES: _AGREEING, Empty.UNSAID: _EMPTY,
    Empty.MANY: _MANY, Empty.ASKS: _ASKING,
})  # fmt: skip
_OPENS_A_QUESTION = frozenset("kenapa knp mengapa ngapain bolehkah bisakah".split())
_ASKS_ALONE = frozenset("apa siapa kapan berapa mana dimana maksud penipuan wajib wajibkah".split())
_MAY_OPEN_ONE = frozenset("apa siapa kapan berapa mana dimana untuk buat boleh bisa harus".split())


def what_is(text: str) -> Empty | None:
    """What a message is that names nothing; None where any word of it may be part of a name."""
    words = plain_words(text)
    told = [word for word in words if word not in _AROUND]
    is_asked = QUESTION in words
    if _opens_a_question(told, is_asked=is_asked):
        return Empty.ASKS
    signs = _NOTHING.read(told)
    found = [sign.meaning for sign in signs if sign.meaning]
    # "Pagi Sore" is a restaurant: of single words only one may stand.
    is_said = len(signs) == 1 or any(len(sign.words) > 1 for sign in signs)
    if not is_said or len(found) < len(signs):
        return None
    most = max(found, key=_RANK.index)
    is_bare = not is_asked and len(told) == 1 and told[0] not in _ASKS_ALONE
    return Empty.UNSAID if most is Empty.ASKS and is_bare else most


def _opens_a_question(told: list[str], *, is_asked: bool) -> bool:
    if not told:
        return is_asked
    if told[0] in _OPENS_A_QUESTION:
        return True
    return is_asked and (told[0] in _MAY_OPEN_ONE or not _ASKS_ALONE.isdisjoint(told))
