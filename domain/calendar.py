"""Calendar days of Medan: from moments to days and back."""

from datetime import date, datetime, time

from domain.clock import JAKARTA


def day_of(moment: datetime) -> date:
    """The calendar day in Medan of an aware moment."""
    return moment.astimezone(JAKARTA).date()


def clock_of(moment: datetime) -> time:
    """The time of day in Medan of an aware moment."""
    return moment.astimezone(JAKARTA).time()


def at_clock(day: date, hour: int, minute: int = 0) -> datetime:
    """The aware moment of a time in Medan on a day."""
    return datetime.combine(day, time(hour, minute), JAKARTA)
