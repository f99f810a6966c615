"""Days, hours and venue as staff tell them: of meetings on days in a row, of an announcement."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from dialog.chat import Chat
from dialog.choices import NONE_WORDS
from dialog.questions import Parsed, Reading, Text
from dialog.session import Pending
from documents.words import weekday_text
from domain.answers import date as dates
from domain.answers import time as times
from domain.answers import yes_no
from domain.answers.result import Accepted, Refused, Understood
from domain.calendar import at_clock
from domain.plain_text import fold
from domain.quiet_hours import is_quiet
from domain.training import MAX_MEETINGS, Meeting
from handlers.parts.ask_count import Count
from storage.database import Tx

MAX_VENUE = 120
MAX_LINK = 300


def _as_text(understand: Callable[[str], Understood[Any]]) -> Callable[[str], Understood[str]]:
    """An understanding whose value is stored as its ISO text."""

    def understood(text: str) -> Understood[str]:
        found = understand(text)
        return Accepted(found.value.isoformat()) if isinstance(found, Accepted) else found

    return understood


def _or_yes(understand: Callable[[str], Understood[Any]]) -> Callable[[str], Understood[Any]]:
    """An understanding to which a yes is no answer of its own, but what was proposed."""

    def understood(text: str) -> Understood[Any]:
        agrees = yes_no.understand(text)
        is_yes = isinstance(agrees, Accepted) and agrees.value
        return Accepted(None) if is_yes else understand(text)

    return understood


def day_question(chat: Chat[Tx], *, optional: bool = False) -> Parsed[str]:
    """A day to come, stored as "2027-01-12". optional: a yes takes the usual one."""
    read = _as_text(partial(dates.understand, today=chat.today))
    if optional:
        read = _or_yes(read)
    return Parsed(
        read, names=lambda iso: weekday_text(chat.catalogue, date.fromisoformat(iso)),
        optional=optional,
    )  # fmt: skip


def clock_question() -> Parsed[str]:
    """A time of day, stored as "09:00:00"."""
    return Parsed(
        _as_text(times.understand), names=lambda iso: time.fromisoformat(iso).strftime("%H.%M")
    )


class Link(Text):
    """A link to a map."""

    def read(self, text: str, pending: Pending) -> Reading:
        if self.optional and fold(text) in NONE_WORDS:
            return Accepted(None)
        found = super().read(text, pending)
        if isinstance(found, Accepted) and not found.value.startswith(("https://", "http://")):
            return Refused("link.none")
        return found


async def ask_venue(chat: Chat[Tx]) -> tuple[str, str]:
    """Where it is, and a link to the map or ''."""
    venue = await chat.ask("venue", Text(max_length=MAX_VENUE, min_length=4))
    link = await chat.ask("map", Link(max_length=MAX_LINK, optional=True))
    return venue, link or ""


async def ask_hours(
    chat: Chat[Tx], most: int = MAX_MEETINGS, *, may_be_today: bool = True
) -> tuple[list[date], time, time]:
    """The days, in a row, and from when to when."""
    first = date.fromisoformat(await chat.ask("first_day", day_question(chat)))
    if first <= chat.today and not may_be_today:
        chat.withdraw("first_day", because="today")
    count = await chat.ask("day_count", Count(1, most))
    begin = time.fromisoformat(await chat.ask("begins", clock_question()))
    if _at(first, begin) <= chat.now:
        chat.withdraw("first_day", because="past")
    end = time.fromisoformat(await chat.ask("ends", clock_question(), given=begin.isoformat()))
    if end <= begin:
        chat.withdraw("ends", because="ends_before")
    return [first + timedelta(days=n) for n in range(count)], begin, end


async def ask_when(chat: Chat[Tx], closes_at: datetime) -> datetime:
    """When an announcement goes out: a moment to come, by day, before registration closes."""
    day = date.fromisoformat(await chat.ask("on", day_question(chat)))
    clock = time.fromisoformat(await chat.ask("at", clock_question(), given=day.isoformat()))
    moment = _at(day, clock)
    if moment <= chat.now:
        chat.withdraw("on", because="past")
    if is_quiet(moment):
        chat.withdraw("at", because="at_night")
    if moment >= closes_at:
        chat.withdraw("on", because="after_closing")
    return moment


def first_and_last(on: list[date], begin: time, end: time) -> tuple[datetime, datetime]:
    """The opening of the first of the days and the closing of the last."""
    return _at(on[0], begin), _at(on[-1], end)


def as_meetings(
    on: list[date], begin: time, end: time, venue: str, link: str
) -> tuple[Meeting, ...]:
    """A meeting on each of the days."""
    return tuple(Meeting(_at(day, begin), _at(day, end), venue, link) for day in on)


def _at(day: date, clock: time) -> datetime:
    return at_clock(day, clock.hour, clock.minute)
