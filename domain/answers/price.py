"""What one piece costs, in whole rupiah: "18rb", "Rp 18.000,-", "delapan belas ribu", "goceng"."""

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from domain.answers.numbers import Number, find_numbers
from domain.answers.price_frames import SMALLEST_BESIDE_GOODS, is_cut_short, without_pack
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.second_thoughts import doubted, without_insisting
from domain.answers.tails import Tails, forgiving
from domain.answers.units import UNITS
from domain.answers.vocabulary import FILLER, SELVES
from domain.answers.words import clean, symbols

SMALLEST_BARE_IDR = 100  # a bare number below may mean thousands; label rule of the office
LARGEST_IDR = (
    1_000_000_000  # no product of a small industry costs more; more is a slip of the finger
)

_SLANG = {
    "gopek": "500", "gopeklah": "500", "seceng": "1000", "noceng": "2000", "goceng": "5000",
    "ceban": "10000", "noban": "20000", "goban": "50000", "goceng-an": "5000",
}  # fmt: skip
_DOUBTFUL_SLANG = frozenset("gocap cepek jigo cenggo pekgo nopek ceng cetiau".split())
_RUPIAH = frozenset("rp rupiah rph rupiahnya perak prak idr rups".split())
_FOREIGN = frozenset(
    "$ usd dolar dollar ringgit rm euro € sgd yen ¥ £ myr riyal won bath baht".split()
)
_MODEST = FILLER | SELVES | _RUPIAH | frozenset(
    "harga harganya hrg harganyo hargany jual jualnya dijual jualan satu satunya satuan satuannya sebungkus "
    "per / = : . , - ! ( ) ~ @ sekitar skitar sekitaran kira kiranya lebih lbh ± kisaran "
    "biasa biasanya bias kami kita itu nya untuk utk tiap setiap dengan dgn yang yg di bungkusnya "
    "pas net nett harganya cukup hanya cuma cm sekarang skrg skrang tetap fix saya a @ tulis jd jadi "
    "dihargai bandrol dibandrol dipatok kasih kami adalah ialah yaitu nomor produk produknya barang".split()
)  # fmt: skip
_AGAINST = frozenset(
    "dari mulai kurang krg sampai sampe smpai hingga atau antara minimal maksimal min max paling diatas atas bawah "
    "dibawah kebawah keatas hampir dapat dpt dapet modal modalnya untung ongkos ongkir naik turun bukan "
    "tidak gak ga nggak enggak belum tergantung tawar nego lebih dulu dulunya kalau kalo klo beli eceran "
    "grosir diskon promo beda beda-beda kurangi tambah suami istri anak si toko kemarin kmrn kemaren mungkin kayaknya sepertinya rasanya kayanya entah + ? x kali isi kadang kapan berapa brp gimana "
    "sehari seminggu sebulan perhari perbulan hari minggu bulan omset omzet "
    # what is paid or asked by others, or was once
    "gaji gajian upah utang hutang pinjam pinjaman kredit cicilan cicil setoran setor sewa biaya bayar dibayar "
    "muka dp panjar persekot tawaran ditawar ditawari nawar menawar saingan pesaing orang pernah lama sebelumnya semula tadinya awalnya "
    "lalu pasaran keuntungan laba belanja belanjaan pajak denda iuran sumbangan parkir disana sana situ disitu "
    "shopee tokopedia lazada tiktok".split()
)  # fmt: skip
_TAILS = Tails(
    frozenset("murah enak".split()),
    re.compile(
        r"\b(belum|tidak) (termasuk |dengan |kena )?(ongkir|ongkosnya|ongkos kirim|ongkos|biaya kirim|ppn)\b"
        r"|\b(sudah )?murah (kali|sekali|banget)\b"
    ),
)
_PAUSES = frozenset(". , ; (".split())
_THEN = re.compile(r"\b(waktu|masa|jaman|zaman) (itu|dulu)\b|\bharga (di )?(pasar|sebelah)\b")
_ABOUT_MONEY = _RUPIAH | frozenset(
    "harga harganya hrg harganyo hargany jual jualnya dijual dihargai bandrol dibandrol dipatok @".split()
)
_QUESTION = re.compile(r"\?|\b(berapa|brp|gimana|kenapa|kapan|apa)\b")
_ROUGHLY_TENS = re.compile(
    r"\d ?(rb|ribu|jt|juta|k)?[- ]?an\b|\b(ribu|rb|juta|jt|puluh|belas|ratus)[- ]?an\b"
)
_APPROXIMATE = re.compile(r"\bkurang lebih\b|\bkrg lbh\b|\bkurang lbh\b|\blebih kurang\b")
_TAIL = re.compile(r"[.,]\s?(-+|=)(?!\d)|(?<=\d)-+(?=\s|$)")
_SPACED_GROUPS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?: \d00\b){1,2})(?![.,\d])")
MAX_OTHER_WORDS = 4  # "harga keripik ubi pedas 15rb"


def understand(text: str) -> Understood[int]:
    """The price in whole rupiah.

    A bare number below `SMALLEST_BARE_IDR`, a range, two prices or "3 for 10,000" are asked back
    (`price.small_number`, `price.several`, `price.unsure`, `price.question`). Refused: no number
    (`price.none`), foreign money (`price.foreign`), nothing or too much (`price.out_of_range`).
    """
    return forgiving(_doubted(text), text, _doubted, lambda _: _TAILS)


def _doubted(text: str) -> Understood[int]:
    text = without_insisting(text)
    return doubted(_understood(text), text, "price.unsure")


