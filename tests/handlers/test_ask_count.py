"""A count is a number of things; a number of a clock or a calendar is the answer to another one."""

import pytest

from dialog.session import Pending
from domain.answers.result import Accepted, AsksBack, Refused
from handlers.parts.ask_count import Count


@pytest.mark.parametrize(
    ("said", "count"), [("30", 30), ("30 orang", 30), ("tiga puluh", 30), ("5 hari ya", 5)]
)
def test_a_count_is_taken(said: str, count: int) -> None:
    assert Count(1, 100).read(said, Pending("quota")) == Accepted(count)


@pytest.mark.parametrize(
    "said", ["9 pagi", "jam 9", "15 Desember 2026", "banyak", "0", "101", "-5"]
)
def test_what_counts_nothing_is_refused(said: str) -> None:
    assert isinstance(Count(1, 100).read(said, Pending("quota")), Refused)


def test_two_counts_are_asked_back() -> None:
    assert isinstance(Count(1, 100).read("20 atau 30", Pending("quota")), AsksBack)
