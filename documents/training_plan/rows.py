"""One row of the table to the days and facts it holds, with every fault named at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from documents.training_plan import cells
from documents.training_plan.cells import UnreadableCell, is_empty, shown
from documents.training_plan.plan import (
    FURTHEST_DAYS,
    MAX_RUN_DAYS,
    MAX_TEXT_LETTERS,
    MAX_TITLE_LETTERS,
    PlannedMeeting,
)
from documents.training_plan.workbook import Formula, Value
from documents.words import Words, day_text, text, weekday_text
from domain.cluster import Cluster

T = TypeVar("T")

MAX_QUOTA = 1000  # more than any hall of the office; a slip of the finger
CLOSING_HOUR = 18  # architecture, section 6: offers close at 18.00
LONG_TEXTS = ("trainer", "transport", "bring", "description")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of a row needs besides the row."""

    words: Words
    clusters: Sequence[Cluster]
    today: date


@dataclass(slots=True)
class PlanRow:
    """A row half understood. facts: values of the training by column, empty cells left out."""

    number: int
    meetings: list[PlannedMeeting] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class RowReader:
    """Reads the cells of one row; inherited: what the rows above said of the same training."""

    def __init__(
        self,
        number: int,
        values: Mapping[str, Value | Formula],
        inherited: Mapping[str, Value | Formula],
        setting: Setting,
    ) -> None:
        self.setting = setting
        self.values = {k: v for k, v in values.items() if not is_empty(v)}
        self.inherited = inherited
        self.row = PlanRow(number)

    def read(self) -> PlanRow:
        """Everything the row says; its faults as finished sentences."""
        self._take("title", lambda v: self._bounded(v, "title", MAX_TITLE_LETTERS))
        for key in LONG_TEXTS:
            self._take(key, partial(self._bounded, key=key, most=MAX_TEXT_LETTERS))
        self._take("clusters", lambda v: cells.read_clusters(v, self.setting.clusters))
        self._take(
            "target", lambda v: self._one_of(v, "target", "targets", ("ikm", "prospective", "both"))
        )
        self._take(
            "admission",
            lambda v: self._one_of(v, "admission", "admissions", ("first_come", "select")),
        )
        self._take("quota", self._quota)
        for key in ("registration_closes", "offers_close"):
            self._take(key, lambda v: cells.read_moment(v, self.setting.today, CLOSING_HOUR))
        self._meetings()
        return self.row

    # ---------------------------------------------------------------- the facts of a training

    def _take(self, key: str, read: Callable[[Value], object]) -> None:
        value = self._read(key, self.values.get(key), read)
        if value is not None:
            self.row.facts[key] = value

    def _read(self, key: str, value: Value | Formula, read: Callable[[Value], T]) -> T | None:
        """A cell through its reader; None where it is empty or has a fault, which is kept."""
        if value is None:
            return None
        try:
            return read(cells.checked(value))
        except UnreadableCell as wrong:
            self.fault(wrong.why, key, **wrong.facts)
            return None

    def _bounded(self, value: Value, key: str, most: int) -> str:
        line = cells.read_text(value)
        if len(line) > most:
            self.fault("too_long", key, most=most)
        return line[:most]

    def _one_of(self, value: Value, key: str, table: str, options: Sequence[str]) -> str | None:
        line = cells.read_text(value).casefold()
        names = {o: text(self.setting.words, f"training_plan.{table}.{o}") for o in options}
        for option, name in names.items():
            if line in {option, name.casefold()}:
                return option
        self.fault(key, key, given=shown(value), known=", ".join(names.values()))
        return None

    def _quota(self, value: Value) -> int | None:
        quota = cells.read_count(value)
        if 1 <= quota <= MAX_QUOTA:
            return quota
        self.fault("quota_range", "quota", given=quota, most=MAX_QUOTA)
        return None

    # ---------------------------------------------------------------- its days

    def _meetings(self) -> None:
        days = self._days()
        hours = self._hours()
        venue = self._inherited("venue", lambda v: self._bounded(v, "venue", MAX_TEXT_LETTERS))
        map_url = self._inherited("map_url", self._address, needed=False)
        if not days or hours is None or venue is None:
            return
        self.row.meetings = [
            PlannedMeeting(self.row.number, day, *hours, venue, map_url or "") for day in days
        ]

    def _inherited(self, key: str, read: Callable[[Value], T], *, needed: bool = True) -> T | None:
        """The cell, or what the row above of the same training had there."""
        value = self.values.get(key, self.inherited.get(key))
        if value is None and needed:
            self._missing(key)
        return self._read(key, value, read)

    def _days(self) -> list[date]:
        today = self.setting.today
        if "day" not in self.values:
            self._missing("day")
        both = self._read("day", self.values.get("day"), lambda v: cells.read_days(v, today))
        until = self._read("until", self.values.get("until"), lambda v: cells.read_day(v, today))
        if both is None or ("until" in self.values and until is None):
            return []
        first, last = both[0], until or both[1] or both[0]
        return self._run(first, last) if self._in_reach("day", first) else []

    def _in_reach(self, key: str, day: date) -> bool:
        if day < self.setting.today:
            self.fault("date_past", key, day=self._day(day))
        elif (day - self.setting.today).days > FURTHEST_DAYS:
            self.fault("date_far", key, day=self._day(day))
        else:
            return True
        return False

    def _run(self, first: date, last: date) -> list[date]:
        facts = {"day": self._day(first), "until": self._day(last)}
        if last < first:
            self.fault("until_before", "until", **facts)
            return []
        count = (last - first).days + 1
        if count > MAX_RUN_DAYS:
            self.fault("until_far", "until", most=MAX_RUN_DAYS, **facts)
            return []
        return [first + timedelta(days=n) for n in range(count)]

    def _hours(self) -> tuple[time, time] | None:
        both = self._inherited("starts", cells.read_hours)
        ends = None
        if "ends" in self.values or both is None or both[1] is None:
            ends = self._inherited("ends", cells.read_hours, needed=both is None or both[1] is None)
        if both is None or (ends is None and both[1] is None):
            return None
        start, end = both[0], ends[0] if ends else both[1]
        if end is None:
            return None
        if end <= start:
            self.fault("time_order", "ends", starts=f"{start:%H.%M}", ends=f"{end:%H.%M}")
            return None
        return start, end

    def _address(self, value: Value) -> str:
        line = cells.read_text(value)
        if not line.casefold().startswith(("https://", "http://")) or len(line) > MAX_TEXT_LETTERS:
            sample = text(self.setting.words, "training_plan.samples.map_url")
            self.fault("map_url", "map_url", sample=sample)
        return line

    # ---------------------------------------------------------------- what is said

    def fault(self, why: str, key: str, **facts: object) -> None:
        """Keep a fault as a sentence: the row, the column, what stood there, what is wanted."""
        words = self.setting.words
        if isinstance(day := facts.get("day"), date) and not isinstance(day, datetime):
            weekday = weekday_text(words, day).split(",")[0]
            facts = {**facts, "day": self._day(day), "weekday": weekday}
        if why == "cluster":
            facts["known"] = "; ".join(c.name for c in self.setting.clusters)
        column = text(words, f"training_plan.columns.{key}").lower()
        self.row.faults.append(
            text(words, f"training_plan.wrong.{why}", row=self.row.number, column=column, **facts)
        )

    def _missing(self, key: str) -> None:
        sample = text(self.setting.words, f"training_plan.samples.{key}")
        self.fault("missing", key, sample=sample)

    def _day(self, day: date) -> str:
        return day_text(self.setting.words, day)
