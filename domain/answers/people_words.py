"""Words for who works in a small business: the owner, relatives, employees."""

import re

from domain.answers.vocabulary import ADDRESS, PARTICLES, POLITE

TOGETHER = {
    "sendiri": 1, "sendirian": 1, "sorangan": 1, "sorang": 1, "dewe": 1, "dewean": 1, "seorang": 1, "sendirilah": 1,
    "berdua": 2, "beduo": 2, "duaan": 2, "beduaan": 2, "berduaan": 2, "bedua": 2, "bertiga": 3,
    "betiga": 3, "berempat": 4, "bempat": 4, "beempat": 4, "berlima": 5, "belima": 5, "berenam": 6,
    "beenam": 6, "bertujuh": 7, "berdelapan": 8, "bersembilan": 9, "bersepuluh": 10, "bersebelas": 11,
}  # fmt: skip
SELF = frozenset(
    "saya sy sya aku ak aq awak gue gua ane i owner pemilik pemiliknya kami diri".split()
)
OWNER = frozenset("pemilik owner pemiliknya".split())
KIN = frozenset(
    "suami istri bini isteri anak adik adek abang kakak mamak mama bapak ayah ibu ibuk mertua kakek "
    "nenek sepupu ponakan keponakan menantu ipar teman kawan saudara tetangga lakik misua cucu paman "
    "bibi adiknya anaknya istrinya suaminya".split()
)
YOUNG = frozenset("anak adik adek".split())  # relatives that are never a form of address here
HIRED = frozenset(
    "karyawan karyawannya karywan pegawai anggota pekerja tukang anakbuah pembantu asisten helper "
    "buruh penjahit anggotanya pegawainya pekerjanya harian tetap borongan karyawati tukangnya crew "
    "kru staf pegawe karyawanku".split()
)
HEADS = frozenset("wong orang org oang orng ong jiwa kepala oranglah orangnya".split())
PLUS = frozenset(
    "+ dan sama dengan dgn sm ama tambah ditambah plus , & beserta bersama campur dibantu bareng".split()
)
AGAINST = frozenset(
    "atau kadang sampai hingga sd an - ? minimal maksimal paling tergantung kalau kalo klo bukan lebih "
    "kurang antara sekitaran dulu dulunya nanti mau rencana pernah orangtua musim ramai belasan "
    "puluhan gaji rb ribu juta per hari jam tahun bulan minggu x shift tidak gak ga nggak enggak belum "
    "blm berapa keluarga kemarin toko ortu @ / % sering ganti sebagian "
    # wanted
    "butuh perlu membutuhkan memerlukan dibutuhkan diperlukan cari nyari mencari dicari lowongan rekrut merekrut tambahan nambah "
    # was so, or is not at work
    "berhenti resign keluar dipecat pensiun tadinya semula awalnya asalnya sebelumnya libur cuti sakit "
    # other people than those at work
    "pelanggan pelanggannya langganan langganannya pembeli pembelinya konsumen konsumennya customer kastemer "
    "reseller resellernya agen dropshiper dropshipper distributor tamu murid siswa peserta pesertanya pelamar "
    "penonton pengunjung tanggungan jemaah jamaah penjual penerima pemesan penonton nonton beli membeli pesan memesan order daftar mendaftar undangan".split()
)
MODEST = PARTICLES | POLITE | frozenset(
    "cuma cm cuman hanya di sini disini sekarang skrg itu ini yang yg kerja bekerja ngerjain mengerjakan "
    "bantu untuk utk tetap saja jadi jd . ! ( ) : = sekitar kira kita buat yaitu seorang diri pun lagi "
    "lainnya lain wae sudah sdh udah termasuk trmsuk diluar luar selain belum bikin masak rumah dapur nya "
    "ber punya tenaga jumlah jumlahnya total totalnya tim team semua semuanya seluruhnya ada".split()
)  # fmt: skip

