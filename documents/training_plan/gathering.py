"""Rows of one code put together to trainings, and what contradicts itself named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from documents.training_plan.cells import UnreadableCell, checked, read_text, shown
from documents.training_plan.columns import column_name
from documents.training_plan.plan import (
    MAX_CODE_LETTERS,
    MAX_DAYS,
    Finding,
    PlanFile,
    PlannedMeeting,
    PlannedTraining,
)
from documents.training_plan.rows import PlanRow, RowReader, Setting
from documents.training_plan.workbook import Formula, Value
from documents.words import day_text, text

_CODE = re.compile(rf"[A-Z0-9][A-Z0-9-]{{0,{MAX_CODE_LETTERS - 1}}}")
# What a row that goes on inherits from the row above.
GOES_ON = ("starts", "ends", "venue", "map_url")


@dataclass(slots=True)
class _Draft:
    """A training while its rows are put together. said: by column, the row and the value."""

    row: int
    code: str
    meetings: list[PlannedMeeting] = field(default_factory=list)
    said: dict[str, tuple[int, object]] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)
    last: dict[str, Value | Formula] = field(default_factory=dict)


class Gathering:
    """Takes rows one after another and keeps what belongs together."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.drafts: dict[str, _Draft] = {}
        self.stray: list[Finding] = []
        self.current: _Draft | None = None
        self.is_lost = False  # the row above had no usable code

    def take(self, number: int, values: Mapping[str, Value | Formula]) -> None:
        """One row below the head; an empty one says nothing, not even that a training ends."""
        if not values:
            return
        draft = self._draft(number, values)
        if draft is None:
            return
        row = RowReader(number, values, draft.last, self.setting).read()
        draft.faults += [Finding(number, fault) for fault in row.faults]
        draft.last.update({k: v for k, v in values.items() if k in GOES_ON})
        self._join(draft, row)

    def _draft(self, number: int, values: Mapping[str, Value | Formula]) -> _Draft | None:
        """The training a row belongs to: its code's, or the one of the row above."""
        if "code" not in values:
            return self._without_code(number, values)
        code = self._code(number, values["code"])
        self.is_lost = code is None
        self.current = self.drafts.setdefault(code, _Draft(number, code)) if code else None
        return self.current

    def _without_code(self, number: int, values: Mapping[str, Value | Formula]) -> _Draft | None:
        title = values.get("title")
        if title is None and (self.current or self.is_lost):
            return self.current
        known = self.current.said.get("title") if self.current else None
        if known and isinstance(title, str) and _same(known[1], read_text(title)):
            return self.current
        self._stray(number, "no_code")
        self.current, self.is_lost = None, True
        return None

    def _code(self, number: int, value: Value | Formula) -> str | None:
        if isinstance(value, date):
            self._stray(number, "code_is_date")
            return None
        try:
            code = re.sub(r"[\s/._]+", "-", read_text(checked(value)).upper())
        except UnreadableCell as wrong:
            self._stray(number, wrong.why, column=self._name("code"), **wrong.facts)
            return None
        if _CODE.fullmatch(code):
            return code
        self._stray(number, "code_letters", given=shown(code), most=MAX_CODE_LETTERS)
        return None

    def _stray(self, number: int, why: str, **facts: object) -> None:
        said = text(self.setting.words, f"training_plan.wrong.{why}", row=number, **facts)
        self.stray.append(Finding(number, said))

    def _name(self, key: str) -> str:
        return column_name(self.setting.words, key).lower()

    # ---------------------------------------------------------------- putting together

    def _join(self, draft: _Draft, row: PlanRow) -> None:
        for key, value in row.facts.items():
            other = draft.said.setdefault(key, (row.number, value))
            if not _same(other[1], value):
                self._contradicts(draft, row.number, key, value, other)
        for meeting in row.meetings:
            clash = next((m for m in draft.meetings if _overlaps(m, meeting)), None)
            if clash is None:
                draft.meetings.append(meeting)
            else:
                day = day_text(self.setting.words, meeting.day)
                self._fault(
                    draft, row.number, "same_day", day=day, code=draft.code, other=clash.row
                )

    def _contradicts(
        self, draft: _Draft, row: int, key: str, value: object, other: tuple[int, object]
    ) -> None:
        if key == "title":
            self._fault(draft, row, "title_differs", code=draft.code, title=other[1])
            return
        column = self._name(key)
        self._fault(draft, row, "differs", column=column, given=self._said(value), other=other[0])

    def _said(self, value: object) -> str:
        if isinstance(value, date):
            return day_text(self.setting.words, value)
        return ", ".join(value) if isinstance(value, tuple) else shown(value)

    def _fault(self, draft: _Draft, row: int, why: str, **facts: object) -> None:
        said = text(self.setting.words, f"training_plan.wrong.{why}", row=row, **facts)
        draft.faults.append(Finding(row, said))

    # ---------------------------------------------------------------- the end

    def outcome(self, remarks: Sequence[Finding]) -> PlanFile:
        """Everything, sorted by row."""
        for draft in self.drafts.values():
            self._whole(draft)
        good = [_training(draft) for draft in self.drafts.values() if not draft.faults]
        faulty = [draft for draft in self.drafts.values() if draft.faults]
        found = [*remarks, *self.stray, *(f for draft in faulty for f in draft.faults)]
        found.sort(key=lambda finding: finding.row)
        return PlanFile(tuple(good), tuple(found), len(faulty) + len(self.stray))

    def _whole(self, draft: _Draft) -> None:
        """What only shows with all rows of a training in view."""
        if "title" not in draft.said:
            sample = text(self.setting.words, "training_plan.samples.title")
            self._fault(draft, draft.row, "missing", column=self._name("title"), sample=sample)
        if len(draft.meetings) > MAX_DAYS:
            count = len(draft.meetings)
            self._fault(
                draft, draft.row, "too_many_days", code=draft.code, count=count, most=MAX_DAYS
            )
        if draft.meetings:
            self._closings(draft)

    def _closings(self, draft: _Draft) -> None:
        first = min(datetime.combine(m.day, m.starts) for m in draft.meetings)
        row, registration = draft.said.get("registration_closes", (draft.row, None))
        offers_row, offers = draft.said.get("offers_close", (draft.row, None))
        start = day_text(self.setting.words, first)
        if isinstance(registration, datetime) and registration > first:
            self._fault(draft, row, "registration_late", day=self._said(registration), start=start)
        if isinstance(offers, datetime) and offers > first:
            self._fault(draft, offers_row, "offers_late", day=self._said(offers), start=start)
        if not (isinstance(offers, datetime) and isinstance(registration, datetime)):
            return
        if offers < registration:
            facts = {"day": self._said(offers), "registration": self._said(registration)}
            self._fault(draft, offers_row, "offers_early", **facts)


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def _overlaps(one: PlannedMeeting, other: PlannedMeeting) -> bool:
    return one.day == other.day and one.starts < other.ends and other.starts < one.ends


def _training(draft: _Draft) -> PlannedTraining:
    facts = {key: value for key, (_, value) in draft.said.items()}
    meetings = tuple(sorted(draft.meetings, key=lambda m: (m.day, m.starts)))
    # The readers of the columns gave each value its type; the dataclass names them.
    return PlannedTraining(row=draft.row, code=draft.code, meetings=meetings, **facts)  # type: ignore[arg-type]
