"""Numbers as people write them: 18.000 · 18rb · lima belas ribu lima ratus · 1,2 juta · setengah.

`find_numbers` turns a row of symbols into numbers and the symbols between them. Dot and comma both
mean thousands or decimals; where neither reading is sure the number is marked `doubtful`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from domain.answers.words import squeezed

_UNITS = {
    **dict.fromkeys("nol kosong".split(), 0),
    **dict.fromkeys("satu sat sada siji sijik esa one atu".split(), 1),
    **dict.fromkeys("dua duo loro kalih duwa two duaa".split(), 2),
    **dict.fromkeys("tiga tigo telu tolu tlu three".split(), 3),
    **dict.fromkeys("empat mpat ampat ampek opat papat empt emapt".split(), 4),
    **dict.fromkeys("lima limo limaa lma".split(), 5),
    **dict.fromkeys("enam nam anam onom enem onam".split(), 6),
    **dict.fromkeys("tujuh tuju tujoh pitu pitung tujuhh tjuh".split(), 7),
    **dict.fromkeys("delapan lapan dlapan salapan ualu wolu dlpn delapn".split(), 8),
    **dict.fromkeys("sembilan smbilan semilan sambilan songo sembilann sembiln smbln".split(), 9),
    **dict.fromkeys("sepuluh spuluh sapuluh sepulu spluh".split(), 10),
    **dict.fromkeys("sebelas sblas sabaleh sbelas seblas".split(), 11),
}
_TEENS = frozenset("belas blas bls baleh".split())
_MULTIPLIERS = {
    **dict.fromkeys("puluh plh pulu puluhh".split(), 10),
    **dict.fromkeys("ratus rts ratuss rtus".split(), 100),
    **dict.fromkeys("ribu rb k rbu ribuu ribo rebu ceng ribuk".split(), 1000),
    **dict.fromkeys("juta jt jta jut jeti jutaa".split(), 1_000_000),
    **dict.fromkeys("miliar milyar milliar".split(), 1_000_000_000),
}
_ONE_OF = {"seratus": 100, "saratus": 100, "sratus": 100, "seribu": 1000, "saribu": 1000,
           "sribu": 1000, "serebu": 1000, "sejuta": 1_000_000, "sjuta": 1_000_000}  # fmt: skip
_FRACTIONS = {
    **dict.fromkeys(
        "setengah stengah stgh 1/2 separuh satengah setngah stngah".split(), Decimal("0.5")
    ),
    **dict.fromkeys("seperempat 1/4 sperempat".split(), Decimal("0.25")),
}
MILLION = 1_000_000
SCALE = 1000  # from "ribu" on, a word of scale makes a price of a small number

_WORDS = (
    frozenset(_UNITS)
    | _TEENS
    | frozenset(_MULTIPLIERS)
    | frozenset(_ONE_OF)
    | frozenset(_FRACTIONS)
)
_LONG_WORDS = sorted((w for w in _WORDS if len(w) > 3 and w.isalpha()), key=len, reverse=True)

_GROUPED_DOT = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d{1,2})?")
_GROUPED_COMMA = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d{1,2})?")
_DECIMAL = re.compile(r"\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how it was written."""

    value: Decimal
    scaled: bool = False  # with "ribu", "juta" or grouped thousands: surely not a short form
    doubtful: bool = False  # a second reading is as likely
    literal: bool = False  # in digits alone
    comma_group: bool = False  # "1,250": thousands in English, a decimal here


Item = Number | str


def parse_literal(text: str, scaled: bool = False) -> Number | None:
    """A number in digits; `scaled` where "ribu" or "juta" follows, so that 1,250 is a decimal.

    None where dots and commas fit no way of writing a number.
    """
    if text.isdecimal():
        return Number(Decimal(text), literal=True)
    if _GROUPED_DOT.fullmatch(text):
        value = Decimal(text.replace(".", "").replace(",", "."))
        return Number(value, scaled=True, literal=True, doubtful=scaled)
    if _GROUPED_COMMA.fullmatch(text):
        if scaled and text.count(",") == 1:
            return Number(Decimal(text.replace(",", ".")), literal=True)
        return Number(Decimal(text.replace(",", "")), scaled=True, literal=True, comma_group=True)
    if _DECIMAL.fullmatch(text):
        return Number(Decimal(text.replace(",", ".")), literal=True)
    return None


@cache
def _split_fused(word: str) -> tuple[str, ...]:
    """`duapuluh` → dua, puluh; the word itself where it is not made of number words."""
    if squeezed(word) in _UNITS and word not in _WORDS:  # "satuu"
        return (squeezed(word),)
    if word in _WORDS or not word.isalpha() or len(word) < 6 or len(word) > 60:
        return (word,)
    for first in _LONG_WORDS:
        if word.startswith(first):
            rest = _split_fused(word[len(first) :])
            if all(part in _WORDS for part in rest):
                return (first, *rest)
    for first in ("dua", "se"):
        tail = _split_fused(word[len(first) :]) if word.startswith(first) else ()
        if tail and (tail[0] in _MULTIPLIERS or tail[0] in _TEENS):
            return ("satu" if first == "se" else first, *tail)
    return (word,)


def is_number_word(word: str) -> bool:
    """Does the word belong to a number written in words?"""
    return all(part in _WORDS for part in _split_fused(word))


def find_numbers(symbols: Sequence[str]) -> list[Item]:
    """The row with every run of number symbols replaced by its `Number`."""
    row = [part for symbol in _joined_fractions(symbols) for part in _split_fused(symbol)]
    items: list[Item] = []
    at = 0
    while at < len(row):
        number, length = _read_at(row, at)
        items.append(row[at] if number is None else number)
        at += max(length, 1)
    return items


