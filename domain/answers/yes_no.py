"""Is the person willing? "iya pak", "gak masalah", "ya nggak lah", "👍"."""

import re

from domain.answers.phrases import phrases
from domain.answers.polarity import Polarity as P
from domain.answers.polarity import Reasons, decide
from domain.answers.result import AsksBack, Understood
from domain.answers.sentence_words import (
    BASE,
    CALM,
    GENERAL_NO,
    GENERAL_SOFT_NO,
    GENERAL_YES,
    PAST,
    SILENT,
)
from domain.answers.spelling import plain_words
from domain.answers.words import clean

_YES = f"""
{GENERAL_YES}; {CALM}; setuju; sepakat; saya setuju; sangat setuju; setuju banget; bersedia
saya bersedia; sudah setuju; siap bersedia; mau sekali; mau banget; mau ikut; mau setuju
ikut setuju; saya mau; saya ikut; boleh banget; boleh sekali; sangat boleh; iya boleh; iya mau
iya bisa; bisa ikut; menyetujui; dengan senang hati; sangat mau; sangat bersedia; menerima
saya terima; terima saja; mendukung; saya dukung; izinkan; saya izinkan; diizinkan; diijinkan
saya ijinkan; mengizinkan; ikhlas; rela; tidak perlu ragu; tidak usah ragu; ho
setuju dengan syaratnya; siap laksanakan; siap mengikuti; s7; siapa takut; iya sudah; ya sudah
jelas mau; pasti mau; tentu mau; akur; mau dihubungi; boleh dihubungi; silakan dihubungi
i agree; agree; agreed; of course; absolutely; sure; mau daftar; mau terus; tidak berkeberatan
"""
_SOFT_YES = """
ya; mau; ok; baik; siap; boleh; bisa; ikut; lanjut; lanjutkan; gas; gas pol; mantap; deal; aman
bagus; silakan; silahkan; monggo; sudah; yakin; sangat; sah; daftar; daftarkan; jadi; cocok
sanggup; ayo; hayuk; yuk; yok; hayo; simpan; dipersilakan; dipersilahkan; mari; ayok; hayok; kuy
terima; dukung; pas; senang; dengan senang hati; tentunya; senang hati; manut; nurut; gratis mau
"""
_NO = f"""
{GENERAL_NO}; tidak mau; tidak setuju; tidak bersedia; tidak boleh; tidak bisa; tidak ikut
tidak usah; tidak perlu; tidak payah; malas; tidak ingin; tidak jadi; tidak dulu; jangan dulu
jangan disimpan; jangan mau; belum mau; belum bersedia; belum setuju; belum siap; belum minat
belum bisa; menolak; nolak; saya tolak; tolak; keberatan; tidak minat; tidak suka; tidak izinkan
tidak ijinkan; tidak mengizinkan; tidak terima; tidak siap; tidak sanggup; tidak berani
kurang setuju; kurang minat; kurang mau; kurang bersedia; kurang suka; tidak sudi; tidak sempat
tidak ada waktu; batal; batal saja; mundur; saya mundur; tidak cocok; tidak rela; tidak ikhlas
tidak akan; tidak lah ya; tidak dulu lah; tidak deh; sama sekali tidak; belum dulu; belum dulu lah
sebaiknya tidak; lebih baik tidak; lebih baik jangan; tidak mau lagi; tidak nak
tidak untuk sekarang; belum bisa bersedia; sudah tidak usah; sudah tidak mau; sudah tidak perlu
sudah jangan; big no; tidak pala; belum pala; kurang sreg; tidak sreg; tidak tertarik
belum tertarik; tidak mau dulu; belum mau dulu; tidak bisa dulu; tidak ikut dulu; tidak usah dulu
tidak perlu dulu; mana mau; not interested; no way; disagree; i disagree; do not agree
dont agree; dont want; do not want; not now; tidak usa
"""
_DENIED = ";".join(
    f"{no} {mind} {act}"
    for no in ("tidak", "belum", "kurang")
    for mind in ("mau", "bersedia", "setuju", "bisa")
    for act in (
        "ikut",
        "daftar",
        "hadir",
        "datang",
        "gabung",
        "bergabung",
        "lanjut",
        "disimpan",
        "simpan",
        "dihubungi",
    )
    if (mind, act) != ("bisa", "hadir")
)
_BOTH = ";".join(
    f"; {one} {link} {other}"
    for yes in ("ya", "iya", "mau", "setuju", "bersedia", "boleh", "bisa")
    for one, other in ((yes, "tidak"), ("tidak", yes))
    for link in ("dan", "dengan", "campur", "juga")
)
_DICTIONARY = phrases(
    {
        **BASE,
        P.DOUBT: BASE[P.DOUBT] + PAST + _BOTH,
        P.REASON: BASE[P.REASON] + "; lain kali; lain kali saja; lain waktu",
        P.SOFT_YES: _SOFT_YES,
        P.YES: _YES,
        P.SOFT_NO: GENERAL_SOFT_NO + "; jangan",
        P.NO: _NO + _DENIED,
    },
    dropping=SILENT,
)
_IT_MAY_BE = re.compile(r"\bbisa (aja|saja|jadi)\b")
_THANKED = re.compile(  # "makasih, tapi enggak": the thanks agree to nothing
    r"^(terima kasih|makasih|maaf)( banyak)?( kak| pak| bu| bang| ,)* tapi (?=tidak\b)"
)
_SLASHED = re.compile(r"(?<=[a-z]) ?/ ?(?=[a-z])")  # "ya / tidak" is the question, said again
_HUMMED = re.compile(r"\bhe+h?[ -]eh\b|\bhe+eh\b")  # "he eh": a yes with closed lips
_STRONG = frozenset("setuju bersedia menyetujui izinkan mengizinkan".split())
_REASONS = Reasons("yes_no.question", "yes_no.unsure", "yes_no.both", "yes_no.unclear")


def understand(text: str) -> Understood[bool]:
    """True where the person agrees, False where not.

    A condition, a delay, a question or two meanings are asked back. Reasons: `yes_no.question`,
    `yes_no.unsure`, `yes_no.both`, `yes_no.unclear`. A number is not an answer here: the list
    that was shown gives it its meaning (`choice`).
    """
    if _IT_MAY_BE.search(clean(text)):
        return AsksBack(_REASONS.unsure)
    said = _SLASHED.sub(" dan ", _HUMMED.sub("iya", clean(text)))
    row = _THANKED.sub("", " ".join(plain_words(said)))
    words = [word for word in row.split() if word != "100"]  # "setuju 100%"
    return decide(words, _DICTIONARY, _REASONS, strong=_STRONG)
