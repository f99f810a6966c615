"""Words for holding a paper or not: the phrases of `have`, in the plain forms of `spelling`."""

import re

from domain.answers.sentence_words import GENERAL_NO, GENERAL_YES
from domain.answers.tails import Turns

YES = f"""
{GENERAL_YES}; sudah ada; sudah punya; sudah lama; sudah lama punya; sudah lama ada
ada dan lengkap; sudah pasti ada; sudah dari dulu; dari dulu; sejak dulu; sejak awal; ada dong
punya dong; iya ada; iya punya; iya sudah; sudah jadi; sudah keluar; sudah terbit; sudah selesai
sudah siap; lengkap; sudah lengkap; ada sejak; sudah dari; masih ada; sudah dapat; sudah bisa
sudah lama jadi; sudah lama keluar; ada masih berlaku; masih ada berlaku; sudah ada masih berlaku
masih hidup; ya sudah ada; ya sudah punya; ya sudah lama; sudah diserahkan; ada di lemari
ada di kantor; ada di hp; ada di laci; ada di map; ada di toko; sudah da; sudah terdaftar
sudah bersertifikat; sudah diterbitkan; sudah dikeluarkan; sudah resmi; sudah bersertifikasi
sudah dibuat; sudah buat; sudah bikin; sudah di tangan; sudah pegang; ada ini; ada lengkap
sudah ada semua; sudah dikasih; sudah terima; baru bisa; baru bisa bulan kemarin; sejak pandemi
sejak corona; sejak covid; baru jadi; baru keluar; baru terbit; baru selesai
sudah diurus dan sudah keluar; ada cuma lupa nomornya; ada tapi lupa nomornya; baru keluar kemarin
aman; tinggal cetak; nunga ada; ada di rumah; ada kemarin; keluar kemarin; jadi kemarin
sudah bulan lalu; keluar bulan lalu; jadi bulan lalu; terbit bulan lalu; keluar tahun lalu
ada punya; ada di kampung; ada satu; sejak lama; sudah sejak lama; baru siap; baru siap diurus; siap diurus
sudah siap diurus; alah ada; alah punya; lai ada; lai punya; i have; already have; sudah have; have it; have one; got it; yes have
sudah dipunya; sudah lama diurus; masih aktif; masih hidup; tahun lalu; sudah setahun; sudah tahun; dari tahun; sejak tahun
"""
DONE = ";".join(
    [
        *(
            f"sudah {got} {link} {out}"
            for got in ("diurus", "urus", "diajukan", "daftar", "didaftarkan")
            for link in ("dan sudah", "sudah", "dan")
            for out in ("keluar", "terbit", "jadi", "selesai", "ada")
        ),
        *(
            f"baru {unit} {last} {out}"
            for unit in ("minggu", "bulan", "tahun")
            for last in ("lalu", "kemarin", "ini")
            for out in ("keluar", "terbit", "jadi")
        ),
    ]
)
SOFT_YES = "ya; sudah; ada; punya"
NO = f"""
{GENERAL_NO}; belum ada; belum punya; tidak ada; tidak punya; belum bisa; belum buat; belum bikin
belum jadi; belum pernah; tidak pernah; belum sempat; belum urus; belum mengurus; belum diurus
belum dapat; belum punya lagi; belum ada lagi; belum sama sekali; tidak ada sama sekali
belum pernah ada; belum siap; belum dibuat; belum juga; belum lagi; tidak ada lagi punya
belum pernah punya; belum pernah urus; belum pernah daftar; belum ada niat; tidak ada niat
belum niat; belum ada rencana; belum pernah buat; tidak ada satupun; kosong; nihil; belum lah
belum keluar; belum terbit; belum selesai; belum terdaftar; belum daftar; belum memiliki
tidak pernah punya; tidak pernah buat; tidak pernah urus; belum ngurus; belum pernah ngurus
belum sempat ngurus; belum sempat urus; belum sempat buat; belum sempat bikin; belum bisa urus
belum bisa ngurus; belum bisa buat; belum bisa bikin; satu belum; tidak pernah ada; semua belum
belum berani; belum berani urus; belum berani ngurus; belum dikasih; belum da; tidak da
belum pala; tidak pala; so ada; baru mau urus; baru mau ngurus; baru mau buat; baru mau bikin
baru mau mulai; baru mau daftar; masih belum; sampai sekarang belum; belum kepikiran
belum terpikir; not yet; dont have; do not have; not have; havent; have not; no dont have; not got
"""
_TO_GET = ("urus", "ngurus", "mengurus", "buat", "bikin", "daftar", "diurus", "dibuat", "dibikin")
_NOT_YET = (
    "belum", "masih belum", "belum pernah", "tidak pernah", "belum sempat", "belum bisa", "belum mau",
    "belum ada niat", "belum niat", "belum sanggup", "belum ada yang",
)  # fmt: skip
NOT_DONE = ";".join(
    f"{no} {get} {what}"
    for no in _NOT_YET
    for get in (*_TO_GET, "ada", "punya", "jadi", "terbit", "keluar")
    for what in ("", "apa", "apa apa")
)
NOTHING = ";".join(
    f"{none} {paper} {what}"
    for none in ("tidak ada", "belum ada", "tidak punya", "belum punya")
    for paper in ("", "surat", "izin", "ijin", "dokumen", "surat izin")
    for what in ("apa", "apa apa")
)
_PLAN = (
    "mau", "nanti", "nanti mau", "rencana mau", "rencana", "ingin", "akan", "baru mau", "tapi mau",
    "sedang mau", "niat", "niat mau",
)  # fmt: skip
_LACK = (
    "tidak tahu", "belum tahu", "tidak mengerti", "belum mengerti", "kurang mengerti",
    "kurang tahu", "tidak paham", "belum paham", "kurang paham", "tapi tidak tahu",
    "tapi belum tahu", "tapi tidak mengerti", "tapi belum mengerti", "mau buat tapi tidak tahu",
    "mau urus tapi tidak tahu", "mau buat tapi tidak mengerti",
)  # fmt: skip
_HOW = (
    "", "cara", "caranya", "cara urus", "cara ngurus", "cara ngurusnya", "cara buat", "cara buatnya",
    "cara bikin", "mau urus", "mau ngurus dimana", "urus dimana", "buat dimana", "ngurus dimana",
)  # fmt: skip
_HOW_TO = ("bagaimana", "dimana", "di mana", "bagaimana cara", "cara", "kemana")
_THE_WAY = (
    "caranya", "buat", "buatnya", "urus", "urusnya", "ngurus", "ngurusnya", "bikin", "bikinnya",
    "daftar", "daftarnya", "mengurus", "mengurusnya", "membuat", "membuatnya", "mengurusnya",
)  # fmt: skip
DOUBT = """
proses; diproses; diurus; urus; ngurus; mengurus; pengurusan; sedang; baru; masih; mati
kadaluarsa; kadaluwarsa; expired; habis; rusak; terbakar; dulu ada; dulu punya; atas nama; nama
orang; punya suami; punya istri; punya orang; punya anak; pinjam; numpang; calon; mau urus
mau buat; mau bikin; mau; ikut; daftar; mendaftar; didaftarkan; daftarkan; dipegang; ketua
kelompok; sudah daftar; sudah urus; sudah diurus; sudah mengurus; sudah ngurus; diajukan; ajukan
pengajuan; mengajukan; sudah diajukan; punya ibu; punya bapak; punya kakak; punya abang
sudah tidak; sudah tidak ada; sudah tidak punya; sudah mati; sudah habis; ya sudah; sudah belum
tidak tahu ada; tidak tahu punya; lama; pernah; masih berlaku; perpanjang; diperpanjang
"""
ABOUT = """
nib; pirt; halal; siup; surat; suratnya; izin; izinnya; ijin; ijinnya; nomor; nomornya; sertifikat
usaha; tahun; bulan; bulan lalu; minggu lalu; kemarin; di rumah; rumah; sejak; dari; npwp; bpom
merek; hki; sku; dokumen; lengkap; semua; berkas; dan; juga; apa apa; apapun; buat; bantuan
baru keluar; bulan kemarin; yang lalu; lalu; izin apapun; kecamatan; petugas; oss
"""
PLANS = ";".join(
    [
        *(f"{how} {get}{mark}" for how in _HOW_TO for get in _THE_WAY for mark in ("", " ?")),
        *(f"{plan} {get}" for plan in _PLAN for get in _TO_GET),
        *(f"{lack} {how}" for lack in _LACK for how in _HOW),
        "baru mulai; baru mulai usaha; baru buka; baru buka usaha; usaha baru; masih baru; baru merintis",
        "masih merintis; rencana; rencananya; nanti; nanti dulu; belum ada waktu; tidak ada waktu; susah",
        "susah ngurus; susah urus; ribet; mahal; tidak ada modal; tidak ada biaya; masih kecil",
        "masih kecil kecilan; masih usaha kecil; masih usaha kecil kecilan; usaha kecil; usaha kecil kecilan",
        "tapi jualan kecil; tapi jualan; tapi usaha kecil; tapi kecil kecilan; jualan biasa; jualan kecil",
        "mau bantuan; minta bantuan; butuh bantuan; perlu bantuan; bantuan urus; bantuan ngurus; bantuan buat",
    ]
)
"""Why not yet: explains a "belum", else a doubt."""

