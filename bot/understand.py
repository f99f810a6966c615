"""`ikm-bot understand KIND`: what the bot makes of answers, one JSON object per line.

For tests, for staff who want to see what a sentence is taken for, and for other programs. Pure:
the day is passed in, nothing is stored.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.answers import (
    attendance,
    choice,
    cluster,
    command,
    have,
    nib,
    nik,
    people,
    phone,
    price,
    quantity,
    village,
    yes_no,
)
from domain.answers import date as date_answers
from domain.answers import time as time_answers
from domain.answers.command import Command
from domain.answers.quantity import Quantity
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from storage import seed

DEFAULT_OPTIONS = 5

KINDS = (
    "yes_no", "have", "attendance", "command", "choice", "price", "people", "quantity",
    "date", "time", "phone", "village", "cluster", "nib", "nik",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an answer may depend on besides its words."""

    today: date
    options: int


def understand_lines(
    kind: str, lines: Iterable[str], *, today: date, options: int = DEFAULT_OPTIONS
) -> Iterator[str]:
    """One JSON object per answer: `{"outcome": …, "value": …}`, value null unless accepted.

    today: the day the answers were given, in Asia/Jakarta. options: how many were shown
    (`choice`). Raises: `KeyError` for a kind that is not in `KINDS`.
    """
    read = _READERS[kind]
    setting = _Setting(today, options)
    for line in lines:
        yield json.dumps(_as_object(read(line.rstrip("\r\n"), setting)), ensure_ascii=False)


def _as_object(understood: Understood[Any]) -> dict[str, object]:
    match understood:
        case Accepted(value):
            return {"outcome": "accepted", "value": _plain(value)}
        case AsksBack():
            return {"outcome": "asks_back", "value": None}
        case Refused():
            return {"outcome": "refused", "value": None}


def _plain(value: Any) -> object:  # Any: whatever a kind of answer comes to
    """The value as JSON knows it."""
    if isinstance(value, Quantity):
        amount = value.amount
        whole = amount == amount.to_integral_value()
        number = int(amount) if whole else float(amount)
        return {"amount": number, "unit": value.unit, "per": value.per}
    if isinstance(value, Command):
        return "help" if value is Command.STAFF else value.value
    if kind_of_time := getattr(value, "strftime", None):
        return kind_of_time("%Y-%m-%d" if isinstance(value, date) else "%H:%M")
    return value


def _options(count: int) -> list[choice.Option]:
    return [(str(number), "") for number in range(1, count + 1)]


_READERS: dict[str, Callable[[str, _Setting], Understood[Any]]] = {
    "yes_no": lambda text, _: yes_no.understand(text),
    "have": lambda text, _: have.understand(text),
    "attendance": lambda text, _: attendance.understand(text),
    "command": lambda text, _: command.understand(text),
    "choice": lambda text, given: choice.understand(text, _options(given.options)),
    "price": lambda text, _: price.understand(text),
    "people": lambda text, _: people.understand(text),
    "quantity": lambda text, _: quantity.understand(text),
    "date": lambda text, given: date_answers.understand(text, given.today),
    "time": lambda text, _: time_answers.understand(text),
    "phone": lambda text, _: phone.understand(text),
    "village": lambda text, _: village.understand(text, seed.villages()),
    "cluster": lambda text, _: cluster.understand(text, seed.clusters()),
    "nib": lambda text, _: nib.understand(text),
    "nik": lambda text, _: nik.understand(text),
}
