"""Is the person coming? "siap bu hadir", "maaf tidak bisa datang"; "insya Allah" alone is soft."""

import re

from domain.answers.phrases import phrases
from domain.answers.polarity import Polarity as P
from domain.answers.polarity import Reasons, decide
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.answers.sentence_words import (
    BASE,
    GENERAL_NO,
    GENERAL_SOFT_NO,
    GENERAL_YES,
    PAST,
    SILENT,
)
from domain.answers.spelling import plain_words
from domain.answers.tails import Tails, forgiving
from domain.answers.vocabulary import FILLER, SELVES
from domain.answers.words import clean

_COME = (
    "hadir; datang; ikut; bisa; bisa hadir; bisa datang; bisa ikut; mau hadir; mau datang; mau ikut"
)
_GOES = tuple(part.strip() for part in _COME.split(";"))
_YES = ";".join(
    [
        *_GOES,
        *(
            f"{start} {go}"
            for start in ("insya allah", "insya", "pasti", "siap", "akan", "tetap", "jadi")
            for go in _GOES
        ),
        *(f"iya {go}" for go in _GOES),
        GENERAL_YES,
        "saya hadir; hadir pasti; tidak mungkin tidak hadir; pasti datang; tidak masalah; jadi; jadi ikut",
        "sampai jumpa; sampai ketemu; sampai bertemu; otw; on the way; meluncur; siap meluncur; hadir tepat waktu",
        "datang tepat waktu; berangkat; siap berangkat; konfirmasi hadir; konfirmasi datang; konfirmasi kehadiran; sudah catat; siap laksanakan",
        "sudah pasti hadir; sudah pasti datang; sudah pasti; tidak ada halangan; kehadiran saya pastikan",
        "siap merapat; merapat; akan merapat; tidak mungkin tidak datang; tidak mungkin tidak ikut; tidak mungkin absen",
        "saya usahakan hadir pasti; tetap hadir walau hujan; tetap datang walau hujan; walau hujan tetap datang",
        "walau hujan tetap hadir; tetap hadir walau hujan; hadir berdua; datang berdua",
        "will be there; will come; will attend; see you there; coming; count me in; of course; sure",
        "hadir semua hari; hadir semua; datang semua hari; hadir tiga hari; hadir penuh; hadir full; datang penuh",
        "pasti tidak usah ragu; jangan ragu; tidak usah ragu; tidak perlu ragu; tidak usah khawatir",
        " saya pastikan hadir; saya pastikan datang; dipastikan hadir",
    ]
)
_SOFT_YES = "ya sudah; ya; ok; siap; baik; boleh; mau; iya sudah; siap pak; siap bu; aman; konfirmasi; lanjut"
_NO = ";".join(
    [
        GENERAL_NO,
        *(f"tidak {go}" for go in _GOES),
        *(
            f"{no} {go}"
            for no in ("belum", "tidak jadi", "batal", "tidak akan", "tidak sempat", "tidak dapat")
            for go in _GOES
        ),
        *(f"belum {go}" for go in ("bisa hadir", "bisa datang", "bisa ikut")),
        *(f"tidak bisa {go}" for go in ("hadir", "datang", "ikut", "kesana", "pergi", "dulu")),
        *(f"jadi tidak {go}" for go in _GOES),
        "tidak jadi; batal; berhalangan; saya berhalangan; ada halangan; berhalangan hadir; tidak sempat",
        "mundur; mengundurkan diri; undur diri; saya mundur; tidak usah; tidak mau; tidak siap; absen dulu",
        "izin tidak hadir; izin tidak datang; izin tidak bisa hadir; izin tidak bisa datang; izin tidak ikut",
        "ijin tidak hadir; ijin tidak datang; ijin tidak bisa hadir; ijin tidak bisa datang; ijin tidak ikut",
        "tidak hadir dulu; tidak datang dulu; tidak ikut dulu; tidak bisa hadir dulu; lepas; saya lepas",
        "skip; skip dulu; tidak merapat; so bisa; so bisa datang",
        "tidak bisa datang dulu; tidak bisa ikut dulu; belum bisa; tidak memungkinkan; berhalangan datang",
        "kasih ke yang lain; kasih yang lain; kasih orang lain; tidak dulu; tidak sanggup",
        "cant make it; cannot make it; cant come; cannot come; cant attend; cannot attend; will not come; wont come",
        "not coming; unable to come; unable to attend; cant; tidak bias hadir; tidak bias datang; tidak bias ikut",
        "mana bisa; mana sempat; hadir tidak bisa; datang tidak bisa; ikut tidak bisa; kehadiran tidak bisa",
        "tidak bisa pergi; tidak pergi; tidak kesana; tidak bisa ke sana; tidak bisa keluar; tidak terkejar",
    ]
)
_DOUBT = """
maunya; pengennya; inginnya; pinginnya; kepinginnya; agak; telat; terlambat; lambat; wakil; diwakilkan; diwakili; mewakili; digantikan; ganti
menggantikan; cuaca; mama; mamak; ayah; lihat situasi; lihat cuaca; semoga bisa hadir
semoga bisa datang; mudah mudahan bisa hadir; mudah mudahan bisa datang; mudah mudahan hadir
mudah mudahan datang; diusahakan hadir; diusahakan datang; usahakan hadir; usahakan datang
usahakan bisa hadir; cuma sebentar; pengganti; perwakilan; adik; kakak saya; teman; kawan; semoga
belum pasti hadir; belum tahu bisa; belum tahu hadir; tidak tahu bisa; tidak janji hadir
ragu hadir; tidak pasti hadir; tidak pasti datang; mau batal; hari pertama; hari kedua
hari terakhir; mertua; tidak bisa janji; tidak bisa lama; tidak bisa tepat waktu; tidak bisa full
tidak bisa penuh; tidak bisa pagi; tidak bisa sendiri; utusan; diutus; utus; diganti; gantian
pindah jadwal; ganti jadwal; jadwal ulang; reschedule
"""
_DICTIONARY = phrases(
    {
        **BASE,
        P.DOUBT: BASE[P.DOUBT] + PAST + _DOUBT,
        P.FILLER: BASE[P.FILLER]
        + "; laksanakan; tetap; mak; tandai; saya tandai; sudah tandai; belajar; siap belajar; dengan anak gadis; atas nama saya; terpaksa; dengan anak; bersama anak; sudah daftar; sudah terdaftar; tidak sabar; kali ini; hari itu",
        P.REASON: BASE[P.REASON]
        + "; absen; izin; ijin; mohon izin; lain kali; lain kali saja; lain waktu",
        P.SOFT_YES: _SOFT_YES,
        P.YES: _YES,
        P.SOFT_NO: GENERAL_SOFT_NO,
        P.NO: _NO,
    },
    dropping=SILENT,
)
_PERSON = (
    r"\b(ibu|mama|mamak|bapak|ayah|kakak|abang|adik|teman|kawan|karyawan|anak|suami|istri|tetangga)"
)
_COMES = r"( yang| akan| nanti)?( tidak| belum| batal)?( jadi| bisa)? (hadir|datang|ikut)\b"
_SOMEBODY_ELSE = re.compile(rf"{_PERSON} saya{_COMES}|{_PERSON}{_COMES}(?! pak| bu)")
_HOUR = re.compile(
    r"\b(jam|jm|pukul|pkl) ?\d{1,2}([.:]\d\d)?( ?(wib|pagi|siang|sore|teng))*\b|\b100 ?%|\b\d{1,2} (orang|org)\b"
)
_GOT_NOTHING = re.compile(  # "gak dapat undangan": denies something else than coming
    r"\b(?:tidak|tak|gak|ga|gk|nggak|ngga|enggak|tdk|ndak|belum|blm|blom|belom) (?:dapat|dpt|dapet|kebagian) (\w+)"
)
_MAY_FOLLOW = FILLER | SELVES | frozenset(
    "hadir hdr datang dtg dateng ikut ikutan pergi ke kesana kemari kesitu keluar gabung bergabung mengikuti menghadiri "
    "berhadir merapat karena karna krn soalnya sebab hari besok memang juga lagi".split()
)  # fmt: skip
_WISHED = re.compile(  # "maunya datang tapi gak bisa": the wish does not count
    r"\b(?:(?:sebetulnya|sebenarnya|aslinya) )?(?:mau|maunya|niat|sudah niat|ingin|inginnya|pengennya|pinginnya|kepinginnya) "
    r"(?:banget |sekali )?(?:hadir|datang|ikut)(?: ,)* tapi (?:ternyata |sayangnya |memang |malah |mendadak )?(?=tidak (?:bisa|jadi)\b)"
)
_SORRY_AFTER_ALL = re.compile(  # a story, then "jadi mohon maaf saya tidak bisa hadir"
    r"\bjadi (mohon )?maaf( pak| bu| kak| bang| ,)* saya tidak bisa (hadir|datang|ikut)( ,| pak| bu| kak| bang)*$"
)
_STILL_OPEN = frozenset(
    "kalau mungkin kecuali ? tapi hari_pertama wakil diwakilkan pagi siang sesi pertama kedua".split()
)
_THANKED_FOR = frozenset("info infonya informasi informasinya kabarnya pemberitahuannya".split())
_GOING = frozenset("hadir datang ikut bisa tidak belum batal berhalangan".split())
_ALL_THE_SAME = re.compile(  # "walau hujan tetap datang": no doubt
    r"\b(walau|meski|biar)(pun)?( \w+){1,2}(?=[ ,]+(saya |aku )?tetap\b)"
)
_TAILS = {
    True: Tails(
        frozenset("pasti siap semangat".split()),
        re.compile(
            r"\b(sudah|telah) (izin|bilang|pamit) (dengan |ke )?(suami|istri|bos|keluarga|orang rumah)\b"
            r"|\bjam (\d+|tahun)( pagi| siang| sore)?( kan| ya)? \?"
            r"|\b(alamat|lokasi|undangan|jadwal|maps?|peta)(nya)? (tolong |mohon )?(di)?(kirim|share|bagi)(kan)?\b|\bsudah (saya )?(tandai|catat)\b"
        ),
        may_ask=False,
    ),
    False: Tails(
        frozenset(
            "sibuk sakit demam repot kerja jauh ongkos pesanan banyak acara pesta keluarga di luar kota".split()
        ),
        re.compile(
            r"\blain (kali|waktu)\b|\b(ada|lagi|sedang) (acara|pesta|kerja|pesanan|sakit)\b"
        ),
    ),
}
_FIRM = frozenset(
    "hadir datang ikut bisa jadi pasti tidak belum batal berhalangan merapat berangkat".split()
)
_NAMES_IT = frozenset("hadir datang kehadiran berhalangan".split())
_NUMBER_OF_OPTION = re.compile(r"[12](?=[.) ]+\D)[.) ]+")
_REASONS = Reasons(
    "attendance.question", "attendance.unsure", "attendance.both", "attendance.unclear"
)


