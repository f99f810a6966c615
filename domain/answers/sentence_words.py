"""Phrases that mean the same in every yes/no answer: doubt, condition, question, filler.

Words stand in the plain form of `spelling`.
"""

from domain.answers.polarity import Polarity as P
from domain.answers.vocabulary import ADDRESS, GREETINGS, PARTICLES, POLITE, SELVES
from domain.answers.words import BREAK, QUESTION, THINKING, THUMB_DOWN, THUMB_UP

DOUBT = f"""
kalau; tapi; nanti; dulu; mungkin; kayak; kayaknya; kek; keknya; kayanya; sepertinya; rasanya
kyknya; kaya; entah; entahlah; ntah; ntahlah; bingung; ragu; ragu ragu; pikir; pikir pikir; mikir
mikir mikir; pikirkan; dipikir; pikirin; tanya; nanya; tanyakan; bertanya; nanyak; tengok; lihat
liat; lihatlah; tunggu; sebentar; bentar; sabar; coba; cobalah; nyoba; semoga; moga; mudah mudahan
mudahan; moga moga; usahakan; diusahakan; usaha usahakan; kusahakan; tergantung; gantung; terserah
serah; terserahlah; mana; atau; antara; belum; kadang; kadang kadang; sekali sekali; belum tahu
belum paham; belum mengerti; belum bisa dipastikan; belum dapat dipastikan; tidak bisa dipastikan
tidak tahu; tidak mengerti; tidak paham; kurang paham; kurang tahu; tidak yakin; kurang yakin
belum yakin; tidak janji; belum pasti; tidak pasti; belum jelas; tidak jelas; bukan
tidak bisa janji; belum bisa janji; belum bisa pastikan; setengah; separuh; sebagian; nggantung
katanya; kata; andai; seandainya; andaikan; antara iya; rundingkan; runding; musyawarah; diskusi
diskusikan; pertimbangkan; dipertimbangkan; pertimbangan; kabari; dikabari; menyusul; besok; lusa
kapan kapan; lain waktu; mau lihat; jangan kasih; jangan sampai; bisa jadi; boleh jadi; bisa saja; bukan tidak
maybe; mbuh; embuh; mungkinlah; barangkali; jarang jarang; hampir; sedikit; dikit; kurang tau
ya begitu; gitu; begitu; ya gitu; iya kali; ya kali; kali ya; cuek; bodo; amat; bodo amat; syarat
syaratnya; bersyarat; pastikan; tunda; ditunda; pending; skip; lewati; lewat; ganti; salah
eh salah; lupa; hilang; tidak juga; tidak selalu; tidak semua; tidak terlalu; tidak begitu
tidak sepenuhnya; tidak sampai; tidak mungkin tidak; tidak bisa tidak; tidak boleh tidak
tidak iya; iya dan tidak; walau; bukan begitu; bisa iya; kenapa tidak; tetangga; kawan; teman
{THINKING}
"""

PAST = """
kemarin; kmrn; kemaren; kemarin itu; semalam; minggu lalu; minggu kemarin; bulan lalu
bulan kemarin; tahun lalu; waktu itu; pernah; sudah pernah; dulunya
"""
"""What was then says nothing of what is asked now."""

QUESTIONS = f"""
{QUESTION}; kapan; berapa; dimana; di mana; kemana; ke mana; siapa; apa; bagaimana; kenapa; knp
mengapa; ngapain; ngapa; jam berapa; apa saja; apa aja; apa itu; maksudnya; maksud; artinya
gunanya; untuk apa; bisa tidak; boleh tidak; ada tidak; bayar tidak; gratis tidak; masa; masak sih
mau tanya; mana tempatnya; mana lokasinya; bolehkah; bisakah; adakah; haruskah; perlukah; apakah
contohnya; bayar berapa; wajib tidak; harus tidak; jadi tidak; iya kah; benarkah; serius; seriusan
"""

CALM = """
tidakapa; tidak masalah; tidak apa; tidak apa apa; tidak apalah; tidak jadi masalah; bukan masalah
tidak keberatan; tidak menolak; tidak nolak; tidak ada masalah; tidak mengapa; tidak kenapa
tidak kenapa kenapa; no problem; tidak problem; tidak problema; tidak kenapa napa
tidak pun masalah; tidak ada keberatan; tidak merasa keberatan; tidak soal; tidak jadi soal
tidak jadi soalan; bukan soal; santai; tidak ada halangan; tidak halangan; tidak problemo
bebas hambatan; tidak jadi apa apa
"""
"""A worry that is denied is consent."""

