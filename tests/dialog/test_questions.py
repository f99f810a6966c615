"""How single questions read an answer, where more than one reading is at hand."""

import pytest

from dialog.messages import Option
from dialog.questions import Parsed, Text, YesNo
from dialog.session import Pending
from domain.answers import people
from domain.answers.nik import MASK
from domain.answers.result import Accepted, Refused

WHOSE = Pending("whose", shown=[Option("yes", "Ya, itu saya"), Option("no", "Bukan saya")])


@pytest.mark.parametrize("said", ["bukan", "Bukan saya", "bukan saya kak"])
def test_the_words_of_a_button_are_an_answer_to_yes_or_no(said: str) -> None:
    assert YesNo().read(said, WHOSE) == Accepted(False)


def test_a_condition_is_still_no_yes() -> None:
    assert not isinstance(YesNo().read("kalau gratis", WHOSE), Accepted)


@pytest.mark.parametrize(
    ("said", "heads"),
    [
        pytest.param("5", 5, id="a_candidate_is_itself"),
        pytest.param("4", 4, id="another_candidate_is_itself"),
        pytest.param("1", 5, id="a_place_on_the_list"),
        pytest.param("2", 4, id="the_second_place"),
        pytest.param("3", 3, id="neither_is_a_new_answer"),
        pytest.param("saya sendiri", 1, id="words_are_a_new_answer"),
    ],
)
def test_a_number_under_candidates(said: str, heads: int) -> None:
    question = Parsed[int](people.understand, value_of=int)
    pending = Pending("workers", shown=[Option("5", "5"), Option("4", "4")])
    assert question.read(said, pending) == Accepted(heads)


def test_a_number_without_candidates_is_the_answer() -> None:
    assert Parsed[int](people.understand, value_of=int).read("1", Pending("workers")) == Accepted(1)


def test_a_masked_nik_is_no_name() -> None:
    assert Text(max_length=40).read(MASK, Pending("name")) == Refused("form.text_wanted")
    assert Text(max_length=40).read(f"Ani {MASK}", Pending("name")) == Accepted("Ani")
