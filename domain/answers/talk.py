"""Whether a message sounds like talk, where a name or a thing is asked for.

A name holds no "sudah", no "kenapa" and no "hp"; a sentence hardly does without. It may be an
answer all the same ("Sabar Menanti", "ubi yang sudah dikupas"): who says so is asked, not refused.
"""

import re
from enum import StrEnum

from domain.answers.spelling import plain_words
from domain.answers.vocabulary import SELVES
from domain.answers.words import clean


class Of(StrEnum):
    """What is asked for."""

    PERSON = "person"
    THING = "thing"
    GOODS = "goods"


_IN_ALL = frozenset(
    "tidak belum jangan bukan sudah td kemarin kmrn tadi masih msh nanti besok dulu lagi nggk blm "
    "bisa harus mau ingin pengen kalau karena biar supaya soalnya gitu gini begitu "
    "kenapa knp mengapa kapan berapa bagaimana kok apa siapa dimana mana kah "
    "tolong minta tanya ditanya tanyanya tanyain jawab hubungi balas tunggu bilang dibilang kabari kabarin ngomong bicara "
    "mengerti paham ingat lupa dengar denger pikir bot error sinyal kuota pulsa ngetik ketik grup pertanyaan "
    "pertanyaannya jawaban petugas petugasnya pemerintah data aplikasi ktp bingung "
    "capek malas nyerah takut bodoh ribet bosan pusing tipu penipu terserah rahasia "
    "makasih terimakasih trims trimakasih thx thanks mauliate bujur maaf salah ganggu permisi infonya "
    "jemput pulang pajak dapat bantuan bantuannya biaya daftar disurvei pegang antar tamu pembeli pelanggan urusan kerjaan perlu".split()
)
_OF_NAMES = frozenset(  # beside these, what may be goods: "papan tulis", "jas hujan", "ampas tahu"
    "hp link robot telepon telpon chat suara suaranya kirim tahu tulis baca gambar kantor dinas uang hujan "
    "tidur sekolah mati".split()
)
_OF_PEOPLE = frozenset(
    "kali beli bawa jaga jalan mamak orang orangnya jam gula pesan lama banyak sekilo punya asli panjang iya yang "
    "dari untuk isi terima suami istri nomor".split()
)
_NO_TALK = {  # "uda" is an elder brother as well as "udah"; ampas tahu and Tahu Sumedang are eaten
    Of.PERSON: re.compile(r"\buda\b"),
    Of.THING: re.compile(r"\b(?:uda|tahu)\b"),
    Of.GOODS: re.compile(r"\b(?:uda|tahu|dll|dl)\b"),
}
_WORDS = {
    Of.PERSON: _IN_ALL | _OF_NAMES | _OF_PEOPLE,
    Of.THING: _IN_ALL | _OF_NAMES,
    Of.GOODS: _IN_ALL,
}
_LAUGHS = re.compile(r"(?:(?:h[aeiou]|xi|wk){2,}[hkw]?|h?m{3,}|i+y+a{2,}h?|ya{2,}h?)")
_VOWELS = re.compile("[aeiouy]")
MIN_SPOKEN = 5  # letters: no word of so many does without a vowel
_KEYS = re.compile(
    "asdf|sdfg|dfgh|fghj|ghjk|hjkl|jkl;|qwer|werty|rtyu|tyui|yuio|uiop|zxcv|xcvb|cvbn|vbnm"
)


def sounds_like_talk(text: str, of: Of) -> bool:
    """Whether a word of it speaks against a name, or against goods. "Mana Lagi" is written so."""
    if of is not Of.GOODS and is_title(text):
        return False
    told = _NO_TALK[of].sub(" ", clean(text))
    return not _WORDS[of].isdisjoint(plain_words(told))


def is_title(text: str) -> bool:
    """Whether it is written as a name: two words or more, each with a capital, no "Saya …"."""
    words = text.split()
    is_capital = all(w[0].isdigit() or (w[0].isupper() and not w[1:].isupper()) for w in words)
    is_named = any(w[0].isupper() for w in words) and words[0].casefold() not in SELVES
    return len(words) > 1 and is_capital and is_named


def is_noise(text: str) -> bool:
    """Laughter, a hum, keys pressed at random: "xixixi", "hmmm", "asdfgh"."""
    words = [word.strip(".!?,;") for word in text.casefold().split()]
    sounds = [
        word for word in words
        if _LAUGHS.fullmatch(word) or _KEYS.search(word)
        or (len(word) >= MIN_SPOKEN and word.isalpha() and not _VOWELS.search(word))
    ]  # fmt: skip
    return bool(sounds) and all(w in sounds or not _VOWELS.search(w) for w in words)
