"""Answers as people in Medan write them, and what each means.

`corpus.csv` was written in batches, each by the imagined hand of other people and measured before
any rule was touched; `sample.csv` is the office's sample. Expected: the value as the command line
prints it; `AMBIGUOUS` and `INVALID` must not be accepted, whichever way.
"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.understand import KINDS, understand_lines

HERE = Path(__file__).parent
TODAY = date(2026, 11, 24)  # the reference day of both files, a Tuesday
LEAST_RIGHT = 0.97
NOT_ACCEPTED = {"AMBIGUOUS", "INVALID"}

Row = tuple[str, str]


def _rows(name: str) -> dict[str, list[Row]]:
    by_kind: dict[str, list[Row]] = {}
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_kind.setdefault(row["kind"], []).append((row["answer"], row["expected"]))
    return by_kind


CORPUS = _rows("corpus.csv")
SAMPLE = _rows("sample.csv")


def _judge(printed: str, expected: str) -> str:
    """`right`, `asked back` (or refused, where a value was meant) or `wrongly accepted`."""
    result = json.loads(printed)
    if result["outcome"] != "accepted":
        return "right" if expected in NOT_ACCEPTED else "asked back"
    return "right" if _text(result["value"]) == expected else "wrongly accepted"


def _text(value: object) -> str:
    """A value as it stands in the files."""
    match value:
        case None:
            return "BELUM"
        case bool():
            return "true" if value else "false"
        case {"amount": amount, "unit": unit, "per": per}:
            return f"{amount};{unit};{per or '-'}"
        case _:
            return str(value)


def _tally(kind: str, rows: list[Row]) -> tuple[Counter[str], list[str]]:
    printed = understand_lines(kind, (answer for answer, _ in rows), today=TODAY)
    verdicts = [_judge(line, row[1]) for line, row in zip(printed, rows, strict=True)]
    bad = [
        f"{verdict}: {answer!r} means {expected}"
        for verdict, (answer, expected) in zip(verdicts, rows, strict=True)
        if verdict != "right"
    ]
    return Counter(verdicts), bad


@pytest.mark.parametrize("kind", KINDS)
def test_corpus_is_understood(kind: str) -> None:
    counts, bad = _tally(kind, CORPUS[kind])
    share = counts["right"] / counts.total()
    report = f"{kind}: {dict(counts)}, {share:.1%} right"
    assert counts["wrongly accepted"] == 0, [report, *bad]
    assert share >= LEAST_RIGHT, [report, *bad]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_enough_answers(kind: str) -> None:
    assert len(CORPUS[kind]) >= 40


@pytest.mark.parametrize("kind", KINDS)
def test_sample_of_the_office_is_understood(kind: str) -> None:
    counts, bad = _tally(kind, SAMPLE[kind])
    assert counts["right"] == counts.total(), bad
