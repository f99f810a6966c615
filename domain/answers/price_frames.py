"""How people write a price beside what it is for: "100 gram 12000", "2.500/pcs min 100", "isi 10".

The size of a pack is no price and no number of goods: it is taken out before the price is read.
"""

import re

SMALLEST_BESIDE_GOODS = 1000  # "1 loyang 180": below, more likely thousands are meant
_PACK = "pack|pak|paket|kotak|box|dus|bungkus|bks|toples|botol|kaleng|plastik|lusin|kodi|tray|papan|sachet|renteng|loyang"
_COUNT = r"(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|dua belas|selusin)"
_CONTENT = re.compile(
    rf"(?P<pack>\b(?:se)?(?:{_PACK})(?:nya)?) (?:isi(?:nya)?|@) ?{_COUNT}(?: ?(?:pcs|biji|buah|potong|keping|bungkus|butir|lembar))?\b"
)
_SIZE = re.compile(r"(?<![\d.,])\d{2,4} ?(?:gram|gr|g|grm|ml|mili|cc)\b")
_PER_SIZE = re.compile(
    r"(?:/ ?|\bper |\b(?:untuk|utk|tiap) )\d{1,4} ?(?:gram|gr|g|kg|kilo|ons|ml|liter|lt|ltr|l|meter|m)\b"
)
_SQUARE = re.compile(r"(?:/|\bper) ?(?:m2|m3|meter persegi|m persegi|meter)\b")
_LEAST = re.compile(
    r"(?<=[a-z]) ?,? ?\(?(?:min|minimal|minimum)\.? ?(?:order|pesan|beli|pembelian|ambil)? ?\d+(?: ?(?:pcs|biji|buah|kotak|bungkus))?\)?\W*$"
)
_PIECE = re.compile(r"(?:/ ?|\bper ?)(?:pcs|biji|buah|lembar|potong|bungkus|kotak|lbr|bh)\b")
_BECAME = re.compile(
    r"^(?:sekarang |skrg )?(?:sudah |udah )?(?:naik|turun) (?:jadi|menjadi) (?=\d|rp)"
)
_UNSPACED = re.compile(r"(?<=\d)(ribu|rb|juta|jt|k)(se|per)(?=[a-z]{3,})")
_ONE_OWN = re.compile(r"(?<=rb|ta|jt|bu|00) (?:satu|1|/|per) ?(?P<what>[a-z]{4,})\W*$")
_MONEY = re.compile(r"\d ?(?:rb|ribu|k|jt|juta)\b|\brp|[1-9]\d*[.,]?\d*00\b|\b(?:ribu|juta)\b")
_PLAIN_SUM = re.compile(r"(?<![\d.,])\d{1,3}\.?\d00\W*$")
_ENDING_SUM = re.compile(r"(?<![\d.,])(?P<sum>\d{1,4})\W*$")
_NAMED_MONEY = re.compile(
    r"\d ?(?:rb|ribu|k|jt|juta)\b|\brp|\b(?:ribu|juta|rupiah|perak|harga(?:nya)?)\b"
)
_ODD_CENTS = re.compile(r"^\W*(?:harga(?:nya)? )?\d{1,3}[.,]\d{1,2}\W*$")
_NOT_WHAT = frozenset(
    "orang hari minggu bulan tahun kali lebih kurang sampai atau ribu juta rupiah perak mungkin".split()
)


def without_pack(plain: str) -> str:
    """The text without the size, content or least number of the pack that the price is for."""
    row = _BECAME.sub("", _UNSPACED.sub(r" \1 \2", plain))
    if _PIECE.search(row):
        row = _LEAST.sub(" ", row)
    row = _CONTENT.sub(r"\g<pack>", row)
    if _SIZE.search(row) and _PLAIN_SUM.search(row) and not _is_small(row):
        row = f"rp {row}"  # "bubuk kari 100 gram 12000": what ends it is money
    for size in (_SQUARE, _PER_SIZE, _SIZE):
        rest = size.sub(" ", row)
        if rest != row and _MONEY.search(rest) and not _is_small(rest):
            row = rest
    own = _ONE_OWN.search(row)
    if own and own["what"].removesuffix("nya") not in _NOT_WHAT:
        return row[: own.start()]
    return row


def _is_small(plain: str) -> bool:
    """Hundreds at the end, and no word of money: "600 ml 900"."""
    found = _ENDING_SUM.search(plain)
    named = _NAMED_MONEY.search(plain)
    return not named and found is not None and int(found["sum"]) < SMALLEST_BESIDE_GOODS


def is_cut_short(plain: str) -> bool:
    """ "150.00", "12.5": thousands with a digit missing, or something else."""
    return bool(_ODD_CENTS.match(plain))
