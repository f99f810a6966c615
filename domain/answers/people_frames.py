"""How people tell a number of heads in other words: a total at the end, a pair, who they all are.

What such a frame says is brought into the plain words that `people` counts.
"""

import re

from domain.answers.numbers import Number, find_numbers
from domain.answers.people_words import HEADS, PLUS, WHO_THEY_ARE
from domain.answers.slips import slips_of
from domain.answers.vocabulary import FILLER
from domain.answers.words import symbols

_N = r"(?P<n>\d{1,3}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
_TOTAL = re.compile(
    rf"^(?P<who>.*\b(?:saya|aku|awak|sy|suami|istri|anak)\b.*?)[ ,]*\b(?:jadi|jadinya|total|totalnya|semuanya|jumlahnya) {_N}(?: orang| org)?$"
)
_NOT_SUMMED = re.compile(
    r"\b(?:kalau|kalo|klo|kadang|atau|mungkin|dulu|tidak|gak|ga|belum|nanti|rencana|mau|cari|butuh|perlu|tambah lagi|keluar|berhenti|bukan|kemarin"
    r"|tadinya|sebelumnya|pembeli|pelanggan|hari|jam|bulan|punya)\b|[?-]"
)
_IN_LAW = re.compile(
    r"\b(?:ibu|bapak|mama|mamak|ayah|adik|adek|kakak|abang|anak) (mertua|ipar|sepupu|menantu|mantu)\b"
)
_ADDRESSED = re.compile(r"\b(?:mbok|mbak|kak|pak|bu|bang)(?=(?:sendiri|berdua|bertiga|berempat)\b)")
_PAIR = re.compile(
    r"\W*(?:kami |cuma |hanya )*(?:(?:ibu|mama|mamak|emak|mak|istri|bini|isteri)(?: saya)?\W+(?:sama|dan|dengan|&|\+)?\W*(?:bapak|ayah|papa|abah|suami)"
    r"|(?:bapak|ayah|papa|abah)(?: saya)?\W+(?:sama|dan|dengan|&|\+)\W*(?:ibu|mama|mamak|emak|mak)"
    r"|suami[\s,-]*(?:dan|sama|&)?[\s,-]*(?:istri|bini|isteri))(?: saya)?\W*(?:berdua|aja|saja|doang|kak|bu|pak|bang|la|lah)*\W*"
)
_HELPER = re.compile(
    r"\b(?:bantu|bantuin|membantu|nolong|nolongin|menolong) (?:saya|sy|aku|awak)\b"
)
_SLIPS = {
    form: word
    for word in ("sendiri", "berdua", "bertiga", "orang", "karyawan")
    for form in slips_of(word)
}
_SLIPS.update(
    dict.fromkeys("urang people person persons halak kalak uwong".split(), "orang")
    | dict.fromkeys("baduo beduwa".split(), "berdua")
    | dict.fromkeys("batigo bertigo bertige betige".split(), "bertiga")
    | dict.fromkeys("barampek berampek".split(), "berempat")
    | dict.fromkeys("balimo balima".split(), "berlima")
    | dict.fromkeys("piyambak surang soranglah alone myself".split(), "sendiri")
    | dict.fromkeys("temen kawanku temanku rekan partner pacar sahabat".split(), "teman")
    | {"mantu": "menantu", "bestie": "teman", "namboru": "bibi", "bou": "bibi", "tulang": "paman"}
)
_WORD = re.compile(r"[a-z]+")


def spelled(plain: str) -> str:
    """Everyday words in their one form, relatives by marriage as one word each."""
    row = _WORD.sub(lambda found: _SLIPS.get(found[0], found[0]), _ADDRESSED.sub("", plain))
    return _IN_LAW.sub(r"\1", row)


def is_pair(plain: str) -> bool:
    """ "ibu sama bapak", "kami suami istri": two, the owner among them."""
    return _PAIR.fullmatch(plain) is not None


def is_helper(plain: str) -> bool:
    """ "1 orang bantu saya": is the owner counted?"""
    return _HELPER.search(plain) is not None


def total_of(plain: str) -> int | None:
    """The number that sums up: "saya dibantu suami, jadi 2"."""
    found = _TOTAL.fullmatch(plain.strip(" .,!"))
    if not found or _NOT_SUMMED.search(plain):
        return None
    total, others = _value(found["n"]), _numbers(found["who"])
    return total if total is not None and all(other < total for other in others) else None


def is_of_all(tail: str, heads: int) -> bool:
    """Does the tail say who these heads are? "semua tetangga"; "dua laki empat perempuan" of six."""
    numbers = _numbers(tail)
    words = {word for word in symbols(tail) if word.isalpha()} - FILLER
    if numbers:
        said = words - PLUS - HEADS - WHO_THEY_ARE - _ALL
        plain = not any(_is_a_number(word) is False for word in said)
        return plain and sum(numbers) == heads and len(numbers) > 1
    return bool(words & {"semua", "semuanya"}) and not words - _GROUP - _ALL


_ALL = frozenset("semua semuanya sendiri dekat juga aja saja semuanyo".split())
_GROUP = frozenset(
    "keluarga famili saudara tetangga teman kawan perempuan wanita cewek laki lelaki pria warga ibu".split()
)


def _is_a_number(word: str) -> bool:
    return any(isinstance(item, Number) for item in find_numbers([word]))


def _numbers(text: str) -> list[int]:
    return [int(item.value) for item in find_numbers(symbols(text)) if isinstance(item, Number)]


def _value(text: str) -> int | None:
    found = _numbers(text)
    return found[0] if len(found) == 1 else None
