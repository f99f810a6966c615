"""How people tell a number of heads in other words: a total at the end, a pair, who they all are.

What such a frame says is brought into the plain words that `people` counts.
"""

import re

from domain.answers.numbers import Number, find_numbers
from domain.answers.people_words import HEADS, HIRED, KIN, PLUS, SELF, WHO_THEY_ARE
from domain.answers.slips import slips_of
from domain.answers.vocabulary import FILLER
from domain.answers.words import symbols

_N = r"(?P<n>\d{1,3}|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
_TOTAL = re.compile(
    rf"[ ,]+(?:jadi|jadinya|total|totalnya|semuanya|jumlahnya) {_N}(?: orang| org)?$"
)
MAX_WHO = 15  # words: more is a story, whose last number may be anything
_NOT_SUMMED = re.compile(
    r"\b(?:kalau|kalo|klo|kadang|atau|mungkin|dulu|tidak|gak|ga|belum|nanti|rencana|mau|cari|butuh|perlu|tambah lagi|keluar|berhenti|bukan|kemarin"
    r"|tadinya|sebelumnya|pembeli|pelanggan|hari|jam|bulan|punya)\b|[?-]"
)
_IN_LAW = re.compile(
    r"\b(?:ibu|bapak|mama|mamak|ayah|adik|adek|kakak|abang|anak) (mertua|ipar|sepupu|menantu|mantu)\b"
)
_ADDRESSED = re.compile(r"\b(?:mbok|mbak|kak|pak|bu|bang)(?=(?:sendiri|berdua|bertiga|berempat)\b)")
_G = r"\W{0,5}"  # a gap; unbounded ones side by side cost the square of a row of dashes
_MUM, _DAD = "(?:ibu|mama|mamak|emak|mak)", "(?:bapak|ayah|papa|abah)"
_WIFE = "(?:istri|bini|isteri)"
_AND = rf"\W{{0,3}}(?:\b(?:sama|dan|dengan)\b|&|\+){_G}"
_PAIR = re.compile(
    rf"{_G}(?:kami |cuma |hanya )*(?:(?:{_MUM}|{_WIFE})(?: saya)?{_AND}(?:{_DAD}|suami)"
    rf"|{_WIFE}(?: saya)?\W{{1,5}}suami|{_DAD}(?: saya)?{_AND}{_MUM}"
    rf"|suami(?:{_AND}|[\s,-]{{0,5}}){_WIFE}|(?:{_MUM}\W{{1,5}}{_DAD}|{_DAD}\W{{1,5}}{_MUM})(?= (?:berdua|aja|saja|doang)\b))"
    rf"(?: saya)?(?:{_G}\b(?:berdua|aja|saja|doang|kak|bu|pak|bang|la|lah)\b){{0,4}}{_G}"
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
    told = plain.strip(" .,!")
    found = _TOTAL.search(told)
    if not found or _NOT_SUMMED.search(plain):
        return None
    who = told[: found.start()]
    total, others = _value(found["n"]), _numbers(who)
    if total is None or not _are_people(who):
        return None
    return total if all(other < total for other in others) else None


def _are_people(who: str) -> bool:
    """Only people and the words between them, and more than one: "saya sama 2 anggota"."""
    words = symbols(who)
    if len(words) > MAX_WHO or not (SELF | KIN).intersection(words):
        return False
    several = bool(_LINKS.intersection(words) or _numbers(who)) or len(KIN.intersection(words)) > 1
    return several and all(word in _IN_A_SUM or _is_a_number(word) for word in words)


def is_of_all(tail: str, heads: int) -> bool:
    """Does the tail say who these heads are? "semua tetangga"; "dua laki empat perempuan" of six."""
    numbers = _numbers(tail)
    words = {word for word in symbols(tail) if word.isalpha()} - FILLER
    if numbers:
        said = words - PLUS - HEADS - WHO_THEY_ARE - _ALL
        plain = not any(_is_a_number(word) is False for word in said)
        return plain and sum(numbers) == heads and len(numbers) > 1
    return bool(words & {"semua", "semuanya"}) and not words - _GROUP - _ALL


_LINKS = PLUS | frozenset("dibantu bantu".split())
_IN_A_SUM = (
    SELF | KIN | HIRED | HEADS | FILLER | _LINKS | frozenset("ada kerja cuma hanya sendiri".split())
)
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