KEPT_AT = re.compile(  # "ada, tapi di rumah": a yes all the same
    r"\b((?:sudah |iya )?(?:ada|punya))(?: ,| kak| pak| bu| buk| bang)* tapi (?:suratnya |kertasnya )?(?:ada )?"
    r"(?=di (?:rumah|toko|kantor|lemari|laci|map|hp|kampung)\b(?! [a-z]))"
)
_PAPERS = r"nib|pirt|halal|izin|izinnya|surat|suratnya|sertifikat|sertifikatnya|nomor|nomornya|bpom|merek|hki"
A_PAPER = re.compile(rf"\b({_PAPERS})\b")
OTHER_THINGS = frozenset(
    "ktp npwp bpjs siup tdp sku skdu domisili rekening kartu sim stnk pbb imb data datanya info infonya informasi "
    "undangan undangannya program programnya kegiatan kegiatannya pelatihan pelatihannya nama kabar kabarnya acaranya usaha usahanya".split()
)
"""What a person may have that is none of the papers asked about."""

OTHER_OFFICE = re.compile(
    r"\b(surat|izin|keterangan|rekomendasi|pengantar)(nya)? (dari )?(pak |bu )?"
    r"(lurah|kelurahan|camat|kecamatan|kepling|kepala|rt|rw|desa|tetangga|suami|istri)\b"
)
BY_ITSELF = re.compile(  # "sudah malam", "sudah itu saja"
    r"\bsudah (malam|siang|sore|pagi|itu|gitu|begitu|segitu|cukup)\b"
    r"|\b(ada|punya) (rumah|toko|kantor)\b"
)
NOTHING_LIKE = re.compile(  # "gak ada yang susah"
    r"\b(tidak|belum) ada (masalah|kendala|keluhan|pertanyaan|halangan|tambahan"
    rf"|yang (?!(?:{'|'.join((*_TO_GET, 'punya', 'ada', 'jadi', 'terbit', 'keluar', 'lengkap', 'buatkan'))})\b))"
)
YEARS = re.compile(r"\bsudah (\d+) tahun\b")
OLDEST_PAPER_YEARS = 15  # NIB since 2018; of more years a person speaks of the business or of age

