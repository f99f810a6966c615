"""How much is made: "40 kotak per hari", "3 kodi sebulan", "setengah ton per minggu"."""

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from domain.answers.numbers import Item, Number, find_numbers
from domain.answers.own_units import is_product, own_unit
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted, without_insisting
from domain.answers.tails import Tails, forgiving
from domain.answers.units import OTHER_PERIODS, PERIODS, UNITS, WEIGHED
from domain.answers.vocabulary import FILLER, SELVES
from domain.answers.words import clean, symbols

_HALF = Decimal("0.5")
LARGEST_AMOUNT = 10_000_000  # pieces a month that no small industry reaches

_PER = frozenset("per / tiap setiap dalam satu tiap2 dlm se @ stiap for sehari-".split())
_MODEST = FILLER | SELVES | frozenset(
    "sekitar skitar kira kiranya kisaran ± ~ produksi produksinya hasil hasilnya buat bikin bisa dapat bs "
    "dpt jadi biasa biasanya rata rata-rata kapasitas kapasitasnya jumlah jumlahnya total totalnya cuma "
    "cm hanya kami kita kurang lebih krg lbh dengan untuk utk paling itu yang yg adalah mampu sanggup "
    "membuat memproduksi menghasilkan nya . , ! ( ) : = - sendiri sudah sdh udah ada kerja masak goreng "
    "cetak jahit baru masih di rumah waktu tuh".split()
) - {"paling"}  # fmt: skip
_AGAINST = frozenset(
    "sampai sampe smpai hingga sd atau antara minimal maksimal min max paling lebih kadang kalau kalo klo "
    "kl bila jika tergantung bukan tidak gak ga nggak enggak belum x kali + ? dari mulai pernah dulu "
    "dulunya target rencana mau pengen hampir pesanan order orderan tepung bahan kedelai kedele gula "
    "beras berapa isi @ an tergantung musim ramai rame sepi senin selasa rabu kamis jumat sabtu ahad "
    "rp rupiah harga modal orang sekali kemarin kmrn toko suami istri "
    "atas bawah diatas dibawah keatas kebawah selang "  # a bound, every other day
    "maksimum minimum sekurangnya setidaknya stok stoknya stock persediaan sisa sisanya tersisa tinggal rusak gagal basi retur cacat afkir reject terbuang dibuang buang hilang hancur "
    "dikembalikan kadaluarsa expired".split()  # what lies there or was lost
)  # fmt: skip
_PARTS_OF_DAY = frozenset(
    f"{se}{part}" for se in ("se", "se-", "per", "tiap") for part in "pagi siang sore malam".split()
) | {"semalaman", "semaleman", "semalem", "sepagian", "sesorean"}
_WHEN = re.compile(  # "pas lebaran", "selama puasa"
    r"\b(pas|waktu|saat|selama|jelang|menjelang|ketika) (?!(hari )?(ini|itu|tuh|ni|nih|sekarang)\b)[a-z]"
)
_TAILS = Tails(frozenset("lumayan cukup".split()))
_SEASONS = frozenset(
    "ramadhan ramadan romadhon puasa lebaran natal natalan imlek nyepi panen agustusan hajatan nyadran".split()
)
_SQUARE_METRES = re.compile(r"(?<![a-z])(?:m2\b|m persegi\b|meter persegi\b|meter2\b)")
_BELOW_ZERO = re.compile(r"(?:^|\s)-\d")
_PAUSES = frozenset(". , ; (".split())
_OF_AMOUNT = frozenset("kapasitas kapasitasnya mampu sanggup bisa dapat sudah".split())
"""Words that, behind an amount, may make it another: what could be made, what was."""
_EVERY = frozenset("per / tiap setiap stiap tiap2".split())
_ROUGH = re.compile(
    r"\b[ck]?m[23]\b|\d ?-?an\b|\b(puluh|ratus|ribu|belas|rb)-?an\b|\b(puluhan|ratusan|ribuan)\b"
)
_APPROXIMATE = re.compile(
    r"\bkurang lebih\b|\bkrg lbh\b|\bkurang lbh\b|\blebih kurang\b|\bl kurang\b"
)
_QUESTION = re.compile(r"\?|\b(berapa|brp|gimana|kenapa|kapan|apa|maksudnya)\b")
_ONE = re.compile(r"(?:se|sa)-?([a-z]+)")
_SHORT_ONE = re.compile(r"s(hr|hri|hari|bln|blan|bulan|mgg|mggu|minggu)")
_UNSPACED = re.compile(r"([a-z]{2,}?)(se|sa|per|tiap)([a-z]+)")  # "20botolsehari"
_ATTACHED = re.compile(r"(per|tiap|setiap)([a-z]+)")
MAX_SHORT_ONE = 7  # "smingg…": the longest of `_SHORT_ONE` is "sminggu"
MIN_UNSPACED = (
    7  # a unit of two letters, "se" and "hari" have more; spares shorter words the search
)
MAX_OTHER_WORDS = 3  # "40 bungkus keripik ubi pedas sehari"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a unit as said; `per` is "hari", "minggu", "bulan" or None where not said."""

    amount: Decimal
    unit: str
    per: str | None


