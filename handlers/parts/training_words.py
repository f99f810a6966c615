"""A training in words: its days, hours and venue. For conversations and for the jobs alike."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from dialog.words import Ours, Words, find_text
from documents.words import days_text, hours_text, weekday_text
from domain.calendar import clock_of, day_of
from domain.training import Meeting, Plan, days
from storage import seed


def say_days(words: Words, meetings: Sequence[Meeting]) -> str:
    """As in "Selasa, 12 Januari 2027", or "12–16 Januari 2027"."""
    on = days(meetings)
    return weekday_text(words, on[0]) if len(on) == 1 else days_text(words, on)


def say_hours(meeting: Meeting) -> str:
    """As in "09.00–15.00 WIB"."""
    return hours_text(clock_of(meeting.starts_at), clock_of(meeting.ends_at))


def say_when(words: Words, plan: Plan) -> str:
    """Days and hours: as in "12–16 Januari 2027, pukul 09.00–15.00 WIB"."""
    first = plan.meetings[0]
    same = len({(clock_of(m.starts_at), clock_of(m.ends_at)) for m in plan.meetings}) == 1
    hours = say_hours(first) if same else hours_text(clock_of(first.starts_at), None)
    return _when(words, say_days(words, plan.meetings), hours)


def say_moment(words: Words, moment: datetime) -> str:
    """As in "Senin, 11 Januari 2027, pukul 18.00 WIB"."""
    day = weekday_text(words, day_of(moment))
    return _when(words, day, hours_text(clock_of(moment), None))


def say_days_between(words: Words, starts_at: datetime, ends_at: datetime) -> str:
    """Days in a row: as in "Sabtu, 23 Januari 2027", or "23–24 Januari 2027"."""
    first, last = day_of(starts_at), day_of(ends_at)
    on = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return weekday_text(words, first) if len(on) == 1 else days_text(words, on)


def say_span(words: Words, starts_at: datetime, ends_at: datetime) -> str:
    """Days in a row with the same hours: as in "23–24 Januari 2027, pukul 09.00–17.00 WIB"."""
    hours = hours_text(clock_of(starts_at), clock_of(ends_at))
    return _when(words, say_days_between(words, starts_at, ends_at), hours)


def _when(words: Words, on: str, hours: str) -> str:
    return find_text(words, "training_notes.when", {"days": Ours(on), "hours": Ours(hours)})


def say_clusters(words: Words, plan: Plan) -> str:
    """The names of its clusters, or that it is for every one."""
    return say_cluster_names(words, plan.clusters)


def say_cluster_names(words: Words, codes: Sequence[str]) -> str:
    """The names of these clusters; of none: that it is for every one."""
    names = [c.name for c in seed.clusters() if c.code in codes]
    return ", ".join(names) or find_text(words, "training_notes.every_cluster", {})


def say_target(words: Words, plan: Plan) -> str:
    """Whom it is for."""
    return find_text(words, f"training_notes.targets.{plan.target}", {})