def _understood(text: str) -> Understood[int]:
    plain = _prepared(text)
    row = list(symbols(plain))
    items = find_numbers([_SLANG.get(word, word) for word in row])
    numbers = [item for item in items if isinstance(item, Number)]
    if _FOREIGN.intersection(row):
        return Refused("price.foreign")
    if not numbers:
        return _without_number(plain, row)
    if _ROUGHLY_TENS.search(plain) or _DOUBTFUL_SLANG.intersection(row):
        return AsksBack("price.unsure")
    if _counts_goods(items) or _THEN.search(plain):
        return AsksBack("price.unsure", candidates=tuple(_digits(n.value) for n in numbers))
    kept, numbers = _without_one_piece(items)
    if is_cut_short(plain) or (len(kept) < len(items) and _is_small(numbers, kept)):
        return AsksBack("price.small_number", candidates=tuple(_digits(n.value) for n in numbers))
    if len({number.value for number in numbers}) != 1:  # "25.000 (dua puluh lima ribu)" is one
        return AsksBack("price.several", candidates=tuple(_digits(n.value) for n in numbers))
    return _judge(numbers[0], kept, slang=any(word in _SLANG for word in row))


def _is_small(numbers: Sequence[Number], items: Sequence[Number | str]) -> bool:
    """ "1 loyang 180": beside what it is for, hundreds are more likely thousands."""
    named = _RUPIAH.intersection(item for item in items if isinstance(item, str))
    return not named and any(not n.scaled and n.value < SMALLEST_BESIDE_GOODS for n in numbers)


def _prepared(text: str) -> str:
    plain = _TAIL.sub(" ", clean(text).replace("\n", " "))
    plain = _APPROXIMATE.sub(" sekitar ", plain).replace("rp.", "rp ").replace("idr.", "rp ")
    plain = _SPACED_GROUPS.sub(lambda match: match[0].replace(" ", ""), plain)
    return without_pack(plain)


def _without_number(plain: str, row: list[str]) -> Understood[int]:
    if _DOUBTFUL_SLANG.intersection(row):
        return AsksBack("price.unsure")
    if _QUESTION.search(plain):
        return Refused("price.question")
    return Refused("price.none")


def _counts_goods(items: Sequence[Number | str]) -> bool:
    """ "500 gram", "200 pcs": how much, not what it costs; unless money is spoken of."""
    counted = any(
        isinstance(item, Number) and item.value != 1 and after in UNITS
        for item, after in itertools.pairwise(items)
    )
    return counted and not _ABOUT_MONEY.intersection(i for i in items if isinstance(i, str))


def _without_one_piece(
    items: Sequence[Number | str],
) -> tuple[Sequence[Number | str], list[Number]]:
    """Drop the "1" of "25rb 1 bungkus" and "satu 25rb"; nothing else that is a number."""
    numbers = [item for item in items if isinstance(item, Number)]
    if len(numbers) == 2 and any(n.scaled or n.value >= SMALLEST_BARE_IDR for n in numbers):
        for at, item in enumerate(items):
            after = items[at + 1] if at + 1 < len(items) else ""
            is_last = all(isinstance(i, str) and i in _MODEST for i in items[at + 1 :])
            if (
                isinstance(item, Number)
                and item.value == 1
                and (after in UNITS or at == 0 or is_last)
            ):
                rest = [*items[:at], *items[at + 1 :]]
                return rest, [n for n in numbers if n is not item]
    return items, numbers


def _is_modest(word: str) -> bool:
    """A word beside a price that changes nothing: "sebungkusnya", "sekotak", "perkilo"."""
    stem = word.removesuffix("nya") if len(word) > 5 else word
    units = (stem, stem.removeprefix("se"), stem.removeprefix("per"))
    return word in _MODEST or stem in _MODEST or any(unit in UNITS for unit in units)


def _judge(number: Number, items: Sequence[Number | str], slang: bool) -> Understood[int]:
    others = [i for i in items if isinstance(i, str) and not _is_modest(i)]
    marked = (
        number.scaled or slang or bool(_RUPIAH.intersection(i for i in items if isinstance(i, str)))
    )
    if any(isinstance(i, str) and _is_against(i) for i in items) or number.doubtful:
        return AsksBack("price.unsure", candidates=(_digits(number.value),))
    if _has_minus(items) or _adds_words(items, number):
        return AsksBack("price.unsure", candidates=(_digits(number.value),))
    if others and (not marked or len(others) > MAX_OTHER_WORDS):
        return AsksBack("price.unsure", candidates=(_digits(number.value),))
    return _in_range(number)


def _adds_words(items: Sequence[Number | str], number: Number) -> bool:
    """Words of one's own behind a pause: "20rb kak, untuk reseller"."""
    behind = items[items.index(number) + 1 :]
    pause = next((at for at, item in enumerate(behind) if item in _PAUSES), len(behind))
    return any(isinstance(item, str) and not _is_modest(item) for item in behind[pause + 1 :])


def _is_against(word: str) -> bool:
    return word in _AGAINST or word.removesuffix("nya") in _AGAINST


def _has_minus(items: Sequence[Number | str]) -> bool:
    return any(a == "-" and isinstance(b, Number) for a, b in itertools.pairwise(items))


def _in_range(number: Number) -> Understood[int]:
    value = number.value
    if value == 0 or value > LARGEST_IDR:
        return Refused("price.out_of_range")
    if value != value.to_integral_value() or (value < SMALLEST_BARE_IDR):
        thousands = _digits(value * 1000)
        return AsksBack("price.small_number", candidates=(thousands, _digits(value)))
    return Accepted(int(value))


def _digits(value: Decimal) -> str:
    return str(int(value))
