"""The NIB (13-digit business number of OSS), or "not yet". Source of the length: PP 28/2025."""

import re

from domain.answers import have, have_words
from domain.answers.named_numbers import OTHER_THAN_NIB, PAPERS
from domain.answers.own_units import is_product
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.sentence_words import SILENT
from domain.answers.spelling import plain_words
from domain.answers.tails import forgiving
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES
from domain.answers.words import clean, tokens

NIB_DIGITS = 13
MIN_DIGITS = 8  # from here on a number is a try at a NIB and not a year, a KBLI or a house number
NIK_DIGITS = 16

_IN_FULL = re.compile(r"\b(nomor|nomer|no) induk berusaha\b|\bnib{2,}\b")
_BESIDE_ANOTHER_PAPER = re.compile(  # "nib 13… pirt 20…"
    r"^\W*nib\W*(?P<nib>\d{13})\W+(?:dan |sama )?p-?irt\W*\d{15}\W*$"
)
_RUN = re.compile(r"\d+(?:[ .\-–_/]{1,3}\d+)*")
_DATE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](20)?\d\d(?!\d)")  # the day it was issued
_AGAINST = set(
    "bukan belum tidak tapi salah ralat keliru kalau mungkin kata katanya kawan teman tetangga sebelah "
    "suami istri orang kenapa apa berapa jangan kok contoh contohnya dulu lama nanti sepertinya kayaknya entah".split()
)
_LONG_HELD = re.compile(r"\bsudah lama\b|\bmaaf (baru|lama)\b")
_BESIDE_A_NIB = FILLER | GREETINGS | SELVES | frozenset(
    "nib nibnya nya no nomor nomer nmr nomornya induk berusaha oss surat suratnya izin ijin usaha usahanya ada punya sudah "
    "udah dah sdh iya ok oke siap ini itu ia di dari dengan yang untuk adalah yaitu data baik benar betul milik "
    "lengkap lengkapnya lama baru tahun thn bulan tanggal tgl terbit terbitnya keluar tertulis tertera isi isinya jawab "
    "kirim saya kirimkan berikut terlampir cek dicek coba semoga b bisa dapat dibaca hp map lemari kertas digit angka "
    "angkanya atas nama s ya y pt cv ud kode lalu kemarin lewat resmi asli aktif berlaku masih salin disalin menyalin salinan catat dicatat perorangan perseorangan "
    "januari februari maret april mei juni juli agustus september oktober november desember".split()
)  # fmt: skip
"""Words that name nothing else: any other word may say what the number is."""

_IN_WHOSE_NAME = re.compile(r"\b(atas nama|a[./]?n)\b[a-z .:]*")
_OF_ANOTHER = re.compile(
    r"\d\W+(?:(?:itu|ini) )?(?:punya|milik) (?:abang|kakak|adi?k|adek|suami)\b"
    r"|\bnib(?:nya)? (?:abang|kakak|adi?k|adek|suami|istri|anak|mamak|mertua) (?:saya|sy|aku|awak)\b"
)
_OF_A_PHONE_OR_CARD = re.compile(
    r"\b(no|nomor|nomer|nmr)\.? ?(hp|wa|telepon|telpon|telp|tlp|handphone|kk)\b"
)
_LOOSELY_NAMED = frozenset("sertifikat sertifikatnya kode id".split())  # of what?
_KNOWN_HERE = frozenset("rumahan rumah tangga ribet jualan dagang nak umur tua boro".split())
_NOT_AT_HAND = re.compile(
    r"\b(di|ke|dalam) (?!mana\b)|\bdengan (?!sekali\b)|\byang (?!urus|ngurus|mengurus|buat|bikin|untuk)"
    r"|\b(bawa|dibawa|tangan|hilang|rusak|terbakar|lupa|tercecer)\b|\bsiap (kasih|kirim)"
    r"|\b(bisa|dikasih|diberi|dibagi|terima|tahu|ingat|siap) (petugas |dinas |oss |saya )?(nomor|kertas|surat)(nya)?\b"
    r"|\bnomornya (tidak|belum) (?!(ada|punya)$)"
)
"""It is not here, not found or not told: whether there is one, nobody said."""