WHO_THEY_ARE = frozenset(
    "perempuan laki lelaki pria wanita cewek cowok tangga warga kampung sekitarnya lokal dewasa aktif jahit menjahit "
    "packing bungkus goreng masak produksi melayani ngemas kemas antar".split()
)
"""Modest behind "orang"; alone they may be what is counted ("5 bungkus")."""

DENIALS = frozenset({"tidak", "gak", "ga", "belum", "blm"})
BEHIND_ALONE = MODEST | ADDRESS | DENIALS | SELF | HIRED | HEADS | PLUS | frozenset(TOGETHER) | frozenset(
    "yang bantu pakai pake punya".split()
)  # fmt: skip
"""Behind "sendirian," more of the same; any other word may say that it was so, or will be."""

_ME = r"(saya|sy|aku|awak|kami|pemilik|owner|diri|yang punya|mama|mamak|ibu|bapak|suami|istri|bos)"
_I = r"\b(saya|sy|sya|aku|awak|aq|owner|pemilik)\b"

WITH_ME = re.compile(
    rf"\b(sudah |udah |sdh )?(termasuk|trmsuk|termsuk) {_ME}\b|\b(sudah|udah) (sama|dengan) {_ME}\b"
    r"|\b(saya|sy|aku) (sudah )?termasuk\b"
)
BESIDES_ME = re.compile(
    r"\b(di ?luar|selain|belum termasuk|tidak termasuk|gak termasuk|ga termasuk|blm termasuk"
    r"|tambah|ditambah|plus) (saya|sy|aku|awak|owner|pemilik)\b|\+ ?(saya|sy|aku|awak)\b"
)
ME_AND = re.compile(rf"{_I}.{{0,12}}?(\+|,|\b(dan|tambah|plus|sama|dengan|dibantu|bersama)\b)")
AND_ME = re.compile(r"(\+|\b(dan|tambah|sama|dengan|dgn)\b) ?\b(saya|sy|aku|awak)\b")
ALONE = re.compile(r"\b(sendiri|sendirian|seorang diri|seorang|dewe)\b")
ONLY_ME = re.compile(
    r"\b(cuma|cm|cuman|hanya|cma) (saya|sy|aku|awak)\b|\bone man show\b|\bsaya semua\b"
    r"|\b(saya|sy|aku|awak)( sendiri)? (aja|saja|doang|aj|je|doank)\b"
)
NOT_ALONE = re.compile(
    r"\b(tidak|gak|ga|gk|nggak|ngga|enggak|engga|tak|tdk|ndak|kagak|bukan) (kerja |bekerja |ngerjain )?"
    r"(sendiri|sendirian|sendirilah|seorang diri|saya sendiri|dewean)\b"
)
OWN_CHILDREN = re.compile(  # "saya punya 2 anak": is who works said?
    r"\bpunya (\w+ )?(orang )?(anak(?! ?buah)|cucu|adik|adek|kakak|abang|istri|suami)\b"
)
NOT_A_PERSON = re.compile(
    r"\b(keluarga|rumah|usaha|anak|modal|tenaga|karyawan|dapur|tempat) sendiri\b"
)
NOBODY = re.compile(
    r"\b(tidak|gak|ga|nggak|tak|belum|enggak|ngga|blm|gada) ?(ada|punya|pake|pakai)?"
    r" ?(yang |yg )?(bantu|dibantu|karyawan|pegawai|anggota|pekerja)?\b"
)
TAG = re.compile(
    r"\b(tidak|gak|ga|nggak|enggak|belum|blm)$|^belum (saya|sendiri)\b"
)  # "sendiri gak"
SOMEBODY = re.compile(
    r"\b(kadang|dibantu|bantu|dulu|kalau|tapi|sama|dan|bukan|sampai|atau|tentu|si)\b"
)
COUPLE = re.compile(
    r"(\W|\b(cuma|hanya|kami|sama|aja|saja|kak|bu|pak|ya|bang|lah|la)\b)*"
    r"suami(\s|dan|sama|&|,|-)*(istri|bini|isteri)(\W|\b(aja|saja|kak|bu|pak|ya|bang|lah|la)\b)*"
)
