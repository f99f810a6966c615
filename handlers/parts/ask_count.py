"""A whole number within bounds, as staff type it: "30", "30 orang", "tiga puluh"."""

from typing import Any

from dialog.questions import Question, Reading
from dialog.session import Pending
from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused
from domain.answers.words import clean, symbols
from domain.errors import Invalid


class Count(Question[int]):
    """A number from `least` to `most`; two numbers, or one read two ways, are asked back."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def read(self, text: str, pending: Pending) -> Reading:
        found = [item for item in find_numbers(symbols(clean(text))) if isinstance(item, Number)]
        if not found:
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
