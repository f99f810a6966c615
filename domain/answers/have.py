"""Does the person already hold it (NIB, PIRT, halal …)? "sudah pak", "belum ada", "gak punya"."""

from domain.answers.phrases import phrases
from domain.answers.polarity import Polarity as P
from domain.answers.polarity import Reasons, decide
from domain.answers.result import Understood
from domain.answers.sentence_words import (
    BASE,
    GENERAL_NO,
    GENERAL_SOFT_NO,
    GENERAL_YES,
    SILENT,
)
from domain.answers.spelling import plain_words

_YES = f"""
{GENERAL_YES}; sudah ada; sudah punya; sudah lama; sudah lama punya; sudah lama ada; ada dan lengkap
sudah pasti ada; ada dong; punya dong; iya ada; iya punya; iya sudah; sudah jadi; sudah keluar
sudah terbit; sudah selesai; sudah siap; lengkap; sudah lengkap; ada sejak; sudah dari; masih ada
sudah dapat; sudah bisa; sudah terdaftar; sudah dibuat; sudah buat; sudah bikin; sudah di tangan
sudah pegang; ada ini; sudah keluar; ada lengkap; sudah ada semua; sudah dikasih; sudah terima
ada punya; tahun lalu; sudah setahun; sudah tahun; dari tahun; sejak tahun
"""
_SOFT_YES = "ya; sudah; ada; punya"
_NO = f"""
{GENERAL_NO}; belum ada; belum punya; tidak ada; tidak punya; belum bisa; belum buat; belum bikin
belum jadi; belum pernah; tidak pernah; belum sempat; belum urus; belum mengurus; belum diurus; belum dapat
belum punya lagi; belum ada lagi; belum sama sekali; tidak ada sama sekali; belum pernah ada; belum siap
belum dibuat; belum juga; belum lagi; tidak ada lagi punya; belum pernah punya; belum pernah urus
belum pernah buat; tidak ada satupun; kosong; nihil; belum lah; belum keluar; belum terbit; belum selesai
belum terdaftar; belum daftar; belum memiliki; tidak pernah punya; tidak pernah buat; tidak pernah urus
belum ngurus; belum pernah ngurus; belum sempat ngurus; belum sempat urus; belum sempat buat
belum sempat bikin; masih belum; sampai sekarang belum; belum kepikiran; belum terpikir
"""
_DOUBT = """
proses; diproses; diurus; urus; ngurus; mengurus; pengurusan; sedang; baru; masih; mati; kadaluarsa
kadaluwarsa; expired; habis; rusak; terbakar; dulu ada; dulu punya; atas nama; nama; orang; punya suami
punya istri; punya orang; punya anak; pinjam; numpang; calon; mau urus; mau buat; mau bikin; mau; ikut
daftar; mendaftar; didaftarkan; daftarkan; dipegang; ketua; kelompok; sudah daftar; sudah urus; sudah diurus
sudah mengurus; sudah ngurus; diajukan; ajukan; pengajuan; mengajukan; sudah diajukan; punya ibu; punya bapak; punya kakak; punya abang; sudah tidak; sudah tidak ada; sudah tidak punya; sudah mati; sudah habis
sudah belum; tidak tahu ada; tidak tahu punya; lama; masih berlaku; perpanjang; diperpanjang
"""
_ABOUT = """
nib; pirt; halal; siup; surat; suratnya; izin; izinnya; ijin; ijinnya; nomor; nomornya; sertifikat; usaha; tahun
bulan; sejak; dari; npwp; bpom; merek; hki; sku; dokumen; lengkap; semua; berkas; dan; juga; kemarin; apa apa; apapun; apa pun; bantuan; baru keluar
"""
_DICTIONARY = phrases(
    {
        **BASE,
        P.DOUBT: BASE[P.DOUBT] + ";" + _DOUBT,
        P.FILLER: BASE[P.FILLER] + ";" + _ABOUT,
        P.SOFT_YES: _SOFT_YES,
        P.SOFT_NO: GENERAL_SOFT_NO + "; belum",
        P.NO: _NO,
        P.YES: _YES,
    },
    dropping=SILENT,
)
_REASONS = Reasons("have.question", "have.unsure", "have.both", "have.unclear")


def understand(text: str) -> Understood[bool]:
    """True where the person holds it, False where not or not yet.

    In process, expired, in another's name: asked back. Reasons: `have.question`, `have.unsure`,
    `have.both`, `have.unclear`.
    """
    words = [word for word in plain_words(text) if not word.isdigit()]  # years, numbers
    return decide(words, _DICTIONARY, _REASONS)
