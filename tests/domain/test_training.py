"""Trainings: plans that cannot be announced, closing moments, and states by the clock."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.clock import JAKARTA
from domain.training import (
    FOLLOWING,
    Meeting,
    Plan,
    Target,
    Training,
    TrainingState,
    clash,
    code_is_good,
    default_closings,
    has_attended_enough,
    is_like,
    problems,
    state_by_time,
)
from tests.support.rows import NOW, a_plan

HOUR = timedelta(hours=1)


def wib(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=JAKARTA)


PLAN = a_plan()
START, END = PLAN.starts_at, PLAN.ends_at
DAY = PLAN.meetings[0]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        pytest.param(PLAN, [], id="fine"),
        pytest.param(replace(PLAN, quota=0), ["quota"], id="no places"),
        pytest.param(replace(PLAN, quota=1001), ["quota"], id="too many places"),
        pytest.param(replace(PLAN, min_attendance_percent=0), ["min_attendance"], id="percent"),
        pytest.param(replace(PLAN, meetings=()), ["meetings"], id="no day"),
        pytest.param(
            replace(PLAN, meetings=(replace(DAY, ends_at=START),)),
            ["ends_before_start"],
            id="ends when it begins",
        ),
        pytest.param(
            replace(PLAN, meetings=(DAY, replace(DAY, starts_at=START + HOUR))),
            ["meetings_overlap"],
            id="two days at once",
        ),
        pytest.param(
            a_plan(registration_closes_at=START + HOUR),
            ["closes_after_start"],
            id="registration closes after the start",
        ),
        pytest.param(
            a_plan(offers_close_at=START + HOUR),
            ["offers_after_start"],
            id="offers late",
        ),
        pytest.param(a_plan(registration_closes_at=NOW), ["closed_already"], id="closed already"),
    ],
)
def test_plans_that_cannot_be_announced(plan: Plan, found: list[str]) -> None:
    assert problems(plan, NOW) == found


def test_a_day_in_the_past() -> None:
    assert problems(PLAN, START) == ["past"]


@pytest.mark.parametrize(
    ("now", "registration", "offers"),
    [
        pytest.param("2026-11-24 10.00", "2027-01-05 18.00", "2027-01-11 18.00", id="in good time"),
        pytest.param("2027-01-06 10.00", "2027-01-11 18.00", "2027-01-11 18.00", id="in the week"),
        pytest.param("2027-01-11 19.00", "2027-01-12 09.00", "2027-01-12 09.00", id="evening"),
    ],
)
def test_closing_moments_that_nobody_set(now: str, registration: str, offers: str) -> None:
    assert default_closings(START, wib(now)) == (wib(registration), wib(offers))


@pytest.mark.parametrize(
    ("state", "at", "expected"),
    [
        pytest.param("draft", END + HOUR, "draft", id="a draft waits for staff"),
        pytest.param("open", PLAN.registration_closes_at - HOUR, "open", id="open"),
        pytest.param("open", PLAN.registration_closes_at, "closed", id="closes"),
        pytest.param("closed", START, "running", id="begins"),
        pytest.param("running", END, "done", id="ends"),
        pytest.param("open", END, "done", id="a standstill over all of it"),
        pytest.param("running", START - HOUR, "running", id="the clock was set back"),
        pytest.param("done", START, "done", id="over is over"),
        pytest.param("cancelled", END, "cancelled", id="called off stays so"),
    ],
)
def test_the_state_by_the_clock(state: str, at: datetime, expected: str) -> None:
    training = Training(1, "PLT-001", TrainingState(state), 1, PLAN, None)
    assert state_by_time(training, at) == expected


def test_what_may_follow_a_state() -> None:
    steps = {f"{a} {b}" for a in FOLLOWING for b in FOLLOWING[a]}
    assert steps == {
        "draft open", "draft cancelled", "open closed", "open cancelled", "closed open",
        "closed running", "closed cancelled", "running done", "running cancelled",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("at", "is_good"),
    [
        pytest.param(START - HOUR - timedelta(seconds=1), False, id="too early"),
        pytest.param(START - HOUR, True, id="an hour before"),
        pytest.param(END, True, id="the end"),
        pytest.param(END + timedelta(seconds=1), False, id="over"),
    ],
)
def test_when_the_code_of_a_meeting_is_good(at: datetime, is_good: bool) -> None:
    assert code_is_good(DAY, at) is is_good


@pytest.mark.parametrize(
    ("attended", "meetings", "percent", "is_enough"),
    [(4, 5, 80, True), (3, 5, 80, False), (1, 1, 100, True), (0, 1, 1, False), (0, 0, 80, False)],
)
def test_the_certificate_needs_a_share_of_the_meetings(
    attended: int, meetings: int, percent: int, is_enough: bool
) -> None:
    assert has_attended_enough(attended, meetings, percent) is is_enough


def test_hours_of_all_meetings() -> None:
    days = tuple(Meeting(START + n * 24 * HOUR, START + (n * 24 + 6) * HOUR, "") for n in range(5))
    assert replace(PLAN, meetings=days).hours == 30


@pytest.mark.parametrize(
    ("hours", "is_clash"),
    [(-6, False), (-5, True), (0, True), (5, True), (6, False)],
)
def test_two_trainings_on_the_same_hours(hours: int, is_clash: bool) -> None:
    other = replace(DAY, starts_at=START + hours * HOUR, ends_at=END + hours * HOUR)
    assert clash([DAY], [other]) is is_clash


def test_trainings_of_the_same_kind() -> None:
    batik = replace(PLAN, clusters=("BATIK",))
    assert is_like(PLAN, replace(PLAN, title="membatik untuk pemula "))
    assert is_like(batik, replace(batik, title="Batik tulis"))
    assert not is_like(batik, replace(PLAN, title="Las", clusters=("LOGAM",)))
    assert not is_like(PLAN, replace(PLAN, title="Las", target=Target.BOTH))
