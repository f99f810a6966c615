"""What a typed word may mean: slips of spelling are forgiven, short words are taken as they are."""

import pytest

from domain.likeness import meanings, typed_words

KNOWN = ["keripik", "kerupuk", "kopi", "topi", "tempe", "sepatu", "ulos", "songket", "singkong",
         "ubi", "ubijalar", "andaliman"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kripik", "keripik"),
        ("kripek", "keripik"),
        ("krupuk", "kerupuk"),
        ("tempeh", "tempe"),
        ("spatu", "sepatu"),
        ("sogket", "songket"),
        ("andalimen", "andaliman"),
        ("ker", "kerupuk"),
        ("ubi", "ubijalar"),
    ],
)
def test_slips_and_beginnings_are_understood(typed: str, meant: str) -> None:
    assert meant in meanings(typed, KNOWN)


def test_a_known_short_word_means_itself() -> None:
    assert meanings("kopi", KNOWN) == ["kopi"]
    assert meanings("ulos", KNOWN) == ["ulos"]


def test_a_word_that_nobody_knows_yet_is_still_looked_up() -> None:
    assert meanings("zzzzqq", KNOWN) == ["zzzzqq"]


def test_words_that_say_nothing_are_left_out() -> None:
    assert typed_words("cari keripik dan UBI yang pedas") == ["keripik", "ubi", "pedas"]
    assert typed_words("dan") == ["dan"]
    assert len(typed_words(" ".join(f"kata{n}" for n in range(100)))) == 6
