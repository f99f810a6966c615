"""Which of many options one message shows. Numbers typed by people count over all pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialog.messages import Option


@dataclass(frozen=True, slots=True)
class Page:
    """The options of one page. first: the number of the first one, counted from 1."""

    options: Sequence[Option]
    first: int
    has_previous: bool
    has_next: bool


def page_of(options: Sequence[Option], page: int, most: int) -> Page:
    """The options to show. most: how many fit; on several pages one place is for "more"."""
    if len(options) <= most:
        return Page(options, 1, False, False)
    size = most - 1
    last = (len(options) - 1) // size
    page = max(0, min(page, last))
    start = page * size
    return Page(options[start : start + size], start + 1, page > 0, page < last)
