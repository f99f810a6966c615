"""The day of a coming event: "besok", "7 des", "tgl 2", "sabtu ini", "7/12/26".

A bare weekday or day of the month is the nearest ahead; days are written dd/mm (label rules of
the office). A weekday with "depan" means this week's to one and next week's to another.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.answers.calendar_words import (
    AMBIGUOUS,
    MODEST,
    MONTHS,
    NEAR,
    PAST,
    SMALL_NUMBERS,
    TAILS,
    WEEKDAYS,
)
from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.tails import forgiving
from domain.answers.words import clean, symbols

FURTHEST_DAYS = 730  # the office plans no event more than two years ahead
SURELY_AHEAD_DAYS = 300  # a yearless date further away was rather meant in the past

_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d.:])(\d{1,2}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(20\d\d|\d\d))?(?![\d:])"
)
_SPACED = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) (20\d\d)(?!\d)")
_PACKED = re.compile(r"(?<!\d)(\d\d)(\d\d)(20\d\d)(?!\d)")
_CLOCK = re.compile(
    r"\b(?:jam|pukul|pkl|jm) ?\d{1,2}(?:[.:]\d\d)?(?: ?(?:wib|pagi|siang|sore|malam))*"
    r"|\b\d{1,2}[.:]\d\d ?(?:wib|pagi|siang|sore|malam)"
)
_MONTH_NUMBER = re.compile(r"\b(?:bulan|bln|bl) ?(\d{1,2})\b")
_MONTH_IN_WORDS = re.compile(
    r"\b(bulan|bln|bl) (sepuluh|sebelas|dua belas|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b"
)
_THIS_MONTH = re.compile(r"\b(?:bulan|bln) (?:ini|skrg|sekarang)\b")
_NEXT_MONTH = re.compile(r"\b(?:bulan|bln) (?:depan|dpn|besok|muka)\b")
_IN_DAYS = re.compile(
    r"\b(\d{1,2}|se|satu|dua|tiga|empat|lima|enam|tujuh|sepuluh) ?(hari|hr|minggu|mggu|pekan) (?:lagi|lg|ke depan|kedepan|dari sekarang)\b"
)
_GONE = re.compile(
    r"\b(minggu|bulan|tahun|hari|senin|selasa|rabu|kamis|jumat|sabtu|yang|tgl) (lalu|kemarin|lewat)\b"
)
_VAGUE = frozenset({"depan", "dpn", "minggu ini", "akhir", "awal", "natal", "tahun baru", "muka"})
_QUESTION = re.compile(r"\b(kapan|berapa|brp|gimana|apa)\b")


@dataclass
class _Parts:
    """What was said about the day, before it is put together."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    offset: int | None = None
    candidates: list[date] = field(default_factory=list)
    surplus: bool = False  # a number or day more than fits one date
    unknown: int = 0
    named_day: bool = False  # "tgl", a month or a full date stood with the number


class _NoSuchDay(ValueError):
    """Raised when day and month make no date, as 31 June."""


def understand(text: str, today: date) -> Understood[date]:
    """The calendar day in Asia/Jakarta; `today` is the day the answer was given.

    Asked back: `date.weekday_next` ("senin depan"), `date.several`, `date.mismatch` (weekday and
    date do not agree), `date.day_only`, `date.unsure`, `date.question`. Refused: `date.past`,
    `date.impossible` (31 June), `date.too_far`, `date.none`.
    """
    return forgiving(
        _understood(text, today), text, lambda head: _understood(head, today), lambda _: TAILS
    )


def _understood(text: str, today: date) -> Understood[date]:
    plain = _CLOCK.sub(" ", clean(text).replace("\n", " "))
    words = set(re.findall(r"[a-z]+", plain))
    if _QUESTION.search(plain):
        return AsksBack("date.question")
    if words & PAST or _GONE.search(plain):
        return Refused("date.past")
    try:
        parts = _read(plain, today)
        blocked = _blocked(plain, parts)
        return blocked or _put_together(parts, today)
    except _NoSuchDay:
        return Refused("date.impossible")


