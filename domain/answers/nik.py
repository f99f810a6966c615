"""The NIK (16-digit number of the identity card): found so that it is never written down.

The service neither asks for it nor stores it. A NIK is province, regency, district (two digits
each), the day of birth (+40 for women), month, year, and a serial of four. Source of the layout:
Permendagri 40/2019 and the region codes of Kepmendagri 300.2.2-2430/2025.
"""

import re
import unicodedata

from domain.answers.result import Accepted, Understood

NIK_DIGITS = 16
MASK = "[nomor KTP dihapus]"

_PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 "
    "81 82 91 92 93 94 95 96 97".split()
)
_CHAIN = re.compile(r"\d(?:[ .\-/_,:|\u2010-\u2015]{0,3}\d)*")
_ASCII_CONTROL = re.compile(r"[\x00-\x1f]")
_GROUP = re.compile(r"\d+")


def mask_nik(text: str) -> tuple[str, bool]:
    """The text with `MASK` in place of every NIK, and whether there was one.

    Every unbroken run of 16 digits is masked, even where its date of birth cannot be: a mistyped
    NIK is as private. In groups ("1271 9955 …") it must have the layout of a NIK. Everything else
    stays as it was.
    """
    spans = _spans(text, lenient=True)
    if not spans:
        return text, False
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text, True


def understand(text: str) -> Understood[bool]:
    """True where the text contains a number with the layout of a NIK; never asks back."""
    return Accepted(bool(_spans(text, lenient=False)))


def _spans(text: str, lenient: bool) -> list[tuple[int, int]]:
    """Start and end of each NIK, in order, without overlaps."""
    if text.isascii():
        if _count_digits(text) < NIK_DIGITS:  # as in nearly every message
            return []
        digits = _ASCII_CONTROL.sub(" ", text)
    else:
        digits = "".join(map(_digit_or_same, text))
    spans: list[tuple[int, int]] = []
    for chain in _CHAIN.finditer(digits):
        groups = [
            (match.start() + chain.start(), match.end() + chain.start())
            for match in _GROUP.finditer(chain[0])
        ]
        spans.extend(_in_chain(digits, groups, lenient))
    return spans


def _count_digits(text: str) -> int:
    """The digits of an ASCII text."""
    written = text.encode()
    return len(written) - len(written.translate(None, b"0123456789"))


def _digit_or_same(char: str) -> str:
    """ASCII digits for those of any script, a blank for invisible signs; always one character."""
    if char.isascii():
        return char if char >= " " else " "
    value = unicodedata.decimal(char, None)
    if value is not None:
        return str(value)
    return " " if unicodedata.category(char) in {"Cf", "Zs", "Mn", "Me"} else char


def _in_chain(digits: str, groups: list[tuple[int, int]], lenient: bool) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(groups):
        last = _group_that_completes(groups, first)
        if last is not None:
            span = (groups[first][0], groups[last][1])
            number = "".join(digits[start:end] for start, end in groups[first : last + 1])
            if has_layout_of_nik(number) or (lenient and first == last):
                spans.append(span)
                first = last
        first += 1
    return spans


def _group_that_completes(groups: list[tuple[int, int]], first: int) -> int | None:
    """The group with which the digits from `first` on are exactly 16."""
    length = 0
    for at in range(first, len(groups)):
        length += groups[at][1] - groups[at][0]
        if length >= NIK_DIGITS:
            return at if length == NIK_DIGITS else None
    return None


def has_layout_of_nik(number: str) -> bool:
    """Do these 16 digits name a province, and a day and month that exist?"""
    day, month = int(number[6:8]) % 40, int(number[8:10])
    return (
        number[:2] in _PROVINCES and 1 <= day <= 31 and int(number[6:8]) <= 71 and 1 <= month <= 12
    )
