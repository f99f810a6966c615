"""A whole number within bounds, as staff type it: "30", "30 orang", "tiga puluh"."""

from typing import Any

from dialog.questions import Question, Reading
from dialog.session import Pending
from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused
from domain.answers.words import clean, symbols
from domain.errors import Invalid

# Said with a number that counts nothing: the answer to another question ("9 pagi", "15 Desember").
OF_TIME = frozenset((
    "jam", "pukul", "pagi", "siang", "sore", "malam", "menit", "tanggal", "tgl",
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
))  # fmt: skip


class Count(Question[int]):
    """A number from `least` to `most`; two numbers, or one read two ways, are asked back."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def read(self, text: str, pending: Pending) -> Reading:
        items = find_numbers(symbols(clean(text)))
        found = [item for item in items if isinstance(item, Number)]
        if not found or OF_TIME.intersection(one for one in items if isinstance(one, str)):
            return Refused("count.none")
        if len(found) > 1 or found[0].doubtful:
            return AsksBack("count.several")
        value = found[0].value
        if value != int(value) or not self.least <= value <= self.most or "-" in text:
            hints = {"least": str(self.least), "most": str(self.most)}
            return Refused("count.out_of_range", hints)
        return Accepted(int(value))

    def load(self, stored: Any) -> int:
        if not isinstance(stored, int) or not self.least <= stored <= self.most:
            raise Invalid("form.changed")
        return stored
