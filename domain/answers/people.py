"""How many work there, the owner included: "4 orang", "berempat", "saya dan 3 karyawan"."""

import re
from dataclasses import dataclass

from domain.answers.numbers import Item, Number, find_numbers
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.vocabulary import ADDRESS, PARTICLES, POLITE
from domain.answers.words import clean, symbols

MOST_PEOPLE = 1000  # far above any small industry; more is a slip of the finger

_TOGETHER = {
    "sendiri": 1, "sendirian": 1, "sorangan": 1, "dewe": 1, "dewean": 1, "seorang": 1, "sendirilah": 1,
    "berdua": 2, "beduo": 2, "duaan": 2, "beduaan": 2, "berduaan": 2, "bedua": 2, "bertiga": 3,
    "betiga": 3, "berempat": 4, "bempat": 4, "beempat": 4, "berlima": 5, "belima": 5, "berenam": 6,
    "beenam": 6, "bertujuh": 7, "berdelapan": 8, "bersembilan": 9, "bersepuluh": 10, "bersebelas": 11,
}  # fmt: skip
_SELF = frozenset(
    "saya sy sya aku ak aq awak gue gua ane i owner pemilik pemiliknya kami diri".split()
)
_KIN = frozenset(
    "suami istri bini isteri anak adik adek abang kakak mamak mama bapak ayah ibu ibuk mertua kakek nenek "
    "sepupu ponakan keponakan menantu ipar teman kawan saudara tetangga lakik misua cucu paman bibi adiknya".split()
)
_HIRED = frozenset(
    "karyawan karyawannya karywan pegawai anggota pekerja tukang anakbuah pembantu kerja asisten helper buruh "
    "penjahit reseller tenaga anggotanya pegawainya pekerjanya harian tetap orang org lagi lainnya lain "
    "borongan karyawati tukangnya crew kru staf yang yg pegawe karyawanku".split()
) - {"orang", "org", "lagi", "lainnya", "lain", "yang", "yg", "reseller", "kerja", "tenaga"}  # fmt: skip
_HEADS = frozenset("orang org oang orng ong jiwa kepala oranglah orangnya org2".split())
_NEUTRAL = frozenset(
    "tenaga kerja jumlah jumlahnya total totalnya semua semuanya seluruhnya ada".split()
)
_PLUS = frozenset(
    "+ dan sama dengan dgn sm ama tambah ditambah plus , & beserta bersama campur dibantu bareng".split()
)
_WITH_ME = re.compile(r"\b(termasuk|trmsuk|termsuk|sudah sama|udah sama|sudah dengan) (saya|sy|aku|awak|kami|pemilik|owner|diri|yang punya|mama|mamak|ibu|bapak|suami|istri|bos)\b"
                      r"|\b(saya|sy|aku) (termasuk|sudah termasuk)\b")  # fmt: skip
_BESIDES_ME = re.compile(r"\b(di ?luar|selain|belum termasuk|tidak termasuk|gak termasuk|ga termasuk|blm termasuk"
                         r"|tambah|ditambah|plus) (saya|sy|aku|awak|owner|pemilik)\b|\+ ?(saya|sy|aku|awak)\b")  # fmt: skip
