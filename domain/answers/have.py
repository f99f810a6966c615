"""Does the person already hold it (NIB, PIRT, halal …)? "sudah pak", "belum ada", "gak punya"."""

import re

from domain.answers import have_words
from domain.answers.phrases import phrases
from domain.answers.polarity import Polarity as P
from domain.answers.polarity import Reasons, decide
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.sentence_words import (
    BASE,
    GENERAL_SOFT_NO,
    SILENT,
)
from domain.answers.spelling import plain_words
from domain.answers.tails import forgiving
from domain.answers.words import clean

_DICTIONARY = phrases(
    {
        **BASE,
        P.DOUBT: BASE[P.DOUBT] + have_words.DOUBT,
        P.REASON: BASE[P.REASON] + ";" + have_words.PLANS,
        P.FILLER: BASE[P.FILLER] + ";" + have_words.ABOUT,
        P.QUESTION: BASE[P.QUESTION] + "; buat apa",
        P.SOFT_YES: have_words.SOFT_YES,
        P.SOFT_NO: GENERAL_SOFT_NO + "; belum",
        P.NO: ";".join((have_words.NO, have_words.NOTHING, have_words.NOT_DONE)),
        P.YES: have_words.YES + ";" + have_words.DONE,
    },
    dropping=SILENT,
)
_OTHERS_NOT = re.compile(r"\bsih (sudah|udah|sdh|ada|punya)\b")  # "NIB sih ada": and the rest?
_OTHERWISE = {"untuk": "buat"}  # both are written "buat"; here things are made
_REASONS = Reasons("have.question", "have.unsure", "have.both", "have.unclear")


def understand(text: str) -> Understood[bool]:
    """True where the person holds it, False where not or not yet.

    In process, expired, in another's name: asked back. Reasons: `have.question`, `have.unsure`,
    `have.both`, `have.unclear`.
    """
    if _OTHERS_NOT.search(clean(text)):
        return AsksBack(_REASONS.unsure)
    return forgiving(_understood(text), text, _of_head, have_words.TAILS.__getitem__)


def _of_head(head: str) -> Understood[bool]:
    """A bare "ya" before a tail agrees to nothing."""
    named = have_words.FIRM.intersection(plain_words(head))
    return _understood(head) if named else Refused(_REASONS.unclear)


def _understood(text: str) -> Understood[bool]:
    understood = decide(_words(text), _DICTIONARY, _REASONS)
    if isinstance(understood, Accepted) and _is_of_something_else(text, understood.value):
        return AsksBack(_REASONS.unsure)
    return understood


def _is_of_something_else(text: str, has: bool) -> bool:
    """Is it another thing that is there or not: "ada ktp", "sudah malam", "gak ada yang susah"?"""
    row = plain_words(text)
    said = " ".join(row)
    if not has:
        return bool(have_words.NOTHING_LIKE.search(said) or have_words.LOST.search(said))
    years = have_words.YEARS.search(said)
    if years and int(years[1]) > have_words.OLDEST_PAPER_YEARS:
        return True
    if (
        have_words.EXPIRED.search(said)
        or have_words.OTHER_OFFICE.search(said)
        or have_words.BY_ITSELF.search(said)
    ):
        return True
    return bool(have_words.OTHER_THINGS.intersection(row)) and not have_words.A_PAPER.search(said)


def unknown_words(text: str) -> list[str]:
    """What the dictionary of this kind knows nothing about."""
    return [sign.words[0] for sign in _DICTIONARY.read(_words(text)) if sign.meaning is None]


def _words(text: str) -> list[str]:
    said = have_words.ADE.sub(r"\1 ada", " ".join(plain_words(text)))
    said = have_words.KEPT_AT.sub(r"\1 ", said)
    return [_OTHERWISE.get(word, "tahun" if word.isdigit() else word) for word in said.split()]
