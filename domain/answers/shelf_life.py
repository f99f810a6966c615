"""How long food keeps: "3 bulan", "2 minggu", "90 hari", "setahun"; in days."""

import re

from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted
from domain.answers.words import clean, symbols

MAX_DAYS = 10 * 365  # no food of a small industry keeps longer
_DAYS = {
    **dict.fromkeys("hari hr harian day".split(), 1),
    **dict.fromkeys("minggu mgg mggu pekan mingguan".split(), 7),
    **dict.fromkeys("bulan bln bulanan bl".split(), 30),
    **dict.fromkeys("tahun thn taun th tahunan".split(), 365),
}
_ONE = re.compile(r"(?:se|sa)(hari|minggu|bulan|tahun|taun|pekan)")
_ROUGHLY = re.compile(r"\bkira\s?2\b|\bkira-kira\b|\bsekitar\b")
_RATE = frozenset("per / tiap setiap".split())
_RANGE = re.compile(r"\d\s*(?:-|–|sampai|sampe|s/d|sd|hingga|atau)\s*\d")


def understand(text: str) -> Understood[int]:
    """Days. A number without its period, or a range, is asked back (`shelf_life.unit`, `.several`).

    Refused: no number (`shelf_life.none`), nothing or too much (`shelf_life.out_of_range`).
    """
    return doubted(_understood(text), text, "shelf_life.several")


def _understood(text: str) -> Understood[int]:
    plain = _ONE.sub(r"1 \1", _ROUGHLY.sub(" ", clean(text).replace("\n", " ")))
    items = find_numbers(list(symbols(plain)))
    numbers = [item for item in items if isinstance(item, Number)]
    periods = [_DAYS[item] for item in items if isinstance(item, str) and item in _DAYS]
    if not numbers:
        return Refused("shelf_life.none")
    is_rate = not _RATE.isdisjoint(items)  # "20 per bulan" is what is made, not how long it keeps
    if len(numbers) > 1 or len(set(periods)) > 1 or is_rate or _RANGE.search(plain):
        return AsksBack("shelf_life.several")
    if not periods:
        return AsksBack("shelf_life.unit")
    days = int(numbers[0].value * periods[0])
    return Accepted(days) if 0 < days <= MAX_DAYS else Refused("shelf_life.out_of_range")


def as_period(days: int) -> tuple[int, str]:
    """The days as people say them: (3, "bulan"), (2, "minggu"), (10, "hari")."""
    for size, word in ((365, "tahun"), (30, "bulan"), (7, "minggu")):
        if days % size == 0:
            return days // size, word
    return days, "hari"
