"""Questions for a name: a person's own, or that of something they have."""

import re

from dialog.choices import DONE_WORDS
from dialog.questions import ASKED, LATER, NOT_THAT_ONE, Collected, Reading, Text, is_no
from dialog.session import Pending
from domain.answers import yes_no
from domain.answers.empty import Empty, what_is, without_asking
from domain.answers.later import is_later
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

QUESTION_MARK = "?"
BARE = {"y", "ya", "iya", "yes", "ok", "oke", "tidak", "tdk", "tak", "ndak", "gak", "ga", "nggak"}
NUMBER_WORDS = re.compile(r"\b(?:no|nomor|nomer|hp|wa|telp|telepon)\b")  # beside a phone number
MIN_NUMBER = 8  # digits: a phone number with one or two lost


class Named(Text):
    """What somebody or something is called: no question, no courtesy, no "later", no number."""

    is_goods = False  # what is made, or from what: "macam-macam" says nothing

    def read(self, text: str, pending: Pending) -> Reading:
        nothing = what_is(text)
        if pending.collected and is_no(text):
            return Refused(NOT_THAT_ONE)
        is_thanks = nothing is Empty.COURTEOUS  # which confirms nothing
        if pending.collected and _is_yes(text) and not is_thanks:
            return Accepted(pending.collected[-1])
        why = self._is_none(text, nothing)
        is_meant = pending.refused == text
        if why and not is_meant:
            return Refused(why, {"answer": text})
        is_asked = QUESTION_MARK in text
        reading = super().read(without_asking(text) if is_asked else text, Pending(pending.key))
        if (is_asked or is_meant) and isinstance(reading, Accepted):
            return Collected(reading.value, "form.as_answer")
        return reading

    def _is_none(self, text: str, nothing: Empty | None) -> str:
        """Why it names nothing, '' where it may."""
        if _is_number(text):
            return "form.name_wanted"
        if is_later(text):
            return LATER
        if nothing is Empty.ASKS:
            return ASKED
        if nothing is Empty.MANY:
            return "form.mainly" if self.is_goods else ""
        return "form.not_understood" if nothing or fold(text) in BARE else ""


def _is_yes(text: str) -> bool:
    return yes_no.understand(text) == Accepted(True)


def _is_number(text: str) -> bool:
    """Whether it is a phone number and nothing else: "Keripik 88" and "212" are names."""
    told = NUMBER_WORDS.sub("", text.casefold())
    digits = sum(c.isdigit() for c in told)
    return digits >= MIN_NUMBER and not any(c.isalpha() for c in told)


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

    is_goods = True

    def read(self, text: str, pending: Pending) -> Reading:
        return super().read(without_closing(text), pending)
