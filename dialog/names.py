"""Questions for a name: a person's own, or that of something they have."""

from dialog.choices import DONE_WORDS
from dialog.questions import Named, Reading
from dialog.session import Pending
from domain.answers.naming import (
    SPOKEN_TO,
    TITLES,
    has_no_name,
    is_no_name,
    without_closing,
    without_opening,
)
from domain.answers.result import Accepted, Refused
from domain.plain_text import fold


class PersonName(Named):
    """A person's name, without the sentence around it: "nama saya Rina"."""

    def read(self, text: str, pending: Pending) -> Reading:
        name = without_closing(without_opening(text), TITLES)
        says_none = is_no_name(text) or has_no_name(text) or has_no_name(name)
        if not pending.collected and (says_none or fold(text) in DONE_WORDS):
            return Refused("form.not_understood", {"answer": text})
        reading = super().read(name, pending)
        is_named = not isinstance(reading, Accepted) or any(c.isalpha() for c in name)
        return reading if is_named else Refused("form.not_understood", {"answer": text})


class ThingName(Named):
    """What a business or a product is called; "belum ada nama" is no name of it."""

    def read(self, text: str, pending: Pending) -> Reading:
        if not pending.collected and has_no_name(text):
            return Refused("form.nameless")
        return super().read(without_closing(text, SPOKEN_TO), pending)


class Goods(Named):
    """What is made, or from what, in a few words: "singkong sama cabe kak"."""

    def read(self, text: str, pending: Pending) -> Reading:
        return super().read(without_closing(text), pending)
