"""One cell to one value: what Excel made of it, or what a clerk typed as text."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from documents.training_plan.workbook import Formula, Value
from domain.answers import cluster as cluster_answer
from domain.answers import date as date_answer
from domain.answers import people as people_answer
from domain.answers import time as time_answer
from domain.answers.result import Accepted, AsksBack
from domain.cluster import Cluster
from domain.plain_text import tidy

EXCEL_ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#GETTING_DATA"}
# Days as numbers, where the cell was not formatted as a date: 1.1.2015 to 31.12.2064.
SERIAL_DAYS = range(42005, 60266)
EXCEL_DAY_ZERO = date(1899, 12, 30)  # ECMA-376 part 1, 18.17.4.1, the 1900 system from March on
SHOWN_LETTERS = 40  # of a wrong cell, in the sentence about it

_YEAR = re.compile(r"\b(?P<full>(?:19|20)\d\d)\b|(?:[-/. ]|['’])(?P<short>\d\d)\s*$")
_TO = r"\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai|hingga)\s*"
_HOUR_RANGE = re.compile(_TO, re.IGNORECASE)
# "12-16 Jan 2027", "28 Februari s/d 3 Maret 2027", a weekday before it or not.
_DAY_RANGE = re.compile(
    rf"(?:[a-z']+,? )?(\d{{1,2}})( [a-z]+)?{_TO}(?:[a-z']+,? )?(\d{{1,2}})( [a-z]+) (\d{{4}})",
    re.IGNORECASE,
)
_DAYS_WITHOUT_YEAR = {"date.past", "date.unsure", "date.several", "date.day_only"}


class Wrong(StrEnum):
    """Why a cell is not taken: keys of `training_plan.wrong`."""

    FORMULA = "formula"
    FORMULA_ERROR = "formula_error"
    DATE = "date"
    DATE_NO_YEAR = "date_no_year"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_MISMATCH = "date_mismatch"
    TIME = "time"
    QUOTA = "quota"
    CLUSTER = "cluster"


class UnreadableCell(Exception):
    """Raised when a cell does not say what its column asks for. given: as typed, shortened."""

    def __init__(self, why: Wrong, given: object = "", **facts: object) -> None:
        super().__init__(why)
        self.why = why
        self.facts = {"given": shown(given), **facts}


def shown(value: object) -> str:
    """A cell as a sentence quotes it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    line = tidy(str(value))
    return line if len(line) <= SHOWN_LETTERS else f"{line[:SHOWN_LETTERS]}…"


def is_empty(value: Value | Formula) -> bool:
    """Nothing, blanks, or the dash that offices write for nothing."""
    return value is None or (isinstance(value, str) and value.strip() in {"", "-", "–", "—"})


def checked(value: Value | Formula) -> Value:
    """A value that is none of a formula's failures. Raises UnreadableCell."""
    if isinstance(value, Formula):
        raise UnreadableCell(Wrong.FORMULA, value.text)
    if isinstance(value, str) and value.strip() in EXCEL_ERRORS:
        raise UnreadableCell(Wrong.FORMULA_ERROR, value)
    return value


def read_text(value: Value) -> str:
    """The cell as one line: 3.0 → "3", a date as day/month/year."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value))


def read_days(value: Value, today: date) -> tuple[date, date | None]:
    """A day, or the first and the last where a text holds both: "12-16 Jan 2027"."""
    both = _DAY_RANGE.fullmatch(tidy(value)) if isinstance(value, str) else None
    if both is None:
        return read_day(value, today), None
    first, month, last, last_month, year = both.groups()
    begin = f"{first}{month or last_month} {year}"
    return read_day(begin, today), read_day(f"{last}{last_month} {year}", today)


def read_day(value: Value, today: date) -> date:
    """The day of a date cell, a serial number, or a text with a year. Raises UnreadableCell.

    A past day is a day too: what becomes of it is decided with the whole training in view.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in SERIAL_DAYS:
            return EXCEL_DAY_ZERO + timedelta(days=int(value))
    elif isinstance(value, str):
        return _day_of_text(tidy(value), today)
    raise UnreadableCell(Wrong.DATE, value)