_AGAINST = frozenset(
    "atau kadang sampai hingga sd an - ? minimal maksimal paling tergantung kalau kalo klo bukan lebih "
    "kurang antara sekitaran dulu dulunya nanti mau rencana pernah orangtua musim ramai belasan puluhan "
    "gaji rb ribu juta per hari jam tahun bulan minggu x shift tidak gak ga nggak enggak belum blm berapa "
    "keluarga ortu @ / % sering ganti sebagian tetangga".split()
) - {"tetangga"}  # fmt: skip
_MODEST = PARTICLES | POLITE | frozenset(
    "cuma cm cuman hanya di sini disini sekarang skrg itu ini yang yg kerja bekerja ngerjain mengerjakan bantu "
    "untuk utk tetap saja jadi jd . ! ( ) : = sekitar kira kurang-lebih kita kami buat yaitu seorang diri "
    "pun lagi lainnya lain sudah sdh udah termasuk trmsuk diluar luar selain belum aja bikin masak rumah dapur nya ber punya".split()
)  # fmt: skip
_PLURAL = re.compile(r"\b(anak|ibu|bapak|adik|teman|kawan|karyawan|tetangga|saudara)(?:[- ]\1|2)\b")
_OWNER = {"pemilik", "owner", "pemiliknya"}
_NOT_A_PERSON = re.compile(
    r"\b(keluarga|rumah|usaha|anak|modal|tenaga|karyawan|dapur|tempat) sendiri\b"
)
_BER = re.compile(r"\bber ?(\d{1,2})\b")
_ROUGH = re.compile(r"\d ?-?an\b|\b(belas|puluh)-?an\b")
_SURE_ALONE = re.compile(r"\b(sendiri|sendirian|seorang diri|dewe)\b")
_ALONE_EXTRA = re.compile(r"\b(cuma|cm|cuman|hanya|cma) (saya|sy|aku|awak)\b|\b(saya|sy|aku|awak)( sendiri)? (aja|saja|doang|aj|je|doank)\b"
                          r"|\bone man show\b|\bsaya semua\b")  # fmt: skip


@dataclass
class _Count:
    """What a sentence says about heads."""

    together: int | None = None
    heads: int | None = None
    self_named: bool = False
    kin: int = 0
    hired: int | None = None
    vague: bool = False
    numbers: int = 0
    unknown: int = 0


def understand(text: str) -> Understood[int]:
    """Heads at work, the owner counted.

    Employees without saying whether the owner is counted, a range or "kadang": asked back
    (`people.owner`, `people.several`, `people.unsure`, `people.question`). Refused: no number
    (`people.none`), none at all or too many (`people.out_of_range`).
    """
    plain = _BER.sub(r" \1 orang ", clean(text).replace("\n", " "))
    plain = _PLURAL.sub("banyak", plain)
    row = list(symbols(plain))
    items = _without_counting_words(find_numbers(row))
    words = {item for item in items if isinstance(item, str)}
    if "?" in words or words & {"berapa", "kenapa", "maksudnya", "gimana"}:
        return AsksBack("people.question")
    if _alone(plain, items):
        return Accepted(1)
    if _ROUGH.search(plain) or words & _AGAINST - _forgiven(plain):
        hopeless = not any(isinstance(i, Number) or i in _TOGETHER for i in items)
        return Refused("people.none") if hopeless else AsksBack("people.unsure")
    return _conclude(_count(items), plain)


def _without_counting_words(items: list[Item]) -> list[Item]:
    """`2 orang anak` → 2 anak; `1 pemilik` → pemilik."""
    result: list[Item] = []
    for at, item in enumerate(items):
        after = items[at + 1] if at + 1 < len(items) else None
        before = items[at - 1] if at else None
        counts = item in _HEADS and isinstance(before, Number) and after in _KIN | _HIRED
        is_owner = isinstance(item, Number) and item.value == 1 and after in _OWNER
        if not counts and not is_owner:
            result.append(item)
    return result


def _alone(plain: str, items: list[Item]) -> bool:
    if any(isinstance(item, Number) and item.value != 1 for item in items):
        return False
    others = _KIN - ADDRESS | _HIRED | set(_TOGETHER) - {"sendiri", "sendirian", "seorang", "dewe"}
    if any(item in others for item in items) and not re.search(
        r"\b(tidak|gak|ga|nggak|tak|belum|enggak|ngga|blm|gada) (ada|punya|pake|pakai)?", plain
    ):
        return False
    alone = _SURE_ALONE.search(_NOT_A_PERSON.sub(" ", plain)) or _ALONE_EXTRA.search(plain)
    return bool(alone) and not re.search(
        r"\b(kadang|dibantu|bantu|dulu|kalau|tapi|sama|dan|bukan|sampai)\b", plain
    )


def _forgiven(plain: str) -> set[str]:
    """Words that speak against a plain number but stand in a phrase that says who is counted."""
    if _BESIDES_ME.search(plain):
        return {"tidak", "gak", "ga", "belum", "blm"}
    return set()


