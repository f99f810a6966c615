"""Dates and times as people in Medan read them."""

from datetime import UTC, datetime
from typing import Final

from domain.clock import JAKARTA

_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def local(timestamp: int) -> datetime:
    """A moment in Medan's time."""
    return datetime.fromtimestamp(timestamp, UTC).astimezone(JAKARTA)


def day(moment: datetime) -> str:
    """Selasa, 24 November 2026."""
    weekday, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{weekday}, {moment.day} {month} {moment.year}"


def time_of_day(moment: datetime) -> str:
    """13.45, with the full stop that Indonesian writes."""
    return f"{moment:%H.%M}"


def duration(seconds: float) -> str:
    """How far a clock is ahead: "2 hari 3 jam"."""
    minutes = round(seconds / 60)
    parts = [
        (minutes // 1440, "hari"),
        (minutes // 60 % 24, "jam"),
        (minutes % 60, "menit"),
    ]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"