def _blocked(plain: str, parts: _Parts) -> Understood[date] | None:
    hit = AMBIGUOUS.search(_IN_DAYS.sub(" ", _NEXT_MONTH.sub(" ", plain)))
    nothing = parts.day is None and parts.weekday is None and parts.offset is None
    if hit and nothing and not parts.candidates:
        vague = hit[0] in _VAGUE
        return AsksBack("date.unsure") if vague else Refused("date.none")
    if hit:
        return AsksBack(
            "date.weekday_next" if hit[0] in {"depan", "dpn", "muka"} else "date.unsure"
        )
    return None


def _read(plain: str, today: date) -> _Parts:
    parts = _Parts()
    rest = _take_in_days(plain, parts)
    rest = _take_written_out(rest, parts, today)
    rest = _take_month_phrases(rest, parts, today)
    _take_items(rest, parts)
    return parts


def _take_in_days(plain: str, parts: _Parts) -> str:
    match = _IN_DAYS.search(re.sub(r"\bse(minggu|pekan|hari)\b", r"se \1", plain))
    if not match:
        return plain
    count = SMALL_NUMBERS[match[1]] if match[1] in SMALL_NUMBERS else int(match[1])
    parts.offset = count * (1 if match[2] in {"hari", "hr"} else 7)
    return re.sub(r"\bse(minggu|pekan|hari)\b", r"se \1", plain).replace(match[0], " ")


def _take_written_out(plain: str, parts: _Parts, today: date) -> str:
    """Dates in digits: 2026-12-07, 7/12/26, 7-12, 07122026."""
    rest = plain
    for match in _YEAR_FIRST.finditer(rest):
        parts.candidates.append(_date(int(match[1]), int(match[2]), int(match[3])))
    rest = _YEAR_FIRST.sub(" ", rest)
    for pattern in (_SPACED, _PACKED):
        for match in pattern.finditer(rest):
            parts.candidates.append(_date(int(match[3]), int(match[2]), int(match[1])))
        rest = pattern.sub(" ", rest)
    short = _DAY_FIRST.search(rest)
    if short and not _is_range(rest, short):
        rest = rest.replace(short[0], " ", 1)
        parts.day, parts.month, parts.named_day = int(short[1]), int(short[3]), True
        if short[4]:
            parts.year = int(short[4]) + (2000 if len(short[4]) == 2 else 0)
    return rest


def _is_range(plain: str, match: re.Match[str]) -> bool:
    """ "7-8 desember" is two days, not the 7th of August."""
    after = re.match(r"\s*([a-z]+)", plain[match.end() :])
    return bool(after and after[1] in MONTHS) and match[4] is None


def _with_month_number(match: re.Match[str]) -> str:
    value = find_numbers(match[2].split())[0]
    return f"bulan {int(value.value)}" if isinstance(value, Number) else match[0]


def _take_month_phrases(plain: str, parts: _Parts, today: date) -> str:
    """ "bulan 12", "bulan ini", "bulan depan"."""
    plain = _MONTH_IN_WORDS.sub(_with_month_number, plain)
    number = _MONTH_NUMBER.search(plain)
    if number:
        parts.month = int(number[1])
        if not 1 <= parts.month <= 12:
            raise _NoSuchDay
    elif _THIS_MONTH.search(plain):
        parts.month, parts.year = today.month, today.year
    elif _NEXT_MONTH.search(plain):
        parts.month = today.month % 12 + 1
        parts.year = today.year + (today.month == 12)
    for pattern in (_MONTH_NUMBER, _THIS_MONTH, _NEXT_MONTH):
        plain = pattern.sub(" ", plain)
    return plain


def _take_items(plain: str, parts: _Parts) -> None:
    for item in find_numbers(_joined_today(symbols(plain))):
        if isinstance(item, Number):
            _take_number(parts, item)
        elif item in NEAR or item == "hariini":
            _set(parts, "offset", NEAR.get(item, 0))
        elif item in MONTHS:
            _set(parts, "month", MONTHS[item])
            parts.named_day = True
        elif item in WEEKDAYS:
            _set(parts, "weekday", WEEKDAYS[item])
        elif item in {"tgl", "tanggal", "tggl", "tgal", "tangal"}:
            parts.named_day = True
        elif item not in MODEST:
            parts.unknown += 1


