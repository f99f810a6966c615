"""A numbered list of people, ticked as trainers write it."""

import pytest

from domain.answers.ticks import spelled_out


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("1-3, 6", "1, 2, 3, 6"),
        ("1 sampai 3", "1, 2, 3"),
        ("2 s/d 4 dan 6", "2, 3, 4 dan 6"),
        ("semua kecuali 2", "1, 3, 4, 5, 6"),
        ("Semuanya kecuali 1 dan 3.", "2, 4, 5, 6"),
        ("semua selain 1-3", "4, 5, 6"),
        ("semua hadir", "semua"),
        ("hadir 1, 2", "1, 2"),
    ],
)
def test_ranges_and_all_but_some_are_spelled_out(said: str, understood: str) -> None:
    assert spelled_out(said, 6) == understood


@pytest.mark.parametrize(
    "said",
    ["semua kecuali ani", "semua kecuali 7", "semua kecuali 1-6", "3-1", "0-2", "5-7", "hadir", ""],
)
def test_what_is_not_clear_stays_as_it_was(said: str) -> None:
    assert spelled_out(said, 6) == said