def understand(text: str) -> Understood[Quantity]:
    """The amount made, its unit as said (spellings joined) and its period.

    Without a unit, as a range or with a condition: asked back (`quantity.unit`,
    `quantity.several`, `quantity.period`, `quantity.unsure`, `quantity.question`). Refused: no
    amount (`quantity.none`), nothing or too much (`quantity.out_of_range`).
    """
    return forgiving(_doubted(text), text, _doubted, lambda _: _TAILS)


def _doubted(text: str) -> Understood[Quantity]:
    text = without_insisting(text)
    return doubted(_understood(text), text, "quantity.unsure")


def _understood(text: str) -> Understood[Quantity]:
    plain = _APPROXIMATE.sub(" sekitar ", clean(text).replace("\n", " "))
    plain = _SQUARE_METRES.sub(" mpersegi ", plain)
    items = find_numbers(_spelled_out(list(symbols(plain))))
    words = [item for item in items if isinstance(item, str)]
    if _QUESTION.search(plain):
        return AsksBack("quantity.question")
    if not any(isinstance(item, Number) for item in items):
        return Refused("quantity.none")
    if _BELOW_ZERO.search(plain) or _ROUGH.search(plain) or _AGAINST.intersection(words):
        return AsksBack("quantity.unsure")
    if (OTHER_PERIODS | _PARTS_OF_DAY | _SEASONS).intersection(words) or _WHEN.search(plain):
        return AsksBack("quantity.period")
    return _assemble(items)


def _spelled_out(row: list[str]) -> list[str]:
    """`sebulan` → per bulan, `selusin` → satu lusin, `perhari` → per hari, `3hari` untouched."""
    result: list[str] = []
    for word in itertools.chain.from_iterable(map(_apart, row)):
        attached = _ATTACHED.fullmatch(word)
        one = _ONE.fullmatch(word)
        if attached and (attached[2] in PERIODS or attached[2] in UNITS):
            result += ["per", attached[2]]
        elif one and one[1] in PERIODS:
            result += ["per", one[1]]
        elif one and one[1] in UNITS and word not in UNITS:
            result += ["satu", one[1]]
        elif word == "se":
            result.append("satu")
        else:
            result.append(word)
    return result


def _apart(word: str) -> tuple[str, ...]:
    """ "botolsehari" → botol, sehari; "shr" → sehari."""
    if len(word) <= MAX_SHORT_ONE and (short := _SHORT_ONE.fullmatch(word)):
        return (f"se{short[1]}",)
    joined = _UNSPACED.fullmatch(word) if len(word) >= MIN_UNSPACED else None
    if joined and joined[1] in UNITS and joined[3] in PERIODS:
        return (joined[1], joined[2] + joined[3])
    return (word,)