FIRM = frozenset("sudah ada punya belum tidak keluar terbit lengkap".split())
_NOT_WHAT_IT_WAS = frozenset(
    "proses diproses diurus urus mengurus pengurusan sedang mati kadaluarsa kadaluwarsa expired habis rusak terbakar hilang "
    "tercecer atas nama pinjam numpang nebeng calon tinggal perpanjang diperpanjang cabut dicabut bekukan dibekukan diblokir "
    "antri antrian antre nomor tanda tangan resi bukti kuitansi cetak dicetak nunggu ketinggalan tertinggal tanya tanyakan fotokopi fotocopy copy salinan scan mendaftar lagi beda alamat palsu ditolak gagal revisi menunggu nunggu ajukan diajukan pengajuan lapor".split()
)
TURNS = {
    True: Turns(
        _NOT_WHAT_IT_WAS
        | OTHER_THINGS
        | frozenset(
            "masih baru mau ikut daftar ketua kelompok punya lama suami istri anak ibu bapak kakak abang adik".split()
        )
        | frozenset(
            "koperasi perusahaan pabrik cabang pabriknya kelurahan kecamatan bos majikan mertua lurah camat kepling desa sendirinya hampir separuh setengah sebagian cuma".split()
        ),
        harmless_said=re.compile(
            r"\b(masih )?(berlaku|aktif|hidup|bagus)(nya)?( sampai( tahun)? (20\d\d|sekarang))?\b|\bmau saya (kirim|foto)\b"
        ),
    ),
    False: Turns(
        _NOT_WHAT_IT_WAS
        | frozenset(
            "sudah ada punya iya keluar terbit jadi nib pirt halal siup surat izin ijin sertifikat masih baru".split()
        ),
        harmless=frozenset(
            "lagi antri antre antrian tapi tidak belum dulu nanti rencana rencananya niat mana orang kapan besok lusa pernah bagaimana".split()
        ),
        harmless_said=re.compile(
            r"\b(mau|nanti|rencana|ingin|akan|dulu mau) (di)?urus\b|\bmahal katanya\b"
        ),
    ),
}
"""What turns a "sudah", and what a "belum"."""
