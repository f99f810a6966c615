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
_HAS_NOT = frozenset("belum tidak bukan kosong nihil".split())
_ALL = frozenset("semua semuanya seluruhnya".split())
_OTHERS = frozenset("lain lainnya sisanya selebihnya".split())
_NEUTRAL = FILLER | GREETINGS | SELVES | _OTHERS | frozenset(
    "dan dengan yang nomor no nomer pilih surat suratnya izin izinnya ijin sertifikat serta plus "
    "tapi baru juga itu ini sekarang usaha sekali satupun apa apapun satu pun siap jadi keluar "
    "terbit memang pernah sama".split()
)  # fmt: skip
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
    beyond: bool = False  # a number that is not in the list


def understand(text: str, labels: Sequence[str]) -> Understood[tuple[int, ...]]:
    """The places (from 0) of what the person has; empty where they have none of it.

    Only some denied, all or none left open, or words that are unknown: asked back
    (`several.unclear`, `several.which`). Refused: `several.none`, nothing of the list;
    `choice.out_of_range`.
    """
    words = list(plain_words(_LISTED.sub(", ", _GLUED.sub("", text))))
    reading = _Reading()
    for word, before in zip(words, ["", *words], strict=False):
        _take(reading, word, before, labels)
    if "?" in words or _COUNTED.search(text.casefold()):
        return AsksBack("several.unclear")
    return _conclude(reading, words, labels)


def _take(reading: _Reading, word: str, before: str, labels: Sequence[str]) -> None:
    if word in _HAS or word in _HAS_NOT:
        _take_state(reading, word in _HAS, before)
    elif word == BREAK:
        reading.ahead = None
    elif places := _places_of(word, labels):
        if reading.ahead is None:
            reading.waiting += places
        else:
            reading.has |= dict.fromkeys(places, reading.ahead)
    elif word.isdigit():
        reading.beyond = True
    elif word not in _NEUTRAL:
        reading.unknown = True


def _take_state(reading: _Reading, says: bool, before: str) -> None:
    """One more word of having; "belum ada" is one denial, "sudah tidak" makes no sense."""
    if before in _HAS | _HAS_NOT:
        reading.unknown = reading.unknown or (reading.states[-1] and not says)
        return
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
    if _ALL.intersection(words) and denies and words[-1] in _ALL:
        return AsksBack("several.which")  # "belum semua": some of it
    reading.has |= dict.fromkeys(reading.waiting, True)
    places = tuple(sorted(place for place, has in reading.has.items() if has))
    none_at_all = len(reading.has) == len(labels)
    return Accepted(places) if places or none_at_all else AsksBack("several.which")


def _nothing(denies: bool) -> Understood[tuple[int, ...]]:
    return AsksBack("several.which") if denies else Refused("several.none")
