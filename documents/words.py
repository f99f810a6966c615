"""The words on a document: templates from the catalogue, days and hours as they are read here."""

from collections.abc import Sequence
from datetime import date, time
from typing import Protocol


class Words(Protocol):
    """The catalogue: a path is "document.part", as in `certificate.title`."""

    def find(self, path: str) -> str | None:
        """The template at the path, or None."""
        ...


def text(words: Words, path: str, **places: object) -> str:
    """The filled text at a path. Raises LookupError where there is none or a place is missing."""
    template = words.find(path)
    if template is None:
        raise LookupError(f"there is no text {path}")
    return template.format_map(places).strip()


def day_text(words: Words, day: date) -> str:
    """ "12 Januari 2027"."""
    return f"{day.day} {month_text(words, day)} {day.year}"


def weekday_text(words: Words, day: date) -> str:
    """ "Selasa, 12 Januari 2027"."""
    return f"{text(words, f'calendar.days.{day.isoweekday()}')}, {day_text(words, day)}"


def month_text(words: Words, day: date) -> str:
    """ "Januari"."""
    return text(words, f"calendar.months.{day.month}")


def days_text(words: Words, days: Sequence[date]) -> str:
    """First and last of several days, what they share said once: "12–16 Januari 2027".

    At least one day; the order does not matter.
    """
    first, last = min(days), max(days)
    if first == last:
        return day_text(words, first)
    if first.year != last.year:
        return f"{day_text(words, first)} – {day_text(words, last)}"
    if first.month != last.month:
        return f"{first.day} {month_text(words, first)} – {day_text(words, last)}"
    return f"{first.day}–{day_text(words, last)}"


def hours_text(starts: time, ends: time | None) -> str:
    """ "09.00–15.00 WIB", or the beginning alone."""
    begin = f"{starts:%H.%M}"
    return f"{begin}–{ends:%H.%M} WIB" if ends else f"{begin} WIB"
