"""A sure head and what may follow it: courtesies change nothing, any other word asks back.

The single answers stand in `corpus.csv`; here every fourth of its answers gets each of the tails.
"""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from bot.understand import understand_lines

TODAY = date(2026, 11, 24)
SHARE = 4
KINDS = ("have", "people", "price", "quantity", "time", "date", "choice", "nib", "attendance")
TURNING = (
    "{}, eh salah",
    "{} kak, tapi masih ragu",
    "{} pak, bukan itu",
    "{}, kalau jadi",
    "{} bu, katanya sih",
    "{} bang, kayaknya",
    "{} kak, mungkin berubah",
    "{}. atau bukan?",
    "{}. kalau gak salah",
)
UNKNOWN = (
    "{} kak, kebakaran",
    "{} bu, menyusul",
    "{} pak, jatuh tempo",
    "{} kak, ditahan bank",
    "{}, sudah berhenti",
    "{} kak, untuk reseller",
    "{} pak, kepunyaan paman",
)
"""Words that no list knows, each in its own way able to take the answer back."""
HARMLESS = ("{} kak, jangan marah", "{} pak, alhamdulillah", "{}. panjang ceritanya")
LEAST_KEPT = 0.85  # a tail has one cut; an answer with pauses of its own is asked back


def _accepted(kind: str, answers: list[str]) -> list[str | None]:
    printed = map(json.loads, understand_lines(kind, answers, today=TODAY))
    return [json.dumps(one["value"]) if one["outcome"] == "accepted" else None for one in printed]


def _heads(kind: str, without: frozenset[str] = frozenset()) -> list[str]:
    """A share of the short answers of the corpus that hold a value."""
    with (Path(__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    none = {"AMBIGUOUS", "INVALID", *without}
    told = [row["answer"] for row in rows if row["expected"] not in none]
    return [text for text in told[::SHARE] if text[-1].isalnum()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", TURNING)
def test_a_turning_tail_is_never_accepted(kind: str, tail: str) -> None:
    doubtful = [tail.format(text) for text in _heads(kind)]
    read = zip(doubtful, _accepted(kind, doubtful), strict=True)
    assert [text for text, value in read if value is not None] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", UNKNOWN)
def test_an_unknown_tail_is_asked_about(kind: str, tail: str) -> None:
    """But after a no, which words of one's own explain (`polarity`)."""
    doubtful = [tail.format(text) for text in _heads(kind, frozenset({"false", "BELUM"}))]
    read = zip(doubtful, _accepted(kind, doubtful), strict=True)
    assert [text for text, value in read if value is not None] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tail", HARMLESS)
def test_a_harmless_tail_never_changes_the_value(kind: str, tail: str) -> None:
    heads = _heads(kind)
    plain, longer = _accepted(kind, heads), _accepted(kind, [tail.format(text) for text in heads])
    pairs = list(zip(heads, plain, longer, strict=True))
    assert [text for text, a, b in pairs if b not in {None, a}] == []
    kept = sum(a == b for _, a, b in pairs) / len(pairs)
    assert kept >= LEAST_KEPT, [text for text, a, b in pairs if a != b]
