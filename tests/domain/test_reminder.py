"""When people are told, in Medan's time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.clock import JAKARTA
from domain.reminder import Note, afterwards_at, schedule, schedule_from
from domain.training import Silence
from tests.support.rows import a_plan

PLAN = a_plan()  # Tuesday 12 January 2027, 09.00 to 15.00
NOTES = {due.note: due for due in schedule(replace(PLAN, silence=Silence.RELEASE))}


def wib(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("note", "due", "too_late"),
    [
        (Note.WEEK_BEFORE, "2027-01-05 09.00", "2027-01-08 09.00"),
        (Note.ASK, "2027-01-09 09.00", "2027-01-10 17.00"),
        (Note.ASK_AGAIN, "2027-01-10 17.00", "2027-01-11 09.00"),
        (Note.DAY_BEFORE, "2027-01-11 09.00", "2027-01-11 20.00"),
        (Note.RELEASE_SILENT, "2027-01-11 12.00", "2027-01-11 18.00"),
        (Note.LINE_CLOSED, "2027-01-11 18.00", "2027-01-12 09.00"),
        (Note.MORNING, "2027-01-12 07.00", "2027-01-12 09.00"),
        (Note.FEEDBACK, "2027-01-12 16.00", "2027-01-19 20.00"),
        (Note.CERTIFY, "2027-01-13 10.00", "2027-04-12 10.00"),
        (Note.FOLLOW_UP_30, "2027-02-11 10.00", "2027-03-13 10.00"),
        (Note.FOLLOW_UP_90, "2027-04-12 10.00", "2027-05-12 10.00"),
    ],
)
def test_moments_of_a_training(note: Note, due: str, too_late: str) -> None:
    assert (NOTES[note].due_at, NOTES[note].expires_at) == (wib(due), wib(too_late))


def test_whoever_keeps_silent_seats_has_none_released() -> None:
    assert Note.RELEASE_SILENT not in {due.note for due in schedule(PLAN)}


def test_a_training_announced_late_leaves_out_what_has_passed() -> None:
    left = [due.note for due in schedule_from(PLAN, wib("2027-01-10 18.00"))]
    assert left[:3] == [Note.DAY_BEFORE, Note.LINE_CLOSED, Note.MORNING]


def test_one_that_begins_early_is_told_early_that_morning() -> None:
    day = PLAN.meetings[0]
    early = replace(PLAN, meetings=(replace(day, starts_at=wib("2027-01-12 07.30")),))
    morning = next(due for due in schedule(early) if due.note is Note.MORNING)
    assert morning.due_at == wib("2027-01-12 06.30")
    assert morning.expires_at - morning.due_at == timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2027-01-12 10.00", []),
        ("2027-01-12 17.00", [Note.FEEDBACK]),
        ("2027-01-14 08.00", [Note.FEEDBACK, Note.CERTIFY]),
        ("2027-02-20 08.00", [Note.CERTIFY, Note.FOLLOW_UP_30]),
        ("2027-04-13 08.00", [Note.FOLLOW_UP_90]),
    ],
)
def test_who_is_noted_late_is_told_what_is_still_worth_it(now: str, told: list[Note]) -> None:
    due = afterwards_at(PLAN, wib(now))
    assert [one.note for one in due] == told
    assert all(one.due_at == wib(now) < one.expires_at for one in due)
