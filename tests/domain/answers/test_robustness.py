"""Nothing that a person, a phone or a prankster can type breaks the understanding."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand import KINDS, understand_lines
from domain.answers.nik import MASK, mask_nik

TODAY = date(2026, 11, 24)
LONG = 10_000
MAX_SECONDS = 1.0  # for the longest text; answers take about a millisecond

MESSAGE = 4096
MAX_SECONDS_OF_ANSWER = 0.001
MAX_SECONDS_OF_MESSAGE = 0.05
with (Path(__file__).parent / "corpus.csv").open(encoding="utf-8", newline="") as file:
    CORPUS = [row["answer"] for row in csv.DictReader(file)]

FULL_WIDTH = str.maketrans({chr(48 + n): chr(0xFF10 + n) for n in range(10)})
WORDS = """
    iya tidak belum 1/2 setengah ribu juta rb jam tgl desember senin depan sei kel jl 3 18.000 0812
    +62 1271015508800002 9120001234567 sebulan per hari kodi saya istri dan keripik jual batal stop
    - , . ? 👍 0 99999999999999999999 31/02 24.00 /menu ½ ²
"""
PIECES = [*WORDS.split(), "\u200b", "\u202e", "\x00", "\u0661\u0662", "12".translate(FULL_WIDTH)]
typed = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


def _understand(kind: str, text: str) -> list[str]:
    return list(understand_lines(kind, [text], today=TODAY))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gets_an_outcome(kind: str, text: str) -> None:
    assert len(_understand(kind, text)) == 1


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=200, deadline=None)
@given(text=typed)
def test_any_mix_of_words_gets_an_outcome(kind: str, text: str) -> None:
    assert len(_understand(kind, text)) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "piece", ["a", "1", "iya ", "1.", "dua ", "0812 ", "sei ", "\x00", "👍", "1-", "ribu"]
)
def test_long_text_is_fast(kind: str, piece: str) -> None:
    text = (piece * LONG)[:LONG]
    start = time.perf_counter()
    _understand(kind, text)
    assert time.perf_counter() - start < MAX_SECONDS


@pytest.mark.parametrize("kind", KINDS)
def test_answer_costs_less_than_a_millisecond(kind: str) -> None:
    """Work alone (CPU), for 99 of 100 answers; a whole message is bounded."""
    _understand(kind, "")  # the tables are made once
    costs = sorted(_cost(kind, text) for text in CORPUS[::10])
    assert costs[len(costs) * 99 // 100] <= MAX_SECONDS_OF_ANSWER
    assert _cost(kind, " ".join(CORPUS)[:MESSAGE]) <= MAX_SECONDS_OF_MESSAGE


def _cost(kind: str, text: str) -> float:
    start = time.thread_time()
    _understand(kind, text)
    return time.thread_time() - start


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(categories=["So", "Mn", "Cf", "Zs"]), max_size=60))
def test_pictures_alone_say_only_yes_no_or_hello(text: str) -> None:
    for kind in set(KINDS) - {"nik", "nib", "yes_no", "have", "attendance", "command"}:
        assert '"outcome": "accepted"' not in _understand(kind, text)[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["❶", "➂ ribu", "⓵ orang", "𑁒", "፩"])
def test_signs_that_count_are_read_or_not(kind: str, text: str) -> None:
    assert len(_understand(kind, text)) == 1


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"nik"}))
@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b", "...", "🙏"])
def test_nothing_said_is_nothing_accepted(kind: str, text: str) -> None:
    assert '"outcome": "accepted"' not in _understand(kind, text)[0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("nik 1271015508800002 ya", f"nik {MASK} ya", id="in a sentence"),
        pytest.param("1271 0155 0880 0002", MASK, id="in groups"),
        pytest.param("1271\u200b015508800002", MASK, id="invisible sign inside"),
        pytest.param("1271015508800002".translate(FULL_WIDTH), MASK, id="full-width digits"),
        pytest.param("1234567890123456", MASK, id="mistyped: no such date"),
        pytest.param("a1271015508800002b", f"a{MASK}b", id="glued to letters"),
        pytest.param("1271015508800002 1271015508800003", f"{MASK} {MASK}", id="two"),
    ],
)
def test_nik_is_masked_and_the_rest_stays(text: str, masked: str) -> None:
    assert mask_nik(text) == (masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "9120001234567",
        "081260001234",
        "0812 6000 1234 1500",
        "Rp 12.500.000",
        "127101550880000",
        "",
    ],
)
def test_other_numbers_are_not_masked(text: str) -> None:
    assert mask_nik(text) == (text, False)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200))
def test_masking_never_raises_and_is_stable(text: str) -> None:
    once, found = mask_nik(text)
    assert found == (once != text)
    assert mask_nik(once) == (once, False)
