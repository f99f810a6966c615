"""The question to somebody who did not write for two years, as a job sends it."""

from datetime import date

from dialog.messages import Option, Outgoing, Template
from dialog.words import Ours, Words, find_text
from documents.words import weekday_text
from domain.inactivity import ASKS

KEEP, ERASE = "keep", "erase"  # what the buttons open `keep_my_data` with


def silence_message(words: Words, name: str, asks: int, until: date) -> Outgoing:
    """The question number `asks` (1 to ASKS). until: the last day to answer."""
    who = name or find_text(words, "keep_my_data.nameless", {})
    day = weekday_text(words, until)
    moment = "asked" if asks == 1 else "asked_last" if asks == ASKS else "asked_again"
    text = find_text(words, f"keep_my_data.{moment}.say", {"name": who, "day": Ours(day)})
    options = tuple(
        Option(one, find_text(words, f"keep_my_data.buttons.{one}", {}), "keep_my_data:start")
        for one in (KEEP, ERASE)
    )
    return Outgoing(text, options, template=Template("data_masih_dipakai", (who, day)))
