"""Sets of products as numbers: bit 0 stands for the newest product, bit 1 for the one before.

So two sets are joined by `&` and `|`, ten thousand products in a microsecond, and the first bits
are the first page. Bitmap and bit-sliced indexes: O'Neil and Quass, "Improved Query Performance
with Variant Indexes", SIGMOD 1997.
"""

from collections.abc import Iterable, Iterator, Mapping


def bitmap(places: Iterable[int]) -> int:
    """The set of these places, each from 0."""
    some = list(places)
    flags = bytearray(max(some, default=0) // 8 + 1)
    for place in some:
        flags[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(flags, "little")


def places(some: int) -> Iterator[int]:
    """The places in a set, the lowest first."""
    digits = f"{some:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


class Sliced:
    """Numbers of products, one bitmap for each binary digit. Not negative; some may have none."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._known = bitmap(numbers)
        digits = max(numbers.values(), default=0).bit_length()
        self._slices = [
            bitmap(place for place, number in numbers.items() if number >> digit & 1)
            for digit in range(digits)
        ]

    def between(self, lowest: int | None, highest: int | None) -> int:
        """Whose number is from the one to the other; None = without an end."""
        found = self._known if lowest is None else self._at_least(lowest)
        return found if highest is None else found & ~self._at_least(highest + 1)

    def _at_least(self, least: int) -> int:
        """From the highest digit down: who is above already, and who is equal so far."""
        if least <= 0:
            return self._known
        if least.bit_length() > len(self._slices):
            return 0
        above, equal = 0, self._known
        for digit in reversed(range(len(self._slices))):
            has = equal & self._slices[digit]
            if least >> digit & 1:
                equal = has
            else:
                above, equal = above | has, equal ^ has
        return above | equal
