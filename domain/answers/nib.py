"""The NIB (13-digit business number of OSS), or "not yet". Source of the length: PP 28/2025."""

import re

from domain.answers import have
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.spelling import plain_words
from domain.answers.words import clean

NIB_DIGITS = 13
MIN_DIGITS = 8  # from here on a number is a try at a NIB and not a year, a KBLI or a house number
NIK_DIGITS = 16

_RUN = re.compile(r"\d+(?:[ .\-–_/]{1,3}\d+)*")
_DATE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](20)?\d\d(?!\d)")  # the day it was issued
_AGAINST = set(
    "bukan belum tidak tapi salah ralat keliru kalau mungkin kata katanya kawan teman tetangga sebelah "
    "suami istri orang kenapa apa berapa jangan kok contoh contohnya dulu lama nanti sepertinya kayaknya entah".split()
)


def understand(text: str) -> Understood[str | None]:
    """13 digits, or None where the person has no NIB yet.

    Asked back: `nib.number_wanted` ("ada"), `nib.several`, `nib.unsure` (denied, or may be a
    phone number), `nib.question`. Refused: `nib.length`, `nib.nik`, `nib.none`.
    """
    plain = clean(text).replace("\n", " ; ")
    numbers = _numbers(_DATE.sub(" ", plain))
    tries = list(dict.fromkeys(number for number in numbers if len(number) >= MIN_DIGITS))
    if len(tries) > 1:
        return AsksBack("nib.several")
    if tries:
        return _of_number(tries[0], plain)
    return Refused("nib.length") if _is_only_number(plain) else _of_words(text)


def _numbers(plain: str) -> list[str]:
    return [re.sub(r"\D", "", match[0]) for match in _RUN.finditer(plain)]


def _is_only_number(plain: str) -> bool:
    return bool(re.fullmatch(r"(nib|no|nomor|saya|[:.\s])*\d[\d .\-]*", plain))


def _of_number(number: str, plain: str) -> Understood[str | None]:
    if len(number) == NIK_DIGITS:
        return Refused("nib.nik")
    if len(number) != NIB_DIGITS or len(set(number)) == 1:
        return Refused("nib.length")
    named = re.search(r"\bnib\b", plain) is not None
    if "?" in plain or _AGAINST.intersection(plain_words(plain)):
        return AsksBack("nib.unsure")
    if not named and _looks_like_phone(number):
        return AsksBack("nib.unsure")
    return Accepted(number)


def _looks_like_phone(number: str) -> bool:
    """13 digits that are as well a mobile number: 6281… or 08…"""
    return number.startswith(("628", "08"))


def _of_words(text: str) -> Understood[str | None]:
    owns = have.understand(text)
    if isinstance(owns, Accepted):
        return AsksBack("nib.number_wanted") if owns.value else Accepted(None)
    if isinstance(owns, Refused):
        return Refused("nib.none")
    return AsksBack(owns.reason.replace("have.", "nib.").replace("nib.both", "nib.unsure"))