def _count(items: list[Item]) -> _Count:
    count = _Count()
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        if isinstance(item, Number):
            _take_number(count, item, before, after)
        else:
            _take_word(count, item, before, after)
    return count


def _take_number(count: _Count, item: Number, before: Item | None, after: Item | None) -> None:
    count.numbers += 1
    value = int(item.value)
    if item.value != value or item.scaled:
        count.vague = True
    elif after in _HIRED or before in _HIRED:
        count.hired = (count.hired or 0) + value
    elif after in _KIN and after not in ADDRESS - {"anak", "adik", "adek"}:
        count.kin += value - 1  # the word itself adds one
    elif before in _KIN - ADDRESS and after not in _HEADS:
        count.kin += value - 1
    elif count.heads is None:
        count.heads = value
    else:
        count.vague = True


def _take_word(count: _Count, item: str, before: Item | None, after: Item | None) -> None:
    if item in _TOGETHER:
        count.vague = count.vague or count.together not in {None, _TOGETHER[item]}
        count.together = _TOGETHER[item]
    elif item in _SELF:  # "anak saya" is whose, not who
        count.self_named = count.self_named or before not in _KIN | _HIRED
    elif item in _HIRED:
        counted = isinstance(before, Number) or isinstance(after, Number) or before in _HEADS
        count.vague = count.vague or not counted
    elif item in _KIN and (item not in ADDRESS or before in _PLUS or isinstance(before, Number)):
        count.kin += 1
    elif item not in _HEADS | _NEUTRAL | _PLUS | _MODEST | ADDRESS and item != "-":
        count.unknown += 1


def _conclude(count: _Count, plain: str) -> Understood[int]:
    if count.together is not None:
        consistent = count.heads in {None, count.together} and not count.hired and not count.vague
        return _checked(count.together, count) if consistent else AsksBack("people.unsure")
    if count.vague or count.unknown > 2:
        return _unclear(count)
    base = count.heads
    if base is not None and count.hired is not None and not count.self_named:
        return AsksBack("people.several")
    return _with_owner(count, plain)


def _unclear(count: _Count) -> Understood[int]:
    return AsksBack("people.unsure") if count.numbers else Refused("people.none")


def _with_owner(count: _Count, plain: str) -> Understood[int]:
    named = (count.heads or 0) + (count.hired or 0)
    if named and _BESIDES_ME.search(plain):
        return _checked(named + 1, count)
    if named and _WITH_ME.search(plain):
        return _checked(named, count)
    if count.hired is not None or count.kin:
        if not count.self_named and not _couple(plain):
            return (
                AsksBack("people.owner", candidates=tuple(map(str, (named + 1, named))))
                if count.numbers
                else Refused("people.none")
            )
        return _checked(named + count.kin + (1 if count.self_named else 0), count)
    if count.heads is None:
        return AsksBack("people.owner") if count.self_named else Refused("people.none")
    if count.self_named and re.search(
        r"\b(saya|sy|aku|awak|aq|sya)\b.{0,12}(\+|\bdan\b|\btambah\b|\bplus\b|\bsama\b|\bdengan\b|,)",
        plain,
    ):
        return _checked(count.heads + 1, count)
    if count.self_named and re.search(
        r"(\+|\bdan\b|\btambah\b|\bsama\b|\bdengan\b|\bdgn\b) ?\b(saya|sy|aku|awak)\b", plain
    ):
        return AsksBack("people.owner", candidates=(str(count.heads), str(count.heads + 1)))
    return _checked(count.heads, count)


def _couple(plain: str) -> bool:
    return bool(
        re.fullmatch(
            r"(\W|\b(cuma|hanya|kami|aja|saja|kak|bu|pak|ya|bang|lah|la)\b)*suami(\s|dan|sama|&|,|-)*(istri|bini|isteri)(\W|\b(aja|saja|kak|bu|pak|ya|bang|lah|la)\b)*",
            plain,
        )
    )


def _checked(heads: int, count: _Count) -> Understood[int]:
    if not 1 <= heads <= MOST_PEOPLE:
        return Refused("people.out_of_range")
    return AsksBack("people.unsure") if count.unknown > 1 else Accepted(heads)
