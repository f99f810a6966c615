"""Whole messages that open a conversation; the last group is what it is opened with.

Words that every conversation knows (*menu*, *batal* …) are not here: `domain.answers.command`.
"""

import re


def _phrases(*patterns: str) -> re.Pattern[str]:
    """Any of these, with nothing to open the conversation with."""
    return re.compile("|".join(f"(){one}" for one in patterns), re.IGNORECASE)


_DASH = " ?[-\u2010-\u2014] ?"  # a keyboard may lengthen it; without one it is "ikm kain ulos"
INVITATION = re.compile(f"(IKM{_DASH}[A-Z2-9]{{4}}{_DASH}[A-Z2-9]{{4}})", re.IGNORECASE)
NEW_NUMBER = _phrases(
    r"(?:saya )?(?:mau )?(?:ganti|ubah|pindah) (?:nomor|nomer|no)(?: hp| wa| telepon)?(?: saya)?"
)
NOT_ME = _phrases(r"(?:ini )?bukan (?:saya|nomor saya)", r"salah (?:orang|nomor|sambung)")
MY_TRAININGS = _phrases(
    r"(?:lihat )?(?:pelatihan|jadwal) (?:saya|awak)",
    r"pelatihanku",
    r"batal ikut(?: pelatihan)?",
    r"(?:tidak|tak|gak|ga|nggak|ndak) jadi ikut(?: pelatihan)?",
    r"keluar (?:dari )?antrean",
)
TRAININGS = _phrases(
    r"(?:lihat |ada |info |daftar |cari |mau |(?:mau )?ikut |mau daftar )?pelatihan"
    r"(?: apa(?: saja| aja)?)?\??"
)
LIST_PRODUCT = _phrases(
    r"(?:saya |awak )?(?:mau )?(?:jual|jualan|pajang)"
    r"(?: (?:produk|barang))?(?: (?:saya|baru|lain))?",
    r"(?:mau )?(?:tambah|daftar|daftarkan|masukkan) produk(?: (?:saya|baru|lain))?",
)
MY_PRODUCTS = _phrases(
    r"(?:lihat |daftar )?(?:produk|jualan|dagangan) (?:saya|awak)",
    r"produkku",
    r"(?:mau )?(?:ubah|ganti) harga(?: produk)?(?: saya)?",
)
# for buyers
BUYER = _phrases(
    r"(?:saya )?(?:mau )?daftar (?:sebagai |jadi )?pembeli",
    r"saya pembeli",
    r"data pembeli(?: saya)?",
)
CATALOGUE = _phrases(r"(?:lihat |buka |mau lihat )?(?:katalog|katalok)(?:nya)?(?: produk)?\??")
MY_ENQUIRIES = _phrases(r"(?:lihat )?pertanyaan (?:saya|awak)", r"pertanyaanku")
MARKET_EVENTS = _phrases(
    r"(?:lihat |ada |info |daftar |cari |mau |(?:mau )?ikut |mau daftar )?"
    r"(?:bazar|bazaar|pameran|acara pasar|acara)(?:ku| saya| awak)?(?: apa(?: saja| aja)?)?\??",
    r"meja(?:ku| saya| awak)",
    r"(?:kapan|di ?mana) (?:bazar|bazaar|pameran)(?:nya)?\??",
    r"(?:batal|tidak jadi|tak jadi|ga jadi|gak jadi) (?:ikut |daftar )?(?:bazar|bazaar|pameran)",
)
# for coordinators
MEMBERS = _phrases(r"(?:lihat |daftar |data )?anggota(?:ku| saya| awak| klaster)?(?: saya)?\??")
# for owners; for staff and partners the same words are those of everybody's products
PIPELINE = _phrases(
    r"(?:lihat |daftar )?pembeli (?:yang )?(?:berminat|tertarik)", r"pembeli (?:saya|awak)"
)
# for staff
RECOMMEND = _phrases(r"(?:mau )?(?:pilihkan|rekomendasikan|tawarkan) produk", r"pilihan produk")
PLAN_TEMPLATE = _phrases(
    r"(?:minta |kirim )?(?:contoh|format|templat|template) (?:berkas )?"
    r"(?:rencana(?: pelatihan)?|pelatihan)(?: setahun)?",
    r"(?:buat )?rencana (?:pelatihan|setahun)",
)
PLAN = _phrases(r"(?:buat|bikin|rencanakan|tambah) pelatihan(?: baru)?")
OVERSEE = _phrases(r"(?:kelola|atur|urus) pelatihan")
PAPERS = re.compile(  # opened with what was asked for; not the labels of its own options
    r"(berkas(?: pelatihan)?|poster|laporan(?: setahun| tahunan)?|grafik)"
    r"|(?:kirim|minta|cetak) ((?:berkas|laporan|grafik|poster|daftar hadir|daftar peserta)"
    r"(?: pelatihan| setahun| tahunan)?)",
    re.IGNORECASE,
)
TICK = _phrases(r"(?:tandai|centang|catat) (?:yang |peserta )?(?:hadir|kehadiran|daftar hadir)")
REVIEW_PRODUCTS = _phrases(r"(?:periksa|lihat) produk")
#: "turunkan" with the link, or its end, of a product's page.
TAKE_DOWN = re.compile(
    r"(?:turunkan|cabut) (?:produk )?((?:https?://\S+/)?[a-z0-9-]+-[a-z0-9]+)/?", re.IGNORECASE
)
MODERATE = _phrases(r"(?:atur )?(?:moderasi|pemeriksaan) produk")
PLAN_EVENT = _phrases(
    r"(?:buat|bikin|rencanakan|tambah) (?:bazar|bazaar|pameran|acara(?: pasar)?)(?: baru)?"
)
OVERSEE_EVENTS = _phrases(r"(?:kelola|atur|urus) (?:bazar|bazaar|pameran|acara(?: pasar)?)")
#: Words of two minds, taken so only where no form waits for an answer.
ATTENDANCE = _phrases(r"(?:isi |lihat |lembar )?daftar hadir(?: pelatihan)?\??")
ANY_CERTIFICATE = _phrases(r"(?:minta |lihat |kirim |mana |ambil )?sertifikat(?:nya)?\??")
BROADCASTS = _phrases(r"(?:lihat |jeda |hentikan |keadaan )?siaran")
CERTIFICATE = _phrases(
    r"(?:minta |lihat |kirim |mana )?(?:ulang )?"
    r"sertifikat(?:ku| saya| awak| pelatihan)(?: saya)?\??"
)