def _joined_today(row: tuple[str, ...]) -> list[str]:
    joined: list[str] = []
    for symbol in row:
        if symbol == "ini" and joined and joined[-1] in {"hari", "hri", "hr"}:
            joined[-1] = "hariini"
        else:
            joined.append(symbol)
    return joined


def _take_number(parts: _Parts, number: Number) -> None:
    value = int(number.value)
    if number.value != value:
        parts.surplus = True
    elif 2000 <= value < 2100:
        _set(parts, "year", value)
    elif parts.day is None and value <= 99:
        parts.day = value
    elif parts.year is None and parts.month is not None and number.literal and 26 <= value <= 40:
        parts.year = 2000 + value
    else:
        parts.surplus = True


def _set(parts: _Parts, name: str, value: int) -> None:
    if getattr(parts, name) not in {None, value}:
        parts.surplus = True
    setattr(parts, name, value)


def _put_together(parts: _Parts, today: date) -> Understood[date]:
    dates = {*parts.candidates, *_from_day(parts, today)}
    if parts.offset is not None:
        dates.add(today + timedelta(days=parts.offset))
    if parts.surplus or len(dates) > 1:
        return AsksBack("date.several", candidates=tuple(d.isoformat() for d in sorted(dates)))
    if not dates and parts.weekday is not None and parts.month is None:
        return _nearest_weekday(parts, today)
    if not dates:
        return Refused("date.none")
    return _checked(dates.pop(), parts, today)


def _from_day(parts: _Parts, today: date) -> list[date]:
    if parts.day is None:
        return []
    if not 1 <= parts.day <= 31:
        raise _NoSuchDay
    if parts.month is None:
        return [_next_day_of_month(parts.day, today)]
    if parts.year is not None:
        return [_date(parts.year, parts.month, parts.day)]
    this_year = _date(today.year, parts.month, parts.day, leap_ok=True)
    return [this_year if this_year >= today else _date(today.year + 1, parts.month, parts.day)]


def _next_day_of_month(day: int, today: date) -> date:
    """The nearest day ahead with this number; months without a 31st are left out."""
    for ahead in range(62):
        candidate = today + timedelta(days=ahead)
        if candidate.day == day:
            return candidate
    raise _NoSuchDay


def _nearest_weekday(parts: _Parts, today: date) -> Understood[date]:
    ahead = (parts.weekday - today.weekday()) % 7 if parts.weekday is not None else 0
    if ahead == 0:  # today's weekday: today or in a week
        both = (today, today + timedelta(days=7))
        return AsksBack("date.several", candidates=tuple(d.isoformat() for d in both))
    return _checked(today + timedelta(days=ahead), parts, today)


def _checked(day: date, parts: _Parts, today: date) -> Understood[date]:
    if day < today:
        return Refused("date.past")
    if parts.weekday is not None and day.weekday() != parts.weekday:
        return AsksBack("date.mismatch", candidates=(day.isoformat(),))
    if parts.day is not None and not parts.named_day and parts.month is None:
        sure = parts.weekday is not None
        if not sure:
            return AsksBack("date.day_only", candidates=(day.isoformat(),))
    return _within_reach(day, parts, today)


def _within_reach(day: date, parts: _Parts, today: date) -> Understood[date]:
    ahead = (day - today).days
    if ahead > FURTHEST_DAYS:
        return Refused("date.too_far")
    yearless = parts.year is None and not parts.candidates
    only_day = parts.day is not None and parts.month is None
    if parts.unknown or (yearless and ahead > SURELY_AHEAD_DAYS) or (only_day and ahead == 0):
        return AsksBack("date.unsure", candidates=(day.isoformat(),))
    return Accepted(day)


def _date(year: int, month: int, day: int, leap_ok: bool = False) -> date:
    """A date that exists. Raises: `_NoSuchDay`. `leap_ok`: 29 February waits for its year."""
    try:
        return date(year, month, day)
    except ValueError:
        if leap_ok and (month, day) == (2, 29):
            return date(year, 2, 28)
        raise _NoSuchDay from None