def _day_of_text(line: str, today: date) -> date:
    year = _YEAR.search(line)
    if not year:
        understood = date_answer.understand(line, today)
        is_day = isinstance(understood, Accepted) or understood.reason in _DAYS_WITHOUT_YEAR
        raise UnreadableCell(Wrong.DATE_NO_YEAR if is_day else Wrong.DATE, line)
    # As somebody reads it who writes on the eve of that year: neither past nor too far.
    eve = date(int(year["full"] or 2000 + int(year["short"])) - 1, 12, 31)
    understood = date_answer.understand(line, eve)
    if isinstance(understood, Accepted):
        return understood.value
    if isinstance(understood, AsksBack) and understood.reason == "date.mismatch":
        raise UnreadableCell(
            Wrong.DATE_MISMATCH, line, day=date.fromisoformat(understood.candidates[0])
        )
    impossible = understood.reason == "date.impossible"
    raise UnreadableCell(Wrong.DATE_IMPOSSIBLE if impossible else Wrong.DATE, line)


def read_moment(value: Value, today: date, hour: int) -> datetime:
    """A day with its time where the cell has one, else at `hour`. Raises UnreadableCell."""
    if isinstance(value, datetime) and value.time() != time():
        return value.replace(microsecond=0)
    return datetime.combine(read_day(value, today), time(hour))  # local time of Medan


def read_hours(value: Value) -> tuple[time, time | None]:
    """The hour of a time cell or a text; both hours where a text holds two: "09.00-15.00 WIB"."""
    if isinstance(value, str):
        parts = [part for part in _HOUR_RANGE.split(value) if part.strip()]
        if len(parts) == 2:
            end = None if "selesai" in parts[1].casefold() else _hour_of_text(parts[1])
            return _hour_of_text(parts[0]), end
        return _hour_of_text(value), None
    return _hour_of_number(value), None


@lru_cache(maxsize=500)  # a plan says few hours, in thousands of rows
def _hour_of_text(value: str) -> time:
    plain = re.sub(r"^(\d{1,2})[.:](\d\d)[.:]00$", r"\1.\2", value.strip())
    understood = time_answer.understand(plain)
    if isinstance(understood, Accepted):
        return understood.value
    raise UnreadableCell(Wrong.TIME, value)


def _hour_of_number(value: Value) -> time:
    """A time cell; a part of a day; or "9.30" that Excel took for a number."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return _hour_of_fraction(value / timedelta(days=1))
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 < value < 1:
            return _hour_of_fraction(value)
        hour, minute = int(value), round((value - int(value)) * 100)
        if 0 <= hour <= 23 and minute in {0, 15, 20, 30, 40, 45}:
            return time(hour, minute)
    raise UnreadableCell(Wrong.TIME, value)


def _hour_of_fraction(part: float) -> time:
    minutes = round(part * 24 * 60)
    return time(minutes // 60 % 24, minutes % 60)


def read_count(value: Value) -> int:
    """A number of people: 30, "30", "30 orang". Zero and less too. Raises UnreadableCell."""
    if isinstance(value, float | int) and not isinstance(value, bool) and value == int(value):
        return int(value)
    if isinstance(value, str):
        digits = re.fullmatch(
            r"(-?\d{1,6})(?: (?:orang|org|peserta|tempat))?\.?", tidy(value).lower()
        )
        if digits:
            return int(digits[1])
        understood = people_answer.understand(value)
        if isinstance(understood, Accepted):
            return understood.value
    raise UnreadableCell(Wrong.QUOTA, value)


def read_clusters(value: Value, clusters: Sequence[Cluster]) -> tuple[str, ...]:
    """Codes of the clusters that a text names, in their own order. Raises UnreadableCell."""
    rest = read_text(value).casefold()
    if rest in {"semua", "semua klaster", "umum"}:
        return ()
    found = set()
    # The names hold commas themselves ("Kerupuk, keripik & peyek"): whole ones are taken first.
    for cluster in sorted(clusters, key=lambda c: -len(c.name)):
        name = cluster.name.casefold()
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest):
            found.add(cluster.code)
            rest = rest.replace(name, ";")
    for part in re.split(r"[;,/\n]|\bdan\b", rest):
        if part.strip():
            found.add(_cluster_code(part.strip(), clusters))
    return tuple(c.code for c in clusters if c.code in found)


def _cluster_code(part: str, clusters: Sequence[Cluster]) -> str:
    for cluster in clusters:
        if part == cluster.code.casefold():
            return cluster.code
    understood = cluster_answer.understand(part, clusters)
    if isinstance(understood, Accepted):
        return understood.value
    raise UnreadableCell(Wrong.CLUSTER, part)