def understand(text: str) -> Understood[str | None]:
    """13 digits, or None where the person has no NIB yet.

    Asked back: `nib.number_wanted` ("ada"), `nib.several`, `nib.unsure` (denied, or may be a
    phone number), `nib.question`. Refused: `nib.length`, `nib.nik`, `nib.none`.
    """
    plain = _IN_FULL.sub("nib", clean(text).replace("\n", " ; "))
    if named := _BESIDE_ANOTHER_PAPER.search(plain):
        plain = f"nib {named['nib']}"
    numbers = _numbers(_DATE.sub(" ", plain))
    tries = list(dict.fromkeys(number for number in numbers if len(number) >= MIN_DIGITS))
    if len(tries) > 1:
        return AsksBack("nib.several")
    if tries:
        number = tries[0]
        found = _of_number(number, plain)
        return forgiving(
            found, plain, lambda head: _of_head(number, head), lambda _: have_words.TAILS_OF_YES
        )
    if _is_only_number(plain):
        return Refused("nib.length")
    return forgiving(_of_words(plain), plain, _of_words, lambda _: have_words.TAILS_OF_NO)


def _of_head(number: str, head: str) -> Understood[str | None]:
    """A head counts where the whole number stands in it."""
    whole = number in _numbers(_DATE.sub(" ", head))
    return _of_number(number, head) if whole else Refused("nib.none")


def _numbers(plain: str) -> list[str]:
    return [re.sub(r"\D", "", match[0]) for match in _RUN.finditer(plain)]


def _is_only_number(plain: str) -> bool:
    return bool(re.fullmatch(r"(nib|no|nomor|saya|[:.\s])*\d[\d .\-]*", plain))


def _of_number(number: str, plain: str) -> Understood[str | None]:
    if len(number) == NIK_DIGITS:
        return Refused("nib.nik")
    if len(number) != NIB_DIGITS or len(set(number)) == 1:
        return Refused("nib.length")
    named = re.search(r"\bnib(nya)?\b", plain) is not None
    said = _LONG_HELD.sub(" ", " ".join(plain_words(plain)))
    denied = "?" in plain or _AGAINST.intersection(said.split()) or _OF_ANOTHER.search(plain)
    if denied or _is_of_something_else(plain, named):
        return AsksBack("nib.unsure")
    if not named and _looks_like_phone(number):
        return AsksBack("nib.unsure")
    return Accepted(number)


def _is_of_something_else(plain: str, named: bool) -> bool:
    """Is the number called an account, a card, another paper?"""
    said = {word for word in tokens(_IN_WHOSE_NAME.sub(" ", plain)) if word.isalpha()}
    if not named and (said & _LOOSELY_NAMED or not said <= _BESIDE_A_NIB):
        return True
    if any(word not in _BESIDE_A_NIB and not is_product(word) for word in _words_behind(plain)):
        return True  # "nib 13… kak, dicabut"
    words = {word.removesuffix("nya") for word in tokens(plain)}
    return bool(OTHER_THAN_NIB & words or _OF_A_PHONE_OR_CARD.search(plain))


def _words_behind(plain: str) -> list[str]:
    """What is said after the last long number; whose name it is in is no matter."""
    told = _IN_WHOSE_NAME.sub(" ", plain)
    ends = [found.end() for found in _RUN.finditer(told) if len(found[0]) >= MIN_DIGITS]
    return [word for word in tokens(told[ends[-1] :]) if word.isalpha()] if ends else []


def _looks_like_phone(number: str) -> bool:
    """13 digits that are as well a mobile number: 6281… or 08…"""
    return number.startswith(("628", "08"))


def _of_words(text: str) -> Understood[str | None]:
    owns = have.understand(text)
    if isinstance(owns, Accepted) and owns.value:
        return AsksBack("nib.number_wanted")
    if isinstance(owns, Accepted):
        is_doubtful = _is_not_at_hand(text) or _names_another_paper(text)
        return AsksBack("nib.unsure") if is_doubtful else Accepted(None)
    if isinstance(owns, Refused):
        return Refused("nib.none")
    return AsksBack(owns.reason.replace("have.", "nib.").replace("nib.both", "nib.unsure"))


def _names_another_paper(text: str) -> bool:
    """ "halal belum ada": says nothing about the NIB."""
    said = set(tokens(clean(text)))
    return bool(said & PAPERS) and not said & {"nib", "nibnya"}


def _is_not_at_hand(text: str) -> bool:
    """ "gak ada di hp", "belum sempat cari": a no beside words that may say where or by whom."""
    said = " ".join(word for word in plain_words(text) if word not in SILENT)
    return bool(_NOT_AT_HAND.search(said)) or not _KNOWN_HERE.issuperset(have.unknown_words(text))
