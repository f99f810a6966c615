"""Words for holding a paper or not: the phrases of `have`, in the plain forms of `spelling`."""

import re

from domain.answers.sentence_words import GENERAL_NO, GENERAL_YES
from domain.answers.tails import Tails

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
SOFT_YES = "ya; sudah; ada; punya; already"
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

EXPIRED = re.compile(r"\bsampai (?:tahun )?(?:201\d|202[0-5])\b")  # over when this was written
ADE = re.compile(r"\b(sudah|tidak|belum|masih) ade\b")
"""Melayu for "ada"; alone it may be whom one calls so ("ade punya")."""
LOST = re.compile(
    r"\b(?:ke)?hilang(?:an)?\b|\b(?:di|ke)curi(?:an)?\b|\b(?:di|ke)curi\b|\b(?:ke|ter)bakar(?:an)?\b|\b(?:ke)?banjir(?:an)?\b"
    r"|\b(?:ke|ter)tinggal(?:an)?\b|\btercecer\b|\bkelupaan\b|\bdipegang\b|\bdimakan\b|\bdigadaikan\b|\bditahan\b|\bdisita\b|\bdirampas\b|\bditarik\b|\bdicabut\b"
)
"""A paper that was there, whatever "belum" or "gak ada" denies."""
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
_AT = r"(?:lemari|laci|map|dinding|rumah|toko|etalase|dapur|meja|hp|galeri|kamar|tas|dompet|brankas|rak|pigura|bingkai|figura|steling|laptop|email|gudang)"
_KEPT = r"(?:simpan|disimpan|tersimpan|ditempel|tempel|dipajang|pajang|digantung|gantung|dibingkai|dipigura|dilaminating|laminating|diletakkan|ditaruh|taruh|ada)"
_HELPERS = r"(?:orang |pihak )?(?:dinas|petugas|pendamping|penyuluh|kampus|mahasiswa|anak|suami|istri|keponakan|menantu)"
_EASY = r"(?:gratis|gampang|mudah|cepat|lancar)"
TAILS_OF_YES = Tails(
    frozenset("kemarin lengkap asli resmi aman rapi laminating dilaminating".split()),
    re.compile(
        # until when, since when
        r"\b(?:masih |sudah )?(?:berlaku|aktif|hidup|bagus)(?:nya)?(?: sampai(?: tahun)? (?:(?!201\d|202[0-5])20\d\d|sekarang)| (?:seumur hidup|selamanya))?\b"
        r"|\b(?:(?:dari|sejak|keluar|terbit|jadi|dibuat)(?: dari)? )?tahun 20\d\d\b|\b(?:dari|sejak|keluar|terbit|jadi) 20\d\d\b"
        r"|\b(?:baru )?(?:keluar |terbit |jadi |selesai )?(?:minggu|bulan|tahun) (?:lalu|kemarin)\b|\bsudah lama\b|\b(?:dari|sejak) (?:dulu|lama|awal)\b"
        # where it is kept
        rf"|\b(?:surat(?:nya)? |kertas(?:nya)? )?(?:{_KEPT} )?(?:saya )?di (?:dalam |atas |dekat )?{_AT}(?: rumah| toko| kaca| dapur| mantan)?\b"
        # who helped, and how easy it was
        rf"|\b(?:difasilitasi|bantuan|didampingi|dibuatkan|dibikinkan)(?: oleh| dengan)? {_HELPERS}(?: saya)?\b"
        r"|\btidak (?:susah|ribet|mahal|lama)\b|\b(?:susah|lama|ribet)(?: kali| sekali| banget) (?:(?:ng|meng)?urusnya|buatnya)\b"
        rf"|\b{_EASY}(?: kali| sekali| banget)?(?: kok)?(?: kemarin)?(?: (?:ng)?urus(?:nya)?| mengurus(?:nya)?| buat(?:nya)?)?\b"
        # shall I send a picture of it?
        r"|\bmau saya (?:kirim|foto)(?: ?foto(?:nya)?)?\b(?: \?)?"
        r"|\b(?:sudah )?(?:saya )?(?:kukirim|kirim) fotonya\b|\bfotonya (?:menyusul|nanti) (?:saya )?kirim\b"
    ),
    may_ask=False,
)
"""Where it is, since and until when, who helped: any other word may take the paper away again."""
TAILS_OF_NO = Tails(
    frozenset(
        "mahal murah ribet repot susah sulit sibuk malas jauh antri antre antrian antriannya panjang online "
        "onlinenya error eror jaringan sinyal internet email disuruh pakai takut pajak "
        "cara caranya syarat syaratnya mau nanti rencana rencananya niat ingin akan tapi karena karna krn soalnya urus ngurus mengurus urusnya "
        "ngurusnya mengurusnya buat bikin daftar bagaimana minta bantuan boleh gaptek tua usaha kecil kecilan jualan rumahan "
        "saya besok lusa secepatnya segera kali sekali banget".split()
    ),
    re.compile(
        r"\b(?:dulu )?(?:mau|nanti|rencana|ingin|akan|minta|tolong)(?: mau)? (?:di|meng)?(?:urus|buat|bikin|daftar)(?:kan)?(?: (?:minggu|bulan|tahun) depan)?\b"
        r"|\b(?:tidak|belum|mana|kurang) (?:mengerti|paham|tahu|bisa|sempat|berani|mampu)\b"
        r"|\bmasih (?:usaha|kecil|rumahan|jualan|sibuk|takut)\b|\berr?or terus\b"
        r"|\bmahal katanya\b|\b(?:tidak|belum) ada (?:waktu|biaya|biayanya|modal|uang|duit|dana|yang (?:bantuan|ajari|ngajari|urus|ngurus))\b"
        r"|\bbaru (?:mulai|buka|merintis)(?: usaha)?\b|\b(?:bisa|boleh|minta|mohon|tolong) bantuan(?: ngurus(?:nya)?| urus(?:nya)?)? ?\??"
        r"|\b(?:minggu|bulan|tahun) depan\b"
    ),
)
"""Why not, when it will be tried, and a request for help."""
TAILS = {True: TAILS_OF_YES, False: TAILS_OF_NO}
