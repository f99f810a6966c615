"""Sets of products as bits: places come back in order, numbers are compared exactly."""

import random

import pytest

from web.bitmaps import Sliced, bitmap, places


@pytest.mark.parametrize("some", [[], [0], [7, 8], [3, 999, 10_000]])
def test_places_come_back_the_lowest_first(some: list[int]) -> None:
    assert list(places(bitmap(reversed(some)))) == some


def test_a_range_holds_exactly_the_numbers_from_one_to_the_other() -> None:
    chance = random.Random(5)
    numbers = {place: chance.choice((0, 1, 7, 8, 9, 10**12)) for place in range(0, 300, 2)}
    sliced = Sliced(numbers)
    ends = (None, -3, 0, 1, 6, 7, 8, 9, 10, 15, 16, 10**12, 10**12 + 1, 10**15)
    for lowest in ends:
        for highest in ends:
            wanted = [place for place, number in numbers.items()
                      if (lowest is None or number >= lowest)
                      and (highest is None or number <= highest)]  # fmt: skip
            assert list(places(sliced.between(lowest, highest))) == wanted


def test_where_no_product_tells_a_number_none_is_found() -> None:
    assert Sliced({}).between(None, None) == Sliced({}).between(0, 5) == 0
