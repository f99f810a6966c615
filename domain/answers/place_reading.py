"""Reading an address from left to right: what is a name, what a street, what a landmark."""

from dataclasses import dataclass, field, replace

from domain.answers.place_names import Hit, Kind, PlaceNames, place_words
from domain.answers.place_words import FILLERS, LANDMARKS, NUMBERED, STREETS
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

_VILLAGE_WORD = "kelurahan"
_DISTRICT_WORD = "kecamatan"
_ENDS_SKIP = {",", _VILLAGE_WORD, _DISTRICT_WORD, "?"}
_MODEST = (FILLER | GREETINGS | SELVES | FILLERS | {"desa", "iya", "ok"}) - {"p"}
_ENDS_LANDMARK = _ENDS_SKIP | {"di"}


@dataclass
class Address:
    """The names of an address and how much else there was."""

    hits: list[Hit] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    unknown: int = 0
    asks: bool = False
    street_codes: frozenset[str] = frozenset()  #: kelurahan that a street is called after


def read_address(text: str, names: PlaceNames) -> Address:
    """All names outside streets and landmarks; a misspelt one only where there is no other."""
    row = place_words(text)
    reader = _Reader(row, names, Address(words=set(row), asks="?" in row))
    reader.read()
    address = reader.address
    if not any(hit.kind is not Kind.DISTRICT for hit in address.hits):
        _add_misspelt(reader)
    return address


def _add_misspelt(reader: "_Reader") -> None:
    for left in reader.left_over():
        hit = reader.names.find_misspelt(left.words)
        if hit:
            reader.address.hits.append(replace(hit, is_marked=left.is_marked))
            reader.address.unknown -= len(left.words)


@dataclass
class _Left:
    """Words in a row that no name was found for."""

    words: list[str]
    is_marked: bool


class _Reader:
    """Walks over the words of one address."""

    def __init__(self, row: list[str], names: PlaceNames, address: Address) -> None:
        self.row, self.names, self.address = row, names, address
        self.at = 0
        self.is_marked = False
        self.left: list[_Left] = []

    def read(self) -> None:
        """Fill the address."""
        while self.at < len(self.row):
            word = self.row[self.at]
            if self._take_marker(word) or self._take_name() or self._take_skip(word):
                continue
            if word not in _MODEST and word != "?":
                self.address.unknown += 1
                self._leave(word)
            self.at += 1

    def left_over(self) -> list[_Left]:
        """Unknown words, in a row each."""
        return [left for left in self.left if left.words]

    def _leave(self, word: str) -> None:
        if not self.left:
            self.left.append(_Left([], self.is_marked))
        self.left[-1].words.append(word)

    def _take_marker(self, word: str) -> bool:
        if word not in {_VILLAGE_WORD, _DISTRICT_WORD, ","}:
            return False
        self.left.append(_Left([], word == _VILLAGE_WORD))
        self.is_marked = word == _VILLAGE_WORD
        self.at += 1
        if word == _DISTRICT_WORD:
            self._take_district()
        return True

    def _take_district(self) -> None:
        for length in (2, 1):
            hit = self.names.find(self.row[self.at : self.at + length], after_district_word=True)
            if hit and self.at + length <= len(self.row):
                self.address.hits.append(hit)
                self.at += length
                return

    def _take_name(self) -> bool:
        """The longest name that begins here."""
        for length in range(min(self.names.longest, len(self.row) - self.at), 0, -1):
            words = self.row[self.at : self.at + length]
            hit = None if "," in words else self.names.find(words)
            if hit:
                hit = self._misspelt_longer(hit) or hit
                before, after = self._word(self.at - 1), self._word(self.at + hit.length)
                self.at += hit.length
                loose = hit.kind is Kind.VILLAGE and self._skip_loose_number()
                self.address.hits.append(
                    replace(
                        hit,
                        is_marked=self.is_marked,
                        has_loose_number=loose,
                        before=before,
                        after=after,
                    )
                )
                self.is_marked = False
                self.left.append(_Left([], False))
                return True
        return False

    def _word(self, at: int) -> str:
        return self.row[at] if 0 <= at < len(self.row) else ""

    def _misspelt_longer(self, hit: Hit) -> Hit | None:
        """ "glugur drat 2" begins with a name, but is another one with a letter missing."""
        if self._name_begins(self.at + hit.length):
            return None
        for length in range(hit.length + 2, hit.length, -1):
            words = self.row[self.at : self.at + length]
            if len(words) == length and not {",", "?"}.intersection(words):
                longer = self.names.find_misspelt(words)
                if longer and len(longer.key) > len(hit.key) + 1:
                    return longer
        return None

    def _name_begins(self, at: int) -> bool:
        """Is the next word a name of its own? "tembung deli serdang" names two places."""
        longest = range(1, self.names.longest + 1)
        return any(self.names.find(self.row[at : at + length]) for length in longest)

    def _skip_loose_number(self) -> bool:
        if self.at < len(self.row) and self.row[self.at].isdigit():
            self.at += 1
            return len(self.row[self.at - 1]) < 3
        return False

    def _take_skip(self, word: str) -> bool:
        """Streets and landmarks up to the next pause; a house or neighbourhood with its number."""
        if word in NUMBERED and self._has_number_next():
            self.at += 2
            return True
        if word not in STREETS | LANDMARKS:
            return False
        ends = _ENDS_SKIP if word in STREETS else _ENDS_LANDMARK
        start = self.at
        self.at += 1
        while self.at < len(self.row) and self.row[self.at] not in ends:
            self.at += 1
        self._remember_street(self.row[start + 1 : self.at])
        return True

    def _has_number_next(self) -> bool:
        return self.at + 1 < len(self.row) and self.row[self.at + 1].isdigit()

    def _remember_street(self, words: list[str]) -> None:
        for first in range(len(words)):
            for last in range(first + 1, min(first + self.names.longest, len(words)) + 1):
                hit = self.names.find(words[first:last])
                if hit:
                    self.address.street_codes |= hit.codes
