"""Calendar days of Medan: from moments to days and back, and days as people read them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from domain.clock import JAKARTA

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def day_of(moment: datetime) -> date:
    """The calendar day in Medan of an aware moment."""
    return moment.astimezone(JAKARTA).date()


def at_clock(day: date, hour: int, minute: int = 0) -> datetime:
    """The aware moment of a time in Medan on a day."""
    return datetime.combine(day, time(hour, minute), JAKARTA)


def say_day(day: date) -> str:
    """As in "Selasa, 12 Jan 2027"."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_clock(moment: datetime) -> str:
    """As in "09.00", the time in Medan."""
    return moment.astimezone(JAKARTA).strftime("%H.%M")


def say_moment(moment: datetime) -> str:
    """As in "Selasa, 12 Jan 2027, pukul 09.00"."""
    return f"{say_day(day_of(moment))}, pukul {say_clock(moment)}"


def say_days(days: Sequence[date]) -> str:
    """Days in order as a line: "12-16 Jan 2027", "12, 14 Jan 2027", "30 Des 2026 - 2 Jan 2027"."""
    first, last = days[0], days[-1]
    if first == last:
        return say_day(first)
    in_a_row = len(days) == (last - first).days + 1
    if (first.year, first.month) == (last.year, last.month):
        sep = "-" if in_a_row else ", "
        numbers = sep.join(str(d.day) for d in ((first, last) if in_a_row else days))
        return f"{numbers} {MONTHS[first.month - 1]} {first.year}"
    if in_a_row:
        return f"{_short(first)} - {_short(last)}"
    return ", ".join(_short(d) for d in days)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_before(day: date, count: int) -> date:
    """The day so many days earlier."""
    return day - timedelta(days=count)