def _joined_fractions(symbols: Sequence[str]) -> list[str]:
    """`1`, `/`, `2` → `1/2`, also with the fraction slash of ½."""
    row = list(symbols)
    for at in range(len(row) - 2):
        top, slash, bottom = row[at : at + 3]
        if slash in {"/", "\u2044"} and (top, bottom) in {("1", "2"), ("1", "4")}:
            row[at : at + 3] = [f"{top}/{bottom}", "", ""]
    return [symbol for symbol in row if symbol]


def _read_at(row: Sequence[str], at: int) -> tuple[Number | None, int]:
    """The number that begins here and how many symbols it takes."""
    if not _is_start(row[at]):
        return None, 0
    end = at + 1
    while end < len(row) and _continues(row[end - 1], row[end], row[end + 1 : end + 2]):
        end += 1
    return _evaluate(row[at:end]), end - at


def _is_start(symbol: str) -> bool:
    return symbol[0].isdigit() or symbol in _UNITS or symbol in _ONE_OF or symbol in _FRACTIONS


def _continues(before: str, symbol: str, after: Sequence[str]) -> bool:
    """Does `symbol` go on with the number that `before` belongs to?"""
    if symbol in _TEENS:
        return before in _UNITS and 2 <= _UNITS[before] <= 9
    if symbol in _MULTIPLIERS:
        return True
    if symbol in _FRACTIONS:
        scale = _ONE_OF.get(before) or _MULTIPLIERS.get(before, 0)
        return before in _UNITS or before.isdigit() or scale >= SCALE
    if not _is_start(symbol):
        return False
    value = _ONE_OF.get(before) or _MULTIPLIERS.get(before, 0)
    if value < SCALE or symbol in _ONE_OF:
        return value > 0
    # after "ribu" a small number may begin something new: "25 ribu 1 bungkus"
    more = bool(after) and (after[0] in _MULTIPLIERS or after[0] in _TEENS)
    return more or (symbol.isdigit() and len(symbol) == 3)


def _evaluate(parts: Sequence[str]) -> Number | None:
    """The value of one run; None where it is not a number ("1.2.3")."""
    sums = _Sums()
    for part, after in pairwise([*parts, ""]):
        if not sums.take(part, after):
            return None
    return sums.result(single=len(parts) == 1)


class _Sums:
    """Adds up a number part by part: units, then hundreds, then thousands and millions."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.unit = Decimal(0)
        self.scales: list[int] = []
        self.place = 0  # the last hundred or ten: what follows it is smaller
        self.number = Number(Decimal(0))

    def take(self, part: str, after: str) -> bool:
        if part in _TEENS:
            self.unit += 10
        elif part in _MULTIPLIERS:
            self._multiply(_MULTIPLIERS[part])
        elif part in _ONE_OF:
            if self.section:  # "lima ratus seribu"
                self.number = replace(self.number, doubtful=True)
            self.unit += 1
            self._multiply(_ONE_OF[part])
        elif part in _FRACTIONS:
            self._take_fraction(_FRACTIONS[part])
        elif part in _UNITS:
            self.unit += _UNITS[part]
        else:
            return self._take_literal(part, after)
        return True

    def _take_fraction(self, fraction: Decimal) -> None:
        """ "satu juta setengah" is one and a half million; "25 ribu setengah" nobody says so."""
        if not self.scales:
            self.unit += fraction
            return
        scale = self.scales[-1]
        whole = self.total >= scale and self.total % scale == 0
        if scale >= MILLION and whole and not self.section and not self.unit:
            self.total += fraction * scale
        else:
            self.number = replace(self.number, doubtful=True)

    def _take_literal(self, part: str, after: str) -> bool:
        literal = parse_literal(part, scaled=_MULTIPLIERS.get(after, 1) >= SCALE)
        if literal is None:
            return False
        self.unit += literal.value
        self.number = replace(
            literal,
            scaled=self.number.scaled or literal.scaled,
            doubtful=self.number.doubtful or literal.doubtful,
        )
        return True

    def _multiply(self, by: int) -> None:
        if by < SCALE:
            self.unit = (self.unit or Decimal(1)) * by
            self._add_unit()
            self.place = by
        else:
            self._add_unit()
            if self.scales and self.scales[-1] <= by:
                self.number = replace(self.number, doubtful=True)
            self.total += (self.section or 1) * by
            self.section = Decimal(0)
            self.place = 0
            self.scales.append(by)

    def _add_unit(self) -> None:
        """Into the section; "dua ratus tiga ratus" is no sum but from one to the other."""
        if self.place and self.unit >= self.place:
            self.number = replace(self.number, doubtful=True)
        self.section += self.unit
        self.unit = Decimal(0)

    def result(self, single: bool) -> Number:
        self._add_unit()
        rest = self.section
        loose = (bool(self.scales) and 0 < rest < 100) or self._skips_thousands(rest)
        return Number(
            self.total + rest,
            scaled=bool(self.scales) or self.number.scaled,
            doubtful=self.number.doubtful or loose,
            literal=single and self.number.literal,
            comma_group=self.number.comma_group,
        )

    def _skips_thousands(self, rest: Decimal) -> bool:
        """ "sejuta dua ratus" is 1,200,000 in the market and 1,000,200 in the book."""
        return bool(self.scales) and self.scales[-1] >= MILLION and 0 < rest < SCALE
