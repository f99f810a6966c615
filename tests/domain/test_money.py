"""Rupiah as people read them."""

import pytest

from domain.money import rupiah


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "Rp0"), (950, "Rp950"), (25_000, "Rp25.000"), (1_250_000, "Rp1.250.000")],
)
def test_thousands_are_parted_by_points(amount: int, words: str) -> None:
    assert rupiah(amount) == words
