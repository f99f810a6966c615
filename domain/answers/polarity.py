"""Yes or no from the signs of a sentence: negation first, doubt before both.

Wrongly taking a yes is the worst outcome, so a yes counts only where nothing speaks against it:
no doubt, no condition, no question, no negation and no word that the dictionary lacks. Only after
a word that means nothing but yes here ("setuju") a few words of one's own may follow, as
after a no, which people explain; what stands before may be who it is about.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain.answers.phrases import Phrases, Sign
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.vocabulary import ADDRESS, GREETINGS
from domain.answers.words import BREAK

MAX_UNKNOWN_AFTER_NO = 5  # "gak bisa bu, ada pesanan kotak nasi untuk pesta"
MAX_UNKNOWN_AFTER_YES = 3  # "setuju, demi kemajuan kampung"


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
CORRECTION = "eh"  # "ya, eh tidak"
_EXPLAINING = frozenset("di ke ada karena karna krn soalnya sebab lagi sedang gara".split())
_WHO = frozenset("yang orang mereka dia beliau kawan teman tetangga anggota peserta".split())
_PASSING = frozenset(
    "nanti dulu besok lusa tunggu sebentar bentar sabar pikir mikir pikirkan dipikir masih baru lama "
    "setengah full penuh pertama kemarin semalam tadi pusing hilang rusak habis lupa agak sedikit ganti "
    "mama mamak ayah mertua kakak adik bisa tidak belum saja bisa mau jalan".split()
)
"""Doubts that say no more than why, beside a plain refusal."""

_BEFORE_A_NO = ADDRESS | GREETINGS | frozenset(
    "memang emang tentu pasti juga jelas sekarang semua semuanya sementara karena karna krn dan pribadi "
    "ternyata untuk saat ya terus lagi masih".split()
)  # fmt: skip
_THEIRS = frozenset("suami istri anak mertua keluarga mama mamak ayah orang".split())
_RESTRICTING = frozenset(
    "yang untuk buat bagian poin point nomor pertama kedua ketiga terakhir sesi sampai sehari sejam "
    "khusus khususnya salah satu dua tiga orang mereka dia beliau kawan teman tetangga peserta "
    "cucu cicit ponakan keponakan menantu sepupu ipar paman bibi saudara karyawan pegawai asisten zoom online daring virtual video vc call".split()
)
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
    words: Sequence[str],
    dictionary: Phrases[Polarity],
    reasons: Reasons,
    strong: frozenset[str] = frozenset(),
) -> Understood[bool]:
    """The answer to a yes/no question, or which of the reasons it is none.

    strong: words that mean nothing but yes here, so that words of one's own may follow them.
    """
    read = dictionary.read(_without_particle_ya(words))
    signs = _without_therefore(_with_particle_ya(read))
    meanings = [sign.meaning for sign in signs]
    if P.QUESTION in meanings or next(iter(words), "") == "kok":
        return AsksBack(reasons.question)
    if CORRECTION in words and _says_both(dictionary.read(words)):
        return AsksBack(reasons.both)
    if _asks_by_tag(signs):
        return AsksBack(reasons.question)
    if _refuses_in_a_breath(signs):
        return Accepted(False)
    if _doubts(meanings) or _negates_unknown(signs):
        return AsksBack(reasons.unsure)
    if not any(meaning in _YES | _NO for meaning in meanings):
        return Refused(reasons.unclear)
    if _strangers(signs, strong):
        return AsksBack(reasons.unsure)
    return _weigh(_without_discourse_yes(signs), reasons)


def _without_particle_ya(words: Sequence[str]) -> list[str]:
    """ "maaf ya", "hmm ya": right behind another word it agrees to nothing."""
    before = itertools.chain([BREAK], words)
    counted = {BREAK, "kali"}  # "sudah kali ya" is a guess
    return [w for last, w in zip(before, words, strict=False) if w != "ya" or last in counted]


def _without_therefore(signs: list[Sign[Polarity]]) -> list[Sign[Polarity]]:
    """ "jadi" before a no draws a conclusion: "anak wisuda, jadi tidak hadir"."""
    denied = [*(sign.meaning in _NO for sign in signs[1:]), False]
    return [
        sign
        for sign, before_no in zip(signs, denied, strict=False)
        if not (before_no and sign.words == ("jadi",))
    ]


def _refuses_in_a_breath(signs: list[Sign[Polarity]]) -> bool:
    """Does one breath refuse outright, and nothing in the others say more than why?

    "belum, tunggu modal"; "gak bisa full, jadi gak ikut".
    """
    breaths: list[list[Sign[Polarity]]] = [[]]
    for sign in signs:
        if sign.meaning is P.PAUSE:
            breaths.append([])
        else:
            breaths[-1].append(sign)
    unknown = sum(sign.meaning is None for sign in signs)
    return (
        any(map(_is_plain_refusal, breaths))
        and unknown <= MAX_UNKNOWN_AFTER_NO
        and all(_may_explain(sign) for sign in signs)
    )


def _is_plain_refusal(breath: list[Sign[Polarity]]) -> bool:
    meanings = [sign.meaning for sign in breath]
    if any(meaning not in {P.NO, P.SOFT_NO, P.FILLER, P.REASON} for meaning in meanings):
        return False
    alone = all(meaning in {P.SOFT_NO, P.FILLER} for meaning in meanings)
    return (P.NO in meanings or (P.SOFT_NO in meanings and alone)) and not _before_no(breath)


def _may_explain(sign: Sign[Polarity]) -> bool:
    if sign.words[0] in _WHO or sign.meaning in _YES:
        return False
    return sign.meaning is not P.DOUBT or _PASSING.issuperset(sign.words)


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
    """A no beside a word we do not know: unknown what is denied ("belum bisa jawab"), or a question
    ("rame gak").
    """
    return any(
        {here.meaning, after.meaning} == {P.SOFT_NO, None}
        or (here.meaning is P.NO and here.words[-1] == "bisa" and after.meaning is None)
        for here, after in itertools.pairwise(signs)
    )


def _asks_by_tag(signs: list[Sign[Polarity]]) -> bool:
    """A bare no that ends the breath behind what it asks about: "bawa ktp gak"."""
    ended = [*signs[1:], Sign(P.PAUSE, ("",))]
    beyond = [*signs[2:], Sign(P.PAUSE, ("",)), Sign(P.PAUSE, ("",))]
    return any(
        here.meaning is P.FILLER
        and here.words[0] not in _BEFORE_A_NO
        and no.words == ("tidak",)
        and after.meaning is P.PAUSE
        for here, no, after in zip(signs, ended, beyond, strict=False)
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


def _says_both(signs: list[Sign[Polarity]]) -> bool:
    meanings = {sign.meaning for sign in signs}
    return bool(meanings & _YES and meanings & _NO)


def _strangers(signs: list[Sign[Polarity]], strong: frozenset[str]) -> bool:
    """Is there a word that may say who, when or how much is meant, in a place where it counts?"""
    says_no = any(sign.meaning in _NO for sign in signs)
    return _before_no(signs) if says_no else _beside_yes(signs, strong)


def _before_no(signs: list[Sign[Polarity]]) -> bool:
    """Unknown words before the first no and in the same breath: "Joko tidak ikut".

    Where and why do not count ("lagi di Jakarta, gak bisa"), who always does ("ada yang tidak").
    """
    found = explains = False
    breath: list[str] = []
    for sign in itertools.takewhile(lambda sign: sign.meaning not in _NO, signs):
        if sign.meaning is P.PAUSE:
            found = explains = False
            breath = []
        elif sign.meaning is not P.FILLER:
            breath.append(sign.words[0])
        explains = explains or sign.words[0] in _EXPLAINING
        found = found or sign.words[0] in _WHO or (sign.meaning is None and not explains)
    return found or (len(breath) == 1 and breath[0] in _THEIRS)  # "suami saya tidak"


def _beside_yes(signs: list[Sign[Polarity]], strong: frozenset[str]) -> bool:
    """Unknown words anywhere but after a strong yes, or there too many, or such that restrict."""
    before = itertools.takewhile(lambda sign: not strong.intersection(sign.words), signs)
    unknown = [sign.words[0] for sign in signs if sign.meaning is None]
    return (
        any(sign.meaning is None for sign in before)
        or len(unknown) > MAX_UNKNOWN_AFTER_YES
        or any(word in _RESTRICTING or word.isdigit() for word in unknown)
    )


def _weigh(core: list[Sign[Polarity]], reasons: Reasons) -> Understood[bool]:
    meanings = [sign.meaning for sign in core]
    says_yes = any(meaning in _YES for meaning in meanings)
    says_no = any(meaning in _NO for meaning in meanings)
    if says_yes and says_no:
        return AsksBack(reasons.both)
    if says_no and meanings.count(None) > MAX_UNKNOWN_AFTER_NO:
        return AsksBack(reasons.unsure)
    return Accepted(says_yes)
