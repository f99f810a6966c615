"""What stands around an answer: courtesies change nothing, second thoughts make it doubtful."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.understand import KINDS, understand_lines

TODAY = date(2026, 11, 24)
SHARE = 4  # every fourth answer of the corpus is enough, and keeps this to seconds
MOST_LOST = 0.01
NONE = "none"

Change = Callable[[str], str]

COURTESIES: dict[str, Change] = {
    "address": lambda text: f"{text} kak",
    "address first": lambda text: f"pak, {text}",
    "hands": lambda text: f"🙏 {text}",
    "thanks": lambda text: f"{text}, makasih",
    "loud": lambda text: f"{text.upper()}!!",
    "full stop": lambda text: f"{text}.",
    "laughing": lambda text: f"{text} hehe 😂",
    "blanks": lambda text: f"  {text.replace(' ', '  ')}  ",
}
SECOND_THOUGHTS: dict[str, Change] = {
    "if": lambda text: f"kalau {text}",
    "perhaps": lambda text: f"{text} mungkin",
    "hearsay": lambda text: f"kata kawan saya {text}",
    "not": lambda text: f"bukan {text}",
    "why": lambda text: f"kenapa {text}",
}


def _answers(kind: str) -> list[str]:
    """A share of the answers that hold a value; a NIK is found whatever stands around it."""
    with (Path(__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    told = [row["answer"] for row in rows if row["expected"] not in {"AMBIGUOUS", "INVALID"}]
    return told[::SHARE]


def _read(kind: str, answers: list[str]) -> list[str]:
    """The value of each as JSON, or NONE where none was accepted."""
    printed = map(json.loads, understand_lines(kind, answers, today=TODAY))
    return [json.dumps(one["value"]) if one["outcome"] == "accepted" else NONE for one in printed]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"nik"}))
@pytest.mark.parametrize("change", COURTESIES.values(), ids=COURTESIES.keys())
def test_courtesy_never_changes_what_an_answer_means(kind: str, change: Change) -> None:
    answers = _answers(kind)
    plain, polite = _read(kind, answers), _read(kind, [change(text) for text in answers])
    pairs = list(zip(answers, plain, polite, strict=True))
    lost = [text for text, a, b in pairs if a != NONE and b == NONE]
    assert [text for text, a, b in pairs if b not in {NONE, a}] == []
    assert len(lost) <= MOST_LOST * len(answers), lost


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"nik"}))
@pytest.mark.parametrize("change", SECOND_THOUGHTS.values(), ids=SECOND_THOUGHTS.keys())
def test_second_thought_is_never_accepted(kind: str, change: Change) -> None:
    doubtful = [change(text) for text in _answers(kind)]
    accepted = [
        text for text, value in zip(doubtful, _read(kind, doubtful), strict=True) if value != NONE
    ]
    assert accepted == []
