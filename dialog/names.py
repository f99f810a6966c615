"""Questions for a name: a person's own, or that of something they have, or what is made."""

import re

from dialog.choices import DONE_WORDS
from dialog.messages import Incoming
from dialog.questions import ASKED, LATER, NOT_THAT_ONE, Collected, Reading, Text, is_no
from dialog.session import Pending
from domain.answers import yes_no
from domain.answers.empty import Empty, what_is
from domain.answers.later import is_later
from domain.answers.naming import (
    SPOKEN_TO,
    TITLES,
    has_no_name,
    is_no_name,
    without_closing,
    without_goods_opening,
    without_greeting,
    without_opening,
    without_thing_opening,
)
from domain.answers.nik import MASK
from domain.answers.proposing import (
    behind_denial,
    behind_other,
    cut,
    without_asking,
    without_meaning,
    without_only,
)
from domain.answers.result import Accepted, Refused
from domain.answers.talk import Of, is_noise, is_title, sounds_like_talk
from domain.plain_text import fold

QUESTION_MARK = "?"
BARE = {"y", "ya", "iya", "yes", "ok", "oke", "tidak", "tdk", "tak", "ndak", "gak", "ga", "nggak"}
THAT = {"itu", "pakai itu", "pake itu", "yang itu", "iya itu", "ya itu", "itu aja", "itu saja", "1",
        "iya pakai itu", "ya pakai itu", "iya pake itu", "benar itu", "betul itu"}  # fmt: skip
WONDERING = {"kok", "emang", "emangnya", "memangnya"}  # of talk: "Kok Liong" is a name
ANOTHER = {"ganti", "eh salah", "keliru", "bukan yang itu", "salah ketik", "lain"}
NUMBER_WORDS = re.compile(r"\b(?:no|nomor|nomer|hp|wa|telp|telepon)\b")  # beside a phone number
# What is left of "Ani, NIK 1271…": its mask, and the words that lead to it, are nobody's name.
NIK = re.compile(
    rf"[,;]?\s*(?:\b(?:dan|no|nomor|nomer)\b\.?\s*)*(?:\b(?:nik|ktp)\b(?:nya|\s+saya)?)?\s*:?\s*{re.escape(MASK)}",
    re.IGNORECASE,
)
MIN_NUMBER = 8  # digits: a phone number with one or two lost


class Named(Text):
    """What somebody or something is called.

    What names nothing (a question, a courtesy, "later", a number) is refused; said twice it is
    meant. What may be a name or may be talk is asked about: "… itu jawabannya?".
    """

    of = Of.THING

    def bare(self, text: str) -> str:
        """The name without the sentence around it."""
        return text

    def none(self, text: str) -> str:
        """Why this text has no name in it, in the question's own terms; '' where it may."""
        return ""

    def parse(self, incoming: Incoming, pending: Pending) -> Reading:
        if incoming.kind == "text" and incoming.by_staff:  # who enters it for somebody means it
            return super().read(incoming.text, Pending(pending.key))
        return super().parse(incoming, pending)

    def read(self, text: str, pending: Pending) -> Reading:
        answer = self._confirm(text, pending) if pending.collected else None
        return answer or self._read(without_meaning(NIK.sub("", text)), pending)

    def _confirm(self, text: str, pending: Pending) -> Reading | None:
        """What is said to "… itu jawabannya?"; None where it is an answer of its own."""
        proposed = pending.collected[-1]
        is_yes = _is_yes(text) and what_is(text) is not Empty.COURTEOUS  # thanks are no yes
        if is_yes or fold(text) in THAT:
            return Accepted(proposed)
        head, rest = cut(text)
        if rest and (is_no(head) or fold(head) in ANOTHER):
            return self._read(rest, Pending(pending.key))
        if is_no(text) or fold(text) in ANOTHER:
            return Refused(NOT_THAT_ONE)
        first, _, rest = text.partition(" ")
        if rest and fold(first.strip(",.")) in ("iya", "ya", "betul", "benar", "bukan"):
            return self._read(rest, Pending(pending.key))
        return None

    def _read(self, text: str, pending: Pending) -> Reading:
        name = self.bare(text)
        if QUESTION_MARK in text:
            return self._proposed(text)
        why = self._is_none(text, name)
        if why != LATER and (rest := behind_denial(text) or behind_other(name)):
            return self._doubt(without_only(self.bare(rest)))
        is_meant = pending.refused == text or is_title(name)
        if why and not is_meant:
            return Refused(why, {"answer": text})
        is_doubtful = why or pending.refused == text or sounds_like_talk(name, self.of)
        return self._doubt(name) if is_doubtful else super().read(name, Pending(pending.key))

    def _proposed(self, text: str) -> Reading:
        """A question: it proposes a name, or is one of the person's own."""
        name = self.bare(without_asking(text))
        is_own = not name or what_is(name) or fold(name).startswith("nama ")
        if is_own or "atau" in fold(text).split() or sounds_like_talk(name, self.of):
            return Refused(ASKED)
        return self._doubt(name)

    def _doubt(self, name: str) -> Reading:
        reading = super().read(name, Pending(""))
        if isinstance(reading, Accepted):
            return Collected(reading.value, "form.as_answer")
        return reading

    def _is_none(self, text: str, name: str) -> str:
        """Why it names nothing, '' where it may."""
        if _is_number(text):
            return "form.name_wanted"
        if why := self.none(text):
            return why
        if is_later(text, whatever_follows=self.of is not Of.GOODS):
            return LATER
        nothing = what_is(name)
        opening, _, rest = name.partition(" ")
        asks = opening.casefold() in WONDERING and sounds_like_talk(rest, self.of)
        if asks or nothing is Empty.ASKS:
            return ASKED
        if nothing is Empty.MANY:
            return "form.mainly" if self.of is Of.GOODS else ""
        says_nothing = nothing or is_noise(name) or fold(name) in BARE
        return "form.not_understood" if says_nothing else ""


def _is_yes(text: str) -> bool:
    return yes_no.understand(text) == Accepted(True)


def _is_number(text: str) -> bool:
    """Whether it is a phone number and nothing else: "Keripik 88" and "212" are names."""
    told = NUMBER_WORDS.sub("", text.casefold())
    digits = sum(c.isdigit() for c in told)
    return digits >= MIN_NUMBER and not any(c.isalpha() for c in told)


class PersonName(Named):
    """A person's name, without the sentence around it: "nama saya Rina"."""

    of = Of.PERSON

    def bare(self, text: str) -> str:
        told = without_opening(without_greeting(text))
        name = without_closing(told, TITLES)
        return without_only(name) if name != told else name

    def none(self, text: str) -> str:
        name = self.bare(text)
        says_none = is_no_name(text) or has_no_name(text) or has_no_name(name)
        is_named = any(c.isalpha() for c in name) or not any(c.isalnum() for c in name)
        return (
            ""
            if is_named and not says_none and fold(text) not in DONE_WORDS
            else "form.not_understood"
        )


class ThingName(Named):
    """What a business or a product is called; "belum ada nama" is no name of it."""

    def bare(self, text: str) -> str:
        name = without_closing(without_thing_opening(text), SPOKEN_TO)
        return without_only(name) if name != text else name

    def none(self, text: str) -> str:
        return "form.nameless" if has_no_name(text) else ""


class Goods(Named):
    """What is made, or from what, in a few words: "singkong sama cabe kak"."""

    of = Of.GOODS

    def bare(self, text: str) -> str:
        goods = without_closing(text)
        told = without_only(goods) if goods != text else goods
        return without_goods_opening(told)
