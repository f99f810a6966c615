"""Whether a message only says that the answer comes later: "nanti ya kak, lagi goreng"."""

from itertools import pairwise

from domain.answers.spelling import plain_words
from domain.answers.vocabulary import ADDRESS, FILLER, GREETINGS, SELVES
from domain.answers.words import BREAK

_SPELT = {
    spelt: word
    for word, all_ in {
        "nanti": "ntr nantik", "besok": "bsk besuk", "tunggu": "tggu tgu tnggu tungguin",
        "sebentar": "bntr bentar sbentar sbntr sbntar bentaran sebntar sek wait", "malam": "mlm", "masih": "msh",
        "lagi": "lg sedang sdg", "sempat": "sempet smpat", "sekarang": "skrg skrang", "habis": "abis hbs",
        "sibuk": "sbuk", "setelah": "stlh sesudah", "lanjut": "lnjut lanjutin lanjutkan lanjutnya kulanjut "
        "terusin teruskan kuteruskan sambung sambungin nyambung",
    }.items()
    for spelt in all_.split()
}  # fmt: skip
_DELAYS = frozenset("nanti besok sebentar tunggu".split())
_AT_IT = frozenset("lagi masih".split())
_BUSY = frozenset(
    "sibuk repot kerja goreng menggoreng masak jualan dagang pasar toko jalan luar rumah pesta acara rapat "
    "antar jemput nyetir hujan makan tidur salat sholat ibadah gereja masjid pengajian sakit capek belanja "
    "panen jahit bungkus produksi rewang".split()
)
_NO_TIME = frozenset("sempat waktu".split())
_OTHERS = _BUSY | _NO_TIME | FILLER | SELVES | GREETINGS | _DELAYS | _AT_IT | frozenset(
    "iya oke ok baik dulu juga mau akan bisa isi mengisi ngisi kuisi isinya diisi lanjut jawab kujawab dijawab "
    "jawabnya kabari kabarin kukabari kasih tahu kirim kukirim hubungi kuhubungi chat balas kubalas daftar "
    "daftarnya jam habis setelah magrib maghrib isya subuh zuhur dzuhur ashar asar pulang hari ini itu minggu "
    "bulan depan di ke dari sampai anak cucu sekolah sekarang kalau sudah belum tidak ada senggang longgar santai "
    "luang kosong sepi selesai satu dua tiga lima sepuluh menit jam detik lain kali kapan pikir mikir pikirkan "
    "tanya suami istri lusa soalnya karena".split()
) | {BREAK}  # fmt: skip
_DELAYING = frozenset(
    (first, second)
    for phrase in (
        "belum|tidak sempat", "lain kali|waktu", "kapan aja|saja", "jam|menit|hari lagi", "minggu|bulan depan",
        "habis|setelah magrib|maghrib|isya|subuh|zuhur|dzuhur|ashar|asar|pulang|jualan|kerja|masak|makan|hujan",
        "lagi|masih sibuk|repot", "lusa ya|aja|saja",
    )
    for first in phrase.split()[0].split("|")
    for second in phrase.split()[1].split("|")
)  # fmt: skip
_BEHIND_A_DELAY = ADDRESS | SELVES | frozenset(
    "ya iya dulu aja saja lah malam sore siang pagi kalau habis setelah jam".split()
)  # fmt: skip


def is_later(text: str, *, whatever_follows: bool = True) -> bool:
    """Whether nothing but a delay is said: not now, and no part of an answer.

    A name may hold such a word ("Kopi Sebentar"); only its beginning decides where others follow
    in its clause: "nanti ya", "besok saya …", "tunggu kak …". whatever_follows: False where these
    may be an answer ("nanti saya buat dari ubi").
    """
    words = [_SPELT.get(word, word) for word in plain_words(text)]
    if not words or any(word[0].isdigit() and len(word) > 2 for word in words):
        return False
    first = words[: words.index(BREAK)] if BREAK in words else words
    others = words[len(first) :]
    if not _are_known(others):
        return False
    opens = not _DELAYS.isdisjoint(first[:1]) and not _BEHIND_A_DELAY.isdisjoint(first[1:2])
    if whatever_follows and opens:
        return True
    return _are_known(first) and (not _DELAYS.isdisjoint(words) or _is_busy(words))


def _are_known(words: list[str]) -> bool:
    return all(word in _OTHERS or word[0].isdigit() for word in words)


def _is_busy(words: list[str]) -> bool:
    """ "lagi goreng", "masih di jalan kak", "belum sempat", "2 jam lagi ya"."""
    pairs = set(pairwise(words))
    if not _DELAYING.isdisjoint(pairs):
        return True
    is_out = ("di", "pasar") in pairs or ("di", "jalan") in pairs or ("di", "luar") in pairs
    is_at_it = any(a == "lagi" and b in _BUSY for a, b in pairs)
    return is_at_it or (is_out and words[0] in _AT_IT)
