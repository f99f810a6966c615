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
    cut,
    has_no_name,
    is_address,
    is_no_name,
    is_own_name,
    without_closing,
    without_goods_opening,
    without_greeting,
    without_opening,
    without_thing_opening,
)
from domain.answers.nik import MASK
from domain.answers.proposing import (
    behind_denial,
    named_instead,
    says_of_it,
    without_asking,
    without_meaning,
    without_only,
)
from domain.answers.result import Accepted, Refused
from domain.answers.talk import Of, is_noise, is_title, sounds_like_talk
from domain.plain_text import fold

QUESTION_MARK = "?"
NAMELESS = "form.nameless"
AS_ANSWER = "form.as_answer"  # the reason that asks about a proposal
BARE = {"y", "ya", "iya", "yes", "ok", "oke", "tidak", "tdk", "tak", "ndak", "gak", "ga", "nggak"}
WONDERING = {"kok", "emang", "emangnya", "memangnya"}  # of talk: "Kok Liong" is a name
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

    def none(self, text: str, name: str) -> str:
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
        if what_is(text) is Empty.COURTEOUS and not is_no(text):  # thanks are no yes
            return Collected(proposed, AS_ANSWER)
        if instead := named_instead(text):
            return self._read(instead, Pending(pending.key))
        is_meant = says_of_it(text)
        if is_meant is False or is_no(text):
            return Refused(NOT_THAT_ONE)
        if is_meant or _is_yes(text):
            return Accepted(proposed)
        first, _, others = text.partition(" ")
        if others and fold(first.strip(",.")) in ("iya", "ya", "betul", "benar"):
            is_same = fold(others) == fold(proposed)
            return Accepted(proposed) if is_same else self._doubt(self.bare(others))
        return None

    def _read(self, text: str, pending: Pending) -> Reading:
        name = self.bare(text)
        if QUESTION_MARK in text:
            return self._proposed(text)
        is_titled = is_title(name)
        why = self._is_none(text, name)
        if rest := behind_denial(text):
            return self._doubt(without_only(self.bare(rest)))
        head, rest = cut(name)
        other = self._is_none(head, head) if rest and not is_titled else ""
        if other and why != LATER and other != NAMELESS:
            return self._behind(rest, other, text)
        is_meant = pending.refused == text
        if why and not (is_meant or is_titled):
            return Refused(why, {"answer": text})
        is_doubtful = why or is_meant or sounds_like_talk(name, self.of)
        return self._doubt(name) if is_doubtful else super().read(name, Pending(pending.key))

    def _behind(self, rest: str, why: str, text: str) -> Reading:
        """What follows a clause that names nothing: "sebentar kak, ubi sama tepung"."""
        is_talk = sounds_like_talk(rest, self.of) or is_address(rest)
        if is_talk or self._is_none(rest, rest):
            return Refused(why, {"answer": text})
        return self._doubt(without_only(self.bare(rest)))

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
            return Collected(reading.value, AS_ANSWER)
        return reading

    def _is_none(self, text: str, name: str) -> str:
        """Why it names nothing, '' where it may."""
        if _is_number(text):
            return "form.name_wanted"
        if why := self.none(text, name):
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

    def none(self, text: str, name: str) -> str:
        says_none = is_no_name(text) or has_no_name(text) or (name != text and has_no_name(name))
        is_figure = any(c.isdigit() for c in name) and not any(c.isalpha() for c in name)
        is_none = says_none or is_figure or fold(text) in DONE_WORDS
        return "form.not_understood" if is_none else ""


class ThingName(Named):
    """What a business or a product is called; "belum ada nama" is no name of it."""

    def bare(self, text: str) -> str:
        name = without_closing(without_thing_opening(text), SPOKEN_TO)
        return without_only(name) if name != text else name

    def none(self, text: str, name: str) -> str:
        return NAMELESS if has_no_name(text) or is_own_name(text) else ""


class Goods(Named):
    """What is made, or from what, in a few words: "singkong sama cabe kak"."""

    of = Of.GOODS

    def bare(self, text: str) -> str:
        goods = without_closing(text)
        told = without_only(goods) if goods != text else goods
        return without_goods_opening(told)