def _assemble(items: list[Item]) -> Understood[Quantity]:
    rest, per, sure = _take_period(_with_half_after_unit(items))
    numbers = [item for item in rest if isinstance(item, Number)]
    if len(numbers) != 1 or not sure:
        return AsksBack("quantity.several" if len(numbers) != 1 else "quantity.period")
    at = rest.index(numbers[0])
    number = numbers[0]
    unit = _unit_near(rest, at) or (own_unit(rest, at) if per else None)
    if unit is None:
        return AsksBack("quantity.unit")
    others = [
        item
        for item in rest
        if isinstance(item, str)
        and item not in _MODEST
        and item != unit
        and UNITS.get(item) != unit
        and item not in _PER
    ]
    if _has_other_period(rest) or _adds_words(rest, at):
        return AsksBack("quantity.period")
    if number.doubtful or len(others) > MAX_OTHER_WORDS or any(item in UNITS for item in others):
        return AsksBack("quantity.unsure")
    return _checked(number, unit, per)


def _with_half_after_unit(items: list[Item]) -> list[Item]:
    """`1 kilo setengah` is one and a half."""
    result = list(items)
    for at in range(len(items) - 2):
        whole, unit, half = items[at : at + 3]
        after = items[at + 3] if at + 3 < len(items) else None
        if after in PERIODS:  # "100 bungkus setengah hari"
            continue
        if isinstance(whole, Number) and unit in WEIGHED | UNITS.keys() and _is_half(half):
            return [*items[:at], Number(whole.value + _HALF), unit, *items[at + 3 :]]
    return result


def _is_half(item: Item) -> bool:
    return isinstance(item, Number) and item.value == _HALF and not item.literal


def _take_period(items: list[Item]) -> tuple[list[Item], str | None, bool]:
    """The row without its period; not sure where there are two, or "per 2 hari"."""
    rest: list[Item] = []
    found: list[str] = []
    sure = True
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        if not (isinstance(item, str) and item in PERIODS):
            rest.append(item)
            continue
        found.append(PERIODS[item])
        if isinstance(before, Number):
            sure = sure and before.value == 1
            rest.pop()
        elif before in _PER:
            rest.pop()
    return rest, (found[0] if found else None), sure and len(set(found)) <= 1


def _has_other_period(rest: list[Item]) -> bool:
    """ "per panen", "tiap lebaran": how often that is, nobody said."""
    return any(
        item in _EVERY and isinstance(after, str) and after.isalpha() and not _is_told(after)
        for item, after in itertools.pairwise(rest)
    )


def _adds_words(rest: list[Item], at: int) -> bool:
    """Words of one's own behind a pause: "20 bungkus sehari, sudah berhenti"."""
    behind = rest[at + 1 :]
    pause = next((where for where, item in enumerate(behind) if item in _PAUSES), len(behind))
    return any(
        isinstance(item, str)
        and item not in _MODEST - _OF_AMOUNT
        and item not in _PER
        and not is_product(item)
        for item in behind[pause + 1 :]
    )


def _is_told(word: str) -> bool:
    """A unit or a courtesy, and no period of the owner's own."""
    return word in UNITS or word in FILLER or word in _PER


def _unit_near(rest: list[Item], at: int) -> str | None:
    """The unit right after the number, or right before it: "kotak 40"."""
    after = rest[at + 1] if at + 1 < len(rest) else None
    if isinstance(after, str) and after in UNITS:
        return UNITS[after]
    before = rest[at - 1] if at else None
    if after is None and isinstance(before, str) and before in UNITS:
        return UNITS[before]
    return None


def _checked(number: Number, unit: str, per: str | None) -> Understood[Quantity]:
    if number.value == 0 or number.value > LARGEST_AMOUNT:
        return Refused("quantity.out_of_range")
    if number.comma_group and unit in WEIGHED:
        return AsksBack("quantity.unsure")
    whole = number.value == number.value.to_integral_value()
    amount = number.value.to_integral_value() if whole else number.value.normalize()
    return Accepted(Quantity(amount, unit, per))
