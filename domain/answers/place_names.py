"""An index of the places a person may name: kelurahan, kecamatan and neighbours of the city."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.answers.place_words import OUTSIDE, SHORT_FORMS
from domain.answers.words import clean
from domain.region import Village

MIN_LETTERS_FOR_TYPO = 5  # below, one letter makes another place: jati, aur
LETTERS_FOR_TWO_TYPOS = 13
LETTERS_FOR_LEFT_OUT = 7
LETTERS_OF_JOINED = 9
_JOINED = re.compile(r"(?<=[a-z]{3})pulau$|^(?:sungai|berayan|gelugur|masjid|kuala)(?=[a-z]{3})")
_NEEDS_MEDAN = frozenset("kota baru timur barat area deli".split())  # "medan baru" is a kecamatan


class Kind(Enum):
    """What a name names."""

    VILLAGE = auto()
    DISTRICT = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in an address."""

    kind: Kind
    key: str
    codes: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    length: int = 1  #: words
    is_marked: bool = False  #: "kelurahan" stood before it
    has_loose_number: bool = False  #: a number that belongs to no name of the set followed
    before: str = ""  #: the word straight before it
    after: str = ""  #: the word straight after it


@dataclass(frozen=True)
class PlaceNames:
    """Names without blanks and short forms → what they name."""

    villages: dict[str, frozenset[str]]
    districts: dict[str, str]
    marked_districts: dict[str, str]
    district_of: dict[str, str]
    longest: int
    letters: dict[str, list[str]] = field(default_factory=dict)

    def find(self, words: Sequence[str], after_district_word: bool = False) -> Hit | None:
        """What exactly these words name together."""
        key = "".join(words)
        if key in OUTSIDE and not after_district_word:
            return Hit(Kind.OUTSIDE, key, length=len(words))
        districts = self.marked_districts if after_district_word else self.districts
        district = frozenset({districts[key]}) if key in districts else frozenset[str]()
        if key in self.villages and not after_district_word:
            return Hit(Kind.VILLAGE, key, self.villages[key], district, len(words))
        if district:
            return Hit(Kind.DISTRICT, key, districts=district, length=len(words))
        return Hit(Kind.OUTSIDE, key, length=len(words)) if key in OUTSIDE else None

    def find_misspelt(self, words: Sequence[str]) -> Hit | None:
        """The one name that is a letter or two away; its number must be right."""
        key = "".join(words)
        digits, letters = re.sub(r"\D", "", key), re.sub(r"\d", "", key)
        if len(letters) < MIN_LETTERS_FOR_TYPO:
            return None
        near = {
            name: distance
            for name in self.letters.get(digits, ())
            if name[0] == letters[0]
            and (distance := OSA.distance(letters, re.sub(r"\d", "", name), score_cutoff=3)) <= 3
        }
        return self._clear_winner(near, letters, len(words))

    def _clear_winner(self, near: dict[str, int], letters: str, length: int) -> Hit | None:
        if not near:
            return None
        best = min(near.values())
        names = [name for name, distance in near.items() if distance == best]
        hits = [self.find([name]) for name in names]
        same = {(hit.kind, hit.codes, hit.districts) for hit in hits if hit}
        won = hits[0]
        if len(same) != 1 or won is None or best > max(_allowed(letters, name) for name in names):
            return None
        return Hit(won.kind, won.key, won.codes, won.districts, length)


def _allowed(letters: str, name: str) -> int:
    """Letters that may differ: two in a long name, or where two are only left out ("drt")."""
    left_out = iter(name)
    is_shortened = all(letter in left_out for letter in letters)
    is_long = len(letters) >= LETTERS_FOR_TWO_TYPOS
    return 2 if is_long or (is_shortened and len(letters) >= LETTERS_FOR_LEFT_OUT) else 1


def place_words(text: str) -> list[str]:
    """Lower-case words and numbers with short forms written out; "," for a pause, "?" stays."""
    raw = re.findall(r"[a-z]+|\d+|[?]|[,;()\n/]| - ", clean(text).replace("m. ", "medan "))
    return ["," if token.strip() in set(",;()/-") | {""} else _written_out(token) for token in raw]


def _written_out(token: str) -> str:
    if token in SHORT_FORMS or len(token) < LETTERS_OF_JOINED:
        return SHORT_FORMS.get(token, token)
    return _JOINED.sub(lambda found: SHORT_FORMS[found[0]], token)  # "rengaspulau"


def key_of(name: str) -> str:
    """A name as it is looked up: short forms written out, no blanks."""
    return "".join(word for word in place_words(name) if word != ",")


@lru_cache(maxsize=4)
def names_of(villages: tuple[Village, ...]) -> PlaceNames:
    """The index over these kelurahan."""
    by_key: dict[str, set[str]] = {}
    for village in villages:
        for name in (village.official_name, village.name, *village.aliases):
            by_key.setdefault(key_of(name), set()).add(village.code)
    found = {key: frozenset(codes) for key, codes in by_key.items()}
    districts, marked = _districts(villages)
    letters: dict[str, list[str]] = {}
    for key in {*found, *districts, *OUTSIDE}:
        letters.setdefault(re.sub(r"\D", "", key), []).append(key)
    return PlaceNames(
        found, districts, marked, {v.code: v.district for v in villages}, longest=5, letters=letters
    )


def _districts(villages: tuple[Village, ...]) -> tuple[dict[str, str], dict[str, str]]:
    plain: dict[str, str] = {}
    marked: dict[str, str] = {}
    for district in {village.district for village in villages}:
        short = key_of(district.removeprefix("Medan "))
        for table in (plain, marked):
            table[key_of(district)] = district
        marked[short] = district
        if short not in _NEEDS_MEDAN:
            plain[short] = district
    return plain, marked
