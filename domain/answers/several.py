"""Which of a list somebody has: "1, 3", "nib sama halal", "NIB sudah, halal belum", "belum ada".

A word of having or not having belongs to the options before it ("NIB sudah") or, where it stands
first, to those behind it ("sudah NIB dan PIRT").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.answers.numbers import Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.spelling import plain_words
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES
from domain.answers.words import BREAK

_HAS = frozenset("sudah ada punya iya ya lengkap".split())
_HAS_NOT = frozenset("belum tidak bukan kosong nihil diurus".split())
_ALL = frozenset("semua semuanya seluruhnya".split())
_OTHERS = frozenset("lain lainnya sisanya selebihnya".split())
_NEUTRAL = FILLER | GREETINGS | SELVES | _OTHERS | frozenset(
    "dan dengan yang nomor no nomer pilih surat suratnya izin izinnya ijin sertifikat serta plus "
    "tapi baru juga itu ini sekarang usaha sekali satupun apa apapun satu pun siap jadi keluar "
    "terbit memang pernah sama".split()
)  # fmt: skip
_IN_PROCESS = "diurus"  # the one form of what is not there yet: "lagi proses", "mau diurus"
_ON_ITS_WAY = re.compile(
    r"\b(?:(?:masih|msh|lagi|sedang|sdg|baru|dalam|dlm|tahap|mau|akan) )*"
    r"(?:proses|prosesnya|diproses|diurus|urus|ngurus|mengurus|pengurusan|pengajuan|diajukan|menyusul)\b"
)
_CLAUSES = re.compile(r"[,.;\n]+|\b(?:tapi|tp|tpi|cuma|cuman|namun)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:kecuali|selain)\b")
_NONE_OF_ALL = re.compile(r"\b(?:belum|tidak) (?:ada|punya) \w+$")
_COUNTED = re.compile(r"\d ?(surat|buah|macam|jenis|tahun|bulan|kali|x|lembar|orang)\b")
_GLUED = re.compile(r"(?<=[a-z])[-.](?=[a-z])", re.IGNORECASE)  # "P-IRT"
_LISTED = re.compile(r"(?<=\d)[,.](?=\d)")  # "1,3" is no decimal here


@dataclass
class _Reading:
    """What was said so far: the state of each option, and what still waits for one."""

    has: dict[int, bool] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    ahead: bool | None = None  # said before the options it is about
    states: list[bool] = field(default_factory=list)
    unknown: bool = False
    is_apart: bool = False  # a break stands behind the options that wait
    is_mixed: bool = False  # more came behind it: "nib, pirt belum" may deny one or both
    is_loose: bool = False  # something is in process, and no option was named for it
    beyond: bool = False  # a number that is not in the list


def understand(text: str, labels: Sequence[str]) -> Understood[tuple[int, ...]]:
    """The places (from 0) of what the person has; empty where they have none of it.

    Only some denied, all or none left open, or words that are unknown: asked back
    (`several.unclear`, `several.which`). Refused: `several.none`, nothing of the list;
    `choice.out_of_range`.
    """
    words = _words(text)
    reading = _Reading()
    for word, before in zip(words, ["", *words], strict=False):
        _take(reading, word, before, labels)
    if "?" in words or _COUNTED.search(text.casefold()) or _EXCEPT.search(text.casefold()):
        return AsksBack("several.unclear")
    return _conclude(reading, words, labels)


def plainly_had(text: str, labels: Sequence[str]) -> tuple[int, ...]:
    """What a clause by itself says is there, in a text that is not understood as a whole.

    "pirt ada, halal masih ngantri": PIRT. Nothing of what another clause names as well.
    """
    if "?" in _words(text):
        return ()
    had: list[int] = []
    named: list[int] = []
    for clause in _CLAUSES.split(_LISTED.sub(" ", text)):
        words = _words(clause)
        named += {place for word in words for place in _places_of(word, labels)}
        found = understand(clause, labels)
        if isinstance(found, Accepted) and _HAS.intersection(words):
            had += found.value
    return tuple(sorted(place for place in set(had) if named.count(place) == 1))


def _words(text: str) -> list[str]:
    said = " ".join(plain_words(_LISTED.sub(", ", _GLUED.sub("", text))))
    return _ON_ITS_WAY.sub(_IN_PROCESS, said).split()


def _take(reading: _Reading, word: str, before: str, labels: Sequence[str]) -> None:
    if word in _HAS or word in _HAS_NOT:
        _take_state(reading, word in _HAS, before)
        reading.is_loose = reading.is_loose or (word == _IN_PROCESS and reading.ahead is False)
    elif word == BREAK:
        reading.ahead = None
        reading.is_apart = bool(reading.waiting)
    elif places := _places_of(word, labels):
        _take_options(reading, places)
    elif word.isdigit():
        reading.beyond = True
    elif word not in _NEUTRAL:
        reading.unknown = True


def _take_options(reading: _Reading, places: list[int]) -> None:
    reading.is_loose = False
    if reading.ahead is None:
        reading.waiting += places
        reading.is_mixed = reading.is_mixed or reading.is_apart
    else:
        reading.has |= dict.fromkeys(places, reading.ahead)


def _take_state(reading: _Reading, says: bool, before: str) -> None:
    """One more word of having; "belum ada" is one denial, "sudah tidak" makes no sense."""
    if before in _HAS | _HAS_NOT:
        reading.unknown = reading.unknown or (reading.states[-1] and not says)
        return
    reading.unknown = reading.unknown or (reading.is_mixed and not says)
    reading.is_apart = reading.is_mixed = False
    reading.states.append(says)
    reading.ahead = None if reading.waiting else says
    reading.has |= dict.fromkeys(reading.waiting, says)
    reading.waiting = []


def _places_of(word: str, labels: Sequence[str]) -> list[int]:
    """The options that a word names: its number, a word of its label, or all of them."""
    if word in _ALL:
        return list(range(len(labels)))
    found = find_numbers([word])[0]
    if isinstance(found, Number) and found.value == found.value.to_integral_value():
        place = int(found.value) - 1
        return [place] if 0 <= place < len(labels) else []
    named = [at for at, label in enumerate(labels) if word in plain_words(label)]
    return named if len(named) == 1 and word not in _NEUTRAL else []


def _conclude(
    reading: _Reading, words: list[str], labels: Sequence[str]
) -> Understood[tuple[int, ...]]:
    denies = False in reading.states
    reading.unknown = reading.unknown or (reading.is_loose and not _OTHERS.intersection(words))
    if reading.beyond:
        named = reading.unknown or reading.has or reading.waiting
        out = Refused("choice.out_of_range", hints={"last": str(len(labels))})
        return AsksBack("several.unclear") if named else out
    if reading.unknown:
        return AsksBack("several.unclear") if reading.has or reading.waiting else _nothing(denies)
    if not reading.has and not reading.waiting:
        if denies and True not in reading.states:
            return Accepted(())
        return AsksBack("several.which") if reading.states else Refused("several.none")
    if reading.waiting and denies:
        return AsksBack("several.unclear")  # "halal belum, pirt"
    if denies and _denies_some(words):
        return AsksBack("several.which")
    reading.has |= dict.fromkeys(reading.waiting, True)
    places = tuple(sorted(place for place, has in reading.has.items() if has))
    none_at_all = len(reading.has) == len(labels)
    return Accepted(places) if places or none_at_all else AsksBack("several.which")


def _denies_some(words: list[str]) -> bool:
    """ "belum semua" leaves some of it; "belum punya semua" is said of none."""
    told = " ".join(word for word in words if word not in FILLER).rstrip(f" {BREAK}")
    return told.split()[-1] in _ALL and not _NONE_OF_ALL.search(told)


def _nothing(denies: bool) -> Understood[tuple[int, ...]]:
    return AsksBack("several.which") if denies else Refused("several.none")
