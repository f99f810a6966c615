"""Seats: what may follow what, who gets in, and how long an offer lasts."""

from datetime import datetime
from itertools import product

import pytest

from domain.clock import JAKARTA
from domain.seat import (
    FOLLOWING,
    REASONS,
    Places,
    SeatState,
    Step,
    Why,
    entry_state,
    offer_until,
)
from domain.training import Admission


def wib(text: str) -> datetime:
    """'11 18.00' in January 2027, in Medan."""
    return datetime.strptime(f"2027-01-{text}", "%Y-%m-%d %H.%M").replace(tzinfo=JAKARTA)


CLOSE = wib("11 18.00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param("04 09.00", "05 20.00", id="24 hours of daylight: 11 today, 13 tomorrow"),
        pytest.param("04 19.00", "06 17.00", id="an hour before the night"),
        pytest.param("04 20.00", "06 18.00", id="the night begins: it is not counted"),
        pytest.param("04 23.30", "06 18.00", id="in the night"),
        pytest.param("05 03.00", "06 18.00", id="before the morning, the same"),
        pytest.param("10 12.00", "11 18.00", id="the day before the last: never past the close"),
        pytest.param("11 09.00", "11 12.00", id="three hours on the last day"),
        pytest.param("11 05.00", "11 10.00", id="three hours from the morning on"),
        pytest.param("11 16.30", "11 18.00", id="less than three hours are left"),
        pytest.param("11 18.00", "11 18.00", id="offers have closed"),
        pytest.param("12 08.00", "11 18.00", id="long closed"),
    ],
)
def test_how_long_an_offer_lasts(now: str, until: str) -> None:
    assert offer_until(wib(now), CLOSE) == wib(until)


@pytest.mark.parametrize(
    ("places", "state"),
    [
        pytest.param(Places(30, 29, 0), SeatState.HELD, id="the last place"),
        pytest.param(Places(30, 30, 0), SeatState.WAITLISTED, id="full"),
        pytest.param(Places(30, 29, 1), SeatState.WAITLISTED, id="nobody passes who waits"),
        pytest.param(Places(0, 0, 0), SeatState.WAITLISTED, id="a quota of none"),
        pytest.param(Places(20, 30, 0), SeatState.WAITLISTED, id="a quota lowered below the taken"),
    ],
)
def test_who_comes_gets_a_free_place_or_stands_in_line(places: Places, state: SeatState) -> None:
    assert entry_state(Admission.FIRST_COME, places) is state


def test_after_the_question_went_out_taking_a_place_is_the_answer() -> None:
    free = Places(30, 3, 0)
    assert entry_state(Admission.FIRST_COME, free, is_asked=True) is SeatState.CONFIRMED


def test_staff_select_among_those_who_applied() -> None:
    assert entry_state(Admission.SELECT, Places(30, 0, 0)) is SeatState.APPLIED


ALLOWED = {
    "applied held", "applied waitlisted", "waitlisted offered", "waitlisted held",
    "offered held", "offered confirmed", "held confirmed", "confirmed held",
    "cancelled applied", "cancelled waitlisted", "cancelled held", "cancelled confirmed",
}  # fmt: skip


def test_steps_that_are_allowed_and_no_others() -> None:
    found = {f"{a} {b}" for a in FOLLOWING for b in FOLLOWING[a] if b is not SeatState.CANCELLED}
    assert found == ALLOWED
    assert all(SeatState.CANCELLED in FOLLOWING[s] for s in SeatState if s != "cancelled")


@pytest.mark.parametrize("was", SeatState)
def test_a_step_needs_a_rule_and_a_fitting_reason(was: SeatState) -> None:
    for to, why in product(SeatState, [None, *Why]):
        is_cancelling = to is SeatState.CANCELLED and was is not SeatState.CANCELLED
        is_fine = why in REASONS[was] if is_cancelling else f"{was} {to}" in ALLOWED and why is None
        if is_fine:
            assert Step(was, to, why).to is to
        else:
            with pytest.raises(ValueError, match="is not followed by"):
                Step(was, to, why)
