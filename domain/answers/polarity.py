"""Yes or no from the signs of a sentence: negation first, doubt before both.

Wrongly taking a yes is the worst outcome, so a yes counts only where nothing speaks against it:
no doubt, no condition, no question, no negation and few words that the dictionary lacks.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain.answers.phrases import Phrases, Sign
from domain.answers.result import Accepted, AsksBack, Refused, Understood

MAX_UNKNOWN_BESIDE_FIRM = 5  # "iya, saya setuju datanya disimpan oleh dinas"


class Polarity(Enum):
    """What one phrase says about the question."""

    YES = auto()  # firm: may stand in a sentence
    SOFT_YES = auto()  # a yes only by itself: "mau", "ok", "ya"
    NO = auto()  # firm
    SOFT_NO = auto()  # "tidak" by itself, before a pause or a particle
    DOUBT = auto()  # condition, delay, hesitation
    PIOUS = auto()  # "insya Allah": a doubt only where nothing firm is said
    REASON = auto()  # why not: explains a refusal, else a doubt
    QUESTION = auto()
    FILLER = auto()
    PAUSE = auto()


P = Polarity
_YES = {P.YES, P.SOFT_YES}
_NO = {P.NO, P.SOFT_NO}


@dataclass(frozen=True, slots=True)
class Reasons:
    """Keys of the catalogue for an answer that is neither yes nor no."""

    question: str
    unsure: str
    both: str
    unclear: str


def decide(
    words: Sequence[str], dictionary: Phrases[Polarity], reasons: Reasons
) -> Understood[bool]:
    """The answer to a yes/no question, or which of the reasons it is none."""
    signs = _with_particle_ya(dictionary.read(words))
    meanings = [sign.meaning for sign in signs]
    if P.QUESTION in meanings:
        return AsksBack(reasons.question)
    if _doubts(meanings) or _negates_unknown(signs):
        return AsksBack(reasons.unsure)
    if not any(meaning in _YES | _NO for meaning in meanings):
        return Refused(reasons.unclear)
    return _weigh(_without_discourse_yes(signs), reasons)


def _doubts(meanings: Sequence[Polarity | None]) -> bool:
    says_yes = any(meaning in _YES for meaning in meanings)
    says_no = any(meaning in _NO for meaning in meanings)
    firm = P.YES in meanings or P.NO in meanings
    return (
        P.DOUBT in meanings
        or (P.PIOUS in meanings and not firm)
        or (P.REASON in meanings and (says_yes or not says_no))
    )


def _with_particle_ya(signs: list[Sign[Polarity]]) -> list[Sign[Polarity]]:
    """ "ya" agrees only where it opens the answer; after anything else it is a particle."""
    opened = False
    result = []
    for sign in signs:
        result.append(Sign(P.FILLER, sign.words) if opened and sign.words == ("ya",) else sign)
        opened = opened or sign.meaning not in {P.FILLER, P.PAUSE}
    return result


def _negates_unknown(signs: list[Sign[Polarity]]) -> bool:
    """ "tidak" beside a word we do not know: unknown what is denied, or a question ("rame gak")."""
    return any(
        {here.meaning, after.meaning} == {P.SOFT_NO, None}
        for here, after in itertools.pairwise(signs)
    )


def _without_discourse_yes(signs: list[Sign[Polarity]]) -> list[Sign[Polarity]]:
    """Drop a "ya" or "oke" that only opens a refusal: "ya nggak lah", "oke, saya tidak ikut"."""
    core = [s for s in signs if s.meaning not in {P.FILLER, P.PAUSE}]
    for position, sign in enumerate(core):
        if sign.meaning not in _YES or sign.words not in _OPENERS:
            rest = core[position:]
            firm = rest and rest[0].meaning is P.NO
            plain = rest and rest[0].meaning is P.SOFT_NO
            bare_ya = all(s.words == ("ya",) for s in core[:position])
            return rest if firm or (plain and bare_ya) else core
    return core


_OPENERS = frozenset({("ya",), ("iya",), ("ok",), ("baik",), ("iya", "sudah"), ("siap",)})


def _weigh(core: list[Sign[Polarity]], reasons: Reasons) -> Understood[bool]:
    meanings = [sign.meaning for sign in core]
    says_yes = any(meaning in _YES for meaning in meanings)
    says_no = any(meaning in _NO for meaning in meanings)
    if says_yes and says_no:
        return AsksBack(reasons.both)
    firm = P.YES in meanings or P.NO in meanings
    unknown = meanings.count(None)
    plain_no = says_no and not says_yes  # what is denied has been looked at already
    if unknown > (MAX_UNKNOWN_BESIDE_FIRM if firm or plain_no else 0):
        return AsksBack(reasons.unsure)
    return Accepted(says_yes)