def understand(text: str) -> Understood[bool]:
    """True where the person comes, False where not.

    "insya Allah" alone, a representative, coming late or only perhaps: asked back. Reasons:
    `attendance.question`, `attendance.unsure`, `attendance.both`, `attendance.unclear`.
    """
    return forgiving(_understood(text), text, _of_head, _TAILS.__getitem__)


def _of_head(head: str) -> Understood[bool]:
    """A bare "ya" before a tail agrees to nothing."""
    named = _FIRM.intersection(plain_words(head))
    return _understood(head) if named else Refused(_REASONS.unclear)


def _understood(text: str) -> Understood[bool]:
    plain = _ALL_THE_SAME.sub(" ", _HOUR.sub(" ", clean(text)))
    chosen = _NUMBER_OF_OPTION.match(plain)
    told = _GOT_NOTHING.search(plain)
    if told and told[1] not in _MAY_FOLLOW:
        return AsksBack(_REASONS.unsure)
    row = " ".join(plain_words(plain[chosen.end() :] if chosen else plain))
    words = _WISHED.sub("", row).split()
    if _SOMEBODY_ELSE.search(" ".join(words)):
        return AsksBack(_REASONS.unsure)
    if _SORRY_AFTER_ALL.search(row) and not _STILL_OPEN.intersection(words):
        return Accepted(False)
    if _THANKED_FOR.intersection(words) and not _GOING.intersection(words):
        return AsksBack(_REASONS.unsure)  # "ok makasih infonya" was read, and no more
    understood = decide(words, _DICTIONARY, _REASONS)
    if chosen and understood != Accepted(chosen[0][0] == "1"):
        return AsksBack(_REASONS.both)  # "2. hadir": two is that they cannot
    return understood


def is_named(text: str) -> bool:
    """Whether it says by itself that it is about coming: "hadir", "tidak bisa", but not "ya"."""
    words = set(plain_words(clean(text)))
    return bool(words & _NAMES_IT) or {"tidak", "bisa"} <= words
