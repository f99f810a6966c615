"""Errors of PostgreSQL without the values that they quote: those are people's names and numbers.

What an error says reaches the log by many ways (a traceback, `%r`), so it forgets them at once.
"""

from typing import Any

QUOTES_AN_ARGUMENT = "invalid input for query argument"  # asyncpg, of what it cannot send


def forget_values(error: BaseException | None) -> None:
    """Take the row, or the argument, out of what an error of asyncpg says of itself."""
    told: Any = error
    if getattr(told, "detail", None):
        told.detail = None
    if told is not None and told.args and QUOTES_AN_ARGUMENT in str(told.args[0]):
        told.args = (f"{str(told.args[0]).partition(':')[0]}: left out",)


def forget_in_chain(error: BaseException | None) -> None:
    """The same for an error and all that it came from."""
    while error is not None:
        forget_values(error)
        error = error.__cause__