_FILLER_PHRASES = """
banget; sekali; kali; terus; pun; juga; jg; pasti; tentu; tentunya; pastinya; dengan senang hati
memang; emang; mmg; betul; benar; bener; ini; itu; ke; di; nya; sangat; amat sangat; semua
semuanya; sepenuhnya; sepenuh hati; sekarang; skrg; hari ini; mudah; dengan; lagi; terima kasih
terima kasih banyak; jangan dicoret; jangan dihapus; kasih; semoga bermanfaat; mudahan bermanfaat
mudah mudahan bermanfaat; mudah mudahan lancar; nian; semoga lancar; semoga berkah; semoga sukses
semoga berhasil; pokoknya; terima kasih atas; infonya; info; selamat pagi; selamat siang; selamat sore
selamat malam; dari tadi; sejak tadi; lama; insyaf
"""

_NEUTRAL = """
data; datanya; disimpan; simpan; simpanlah; dipakai; pakai; digunakan; gunakan; dicatat; catat
dimasukkan; dilanjutkan; dilanjut; diproses; dinas; pelatihan; pelatihannya; acara; acaranya
kegiatan; tersebut; malah; tenang; demi; kemajuan; usaha; namanya usaha; namanya juga usaha
please; paham; mengerti; tepat waktu; bagi; sana; di sana; penuh; full; dari awal sampai akhir
sampai selesai; sampai akhir; info; informasi; kabar; undangannya; usul; usulannya; programnya
program; kerja sama; kerjasama; kulo; pol; infonya; aturan; aturannya; ketentuan; ketentuannya
sesuai; arahan; dan; dan suami; dan istri; dengan suami; dengan istri; bersama suami
bersama istri; bersama; untuk disimpan; yang ini; ternyata; minta; kepada; oleh; pihak; bahwa
dengan ini; menyatakan; nyatakan; sepenuhnya; seluruhnya; hati; baik baik; lahir batin; hak; isi
isinya; mengisi; ngisi; daftar hadir; formulir; selalu; terimakasih; atas; tawarannya; ajakannya
kesempatannya; undangan; perhatiannya; kebaikan; kebaikan bersama; bersama sama; membawa; bawa
ktp; nama; fix; fiks; tidak sabar; sudah tidak sabar; karena; karna; krn; soalnya; pribadi
sekeluarga; untuk saat ini; saat ini; sementara; sementara ini; untuk sementara; malahan; jelas
sudah lama menunggu; sudah lama nunggu; sudah lama tunggu; sudah lama ditunggu; maju; mau maju; biar maju; supaya maju; tanda; tenang; berat hati; dengan berat hati; sudah di jalan; bantuannya; semangat; senang; gembira; asik; asyik
asiik; mantap; keren; top
"""
"""Said beside a yes or a no, and never against it."""

FILLERS = (
    _FILLER_PHRASES + _NEUTRAL + ";" + ";".join(sorted((GREETINGS | ADDRESS) - {"p"})) + "; ya"
)

PIOUS = "insya; in insya allah; insya allah; insya allah ya"
REASONS = """
rasa; suami; istri; anak; takut; khawatir; sakit; demam; opname; hujan; banjir; luar kota
di luar kota; pulang kampung; mudik; jaga; acara; ada acara; acara keluarga; keluarga; pesta
undangan; kerja; hamil; melahirkan; sibuk; sempat; ongkos; jauh; mertua; repot; malu; orang tua
kampung; rumah sakit; duka; meninggal; wisuda; jadwal; bentrok; capek
"""
SILENT = (PARTICLES - {"ya"}) | SELVES | (POLITE - {"terima", "kasih"})
"""Words that count nowhere, not even between the words of a phrase."""

BASE = {
    P.FILLER: FILLERS,
    P.PAUSE: BREAK,
    P.DOUBT: DOUBT,
    P.PIOUS: PIOUS,
    P.REASON: REASONS,
    P.QUESTION: QUESTIONS,
}

GENERAL_YES = (
    f"{THUMB_UP}; iya; iya benar; betul; benar; bener; tentu; pasti; tentu saja; pasti dong"
)
GENERAL_NO = THUMB_DOWN
GENERAL_SOFT_NO = "tidak; tidak saja; no; nope; no thanks; no thank you"
