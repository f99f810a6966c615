"""The phrases of every command, in the plain forms of `spelling` ("bantuin" → "bantuan")."""

from domain.answers import vocabulary

COMMANDS = {
    "cancel": """
        cancel registration; never mind; nevermind; batal; batal saja; sudah batal; sudah batal saja; tidak jadi; tidak jadi daftar; tidak jadi ikut; batal daftar; keluar; keluar dulu
        batal pendaftaran; batal semua; batal semuanya; udahan; udahan dulu; sudahan; akhiri; exit; quit
        hentikan form; keluar dari sini; keluar dari form; keluar dari menu ini; tidak jadi deh; urung
        batal ini; batal proses; batal yang ini; tutup; tutup form; batal pengisian; tidak jadi isi
        tidak jadi lanjut; tidak mau lanjut; tidak usah lanjut; tidak usah dilanjutkan; batal isi; abort
        tidak jadi mendaftar; batal lanjut; batal dulu; batal registrasi""",
    "back": """
        go back; step back; take me back; kembali ke menu sebelumnya; balik ke menu sebelumnya; ke menu sebelumnya; kembali; balik; balek; back; mundur; kembali dulu; balik dulu; balik lagi; kembali lagi; undo
        sebelumnya; yang sebelumnya; pertanyaan sebelumnya; kembali ke sebelumnya; balik ke sebelumnya
        kembali ke pertanyaan sebelumnya; balik ke pertanyaan sebelumnya; ke pertanyaan sebelumnya
        kembali ke yang tadi; balik ke yang tadi; yang tadi; ke yang tadi; ke sebelumnya; mundur satu
        kembali satu; balik satu; mundur dulu; mundur lagi; ke belakang; salah ketik; salah tulis; salah isi
        ubah jawaban; ganti jawaban; ubah jawaban tadi; ganti jawaban tadi; ubah yang tadi; ganti yang tadi
        ulang yang tadi; ulangi yang tadi; salah jawab; salah pencet; salah tekan; kembali ke atas; previous
        perbaiki jawaban; perbaiki yang tadi; jawaban tadi salah; yang tadi salah; tadi salah; mbalik
        kembali ke langkah sebelumnya; langkah sebelumnya; kembali sebentar; balik sebentar; ulang tadi
        kembali ke tadi; balik ke tadi; mundur sikit; balik kebelakang; balik ke belakang; mundur kebelakang""",
    "menu": """
        main menu; back to menu; go to menu; show menu; pergi ke menu; pindah ke menu; to menu; open menu; menu; menu utama; ke menu; ke menu utama; kembali ke menu; kembali ke menu utama; balik ke menu
        balik ke menu utama; buka menu; lihat menu; lihat menunya; menunya; menu awal; kembali ke awal
        balik ke awal; ke awal; awal; home; beranda; utama; pilihan menu; daftar menu; tampilkan menu; kasih menu
        start; mulai; mulai dari awal; dari awal; kasih tengok menu; tengok menu; tengok menunya; minta menu
        halaman utama; halaman awal; menu depan; kasih lihat menu; list menu; main menu; lihat pilihan
        tampilkan menu utama; munculkan menu; menu lagi; lihat menu utama; lihat menu lagi; ada menu apa
        menu nya; menu apa saja; ada menu apa saja; pilihan apa saja; ada pilihan apa saja""",
    "help": """
        please help; help please; need help; i need help; can you help; can you help me; how to; i dont understand; dont understand; i am confused; saya bingung mulai dari mana; bingung mulai dari mana; bingung mau mulai dari mana; bantuan; help; tolong; butuh bantuan; perlu bantuan; minta bantuan; minta tolong; tolong bantuan
        bantuan saya; butuh pertolongan; bingung; saya bingung; bingung saya; tidak mengerti; tidak paham
        kurang paham; kurang mengerti; saya tidak mengerti; saya tidak paham; saya tidak mengerti caranya; saya tidak paham caranya; saya tidak tahu caranya; tidak paham caranya; bagaimana ini; bagaimana caranya
        bagaimana cara; caranya bagaimana; cara pakai; cara pakainya; bagaimana cara pakainya; panduan; petunjuk
        bantuan dong; bisa bantuan; tidak tahu caranya; bagaimana isinya; bagaimana cara isinya
        bagaimana ngisinya; bagaimana cara isi; cara isinya bagaimana; cara isi; cara isinya; cara ngisinya
        sos; belum paham; belum mengerti; bingung kali; bingung banget; pusing; pusing saya
        bagaimana cara pakai; cara pakainya bagaimana; ini bagaimana; bantuan isi; bantuan isikan; info bantuan
        bantuan ngisi; bagaimana makainya; tidak tahu cara isinya; tidak mengerti caranya; help me; pertolongan""",
    "staff": """
        talk to admin; talk to staff; talk to human; human; officer; contact admin; call admin; speak to admin; bicara kepada petugas; tanya kepada petugas; tanya kepada admin; tanya kepada pegawai; petugas; admin; cs; operator; customer service; pegawai; staf; staff; manusia; orang dinas; adminnya
        hubungi petugas; panggil petugas; panggilkan petugas; bicara petugas; bicara dengan petugas; mimin
        ngomong dengan petugas; ngobrol dengan petugas; tanya petugas; chat petugas; chat admin; cakap dengan petugas
        hubungi admin; bicara dengan admin; ngomong dengan admin; tanya admin; hubungkan ke petugas
        hubungkan dengan petugas; sambungkan ke petugas; sambungkan dengan petugas; minta petugas; ada petugas
        bicara dengan orang; ngomong dengan orang; bicara dengan orang dinas; ngomong dengan orang dinas
        cakap dengan orang dinas; cakap dengan orang; bicara dengan manusia; ngomong dengan manusia
        orang asli; bicara dengan orang asli; bicara langsung; bicara langsung dengan petugas; ke petugas
        bicara dengan pegawai; bicara dengan pegawai dinas; ngomong dengan pegawai; ngomong dengan orang asli
        telepon petugas; telpon petugas; nomor petugas; kontak petugas; bicara ke petugas; ngomong ke petugas
        tanya orang dinas; hubungi orang dinas; hubungi dinas; bicara dengan dinas; ketemu petugas; jumpa petugas
        bicara sama petugas; petugasnya; petugasnya ada; ada admin; adminnya ada
        mana petugasnya; mana adminnya; panggil admin; panggilkan admin; sambungkan ke admin; minta admin
        bantuan petugas; tanya ke petugas; tanya ke admin; tanya dengan petugas; bicara orang dinas
        bicara dengan petugas dinas; ngomong dengan petugas dinas; petugas dinas
        chat dengan petugas; chat dengan admin; chat dengan orang; ngobrol dengan orang; ngobrol dengan admin""",
    "stop": """
        stop messages; stop messaging; stop sending messages; stop sending; dont send messages; dont send anymore; stop; setop; berhenti; unsubscribe; unsub; berhenti kirim; stop kirim; stop info; stop siaran; stop broadcast
        berhenti kirim pesan; stop kirim pesan; berhenti kirim info; stop kirim info; berhenti langganan
        stop langganan; berhenti berlangganan; stop berlangganan; berhenti menerima info; stop menerima info
        berhenti menerima pesan; stop pesan; stop semua; stop semua pesan; stop semua info; berhenti info
        berhenti terima info; berhenti terima pesan; stop notifikasi; stop notif; stop kirim kirim
        jangan kirim lagi; jangan kirim pesan lagi; jangan kirim info lagi; jangan kirim pesan
        jangan kirim info; jangan kirim kirim lagi; jangan kirim apa apa lagi; jangan kirim siaran lagi
        tidak usah kirim lagi; tidak usah kirim pesan lagi; tidak usah kirim info lagi; tidak mau kirim lagi
        tidak mau terima info lagi; tidak mau terima pesan lagi; tidak mau menerima info lagi; stop wa
        tidak mau menerima pesan lagi; tidak mau info lagi; tidak mau pesan lagi; berhenti semua; stop chat
        tidak perlu kirim lagi; tidak perlu kirim info lagi; tidak perlu kirim pesan lagi; stop bot
        jangan wa lagi; jangan chat lagi; jangan wa saya lagi; jangan chat saya lagi; jangan hubungi saya lagi
        jangan hubungi lagi; hentikan pesan; hentikan siaran; hentikan info; hentikan kirim pesan; stop promosi
        tidak mau dapat info lagi; tidak mau bisa info lagi; tidak mau kirim info lagi; stop pesannya
        berhenti kirim kirim; berhenti kirim wa; stop kirim wa; jangan kirim wa lagi; jangan kirimi saya lagi
        jangan kirim saya lagi; jangan kirim saya pesan lagi; jangan kirim info apa apa lagi; tidak mau terima lagi
        stop infonya; berhenti dari info; berhenti ikut info; berhenti dari siaran; stop kirim siaran""",
    "resume": """
        mulai lagi; mulai kirim lagi; kirim lagi; aktifkan lagi; aktif lagi; aktifkan; terima info lagi
        mau terima info lagi; mau info lagi; langganan lagi; berlangganan lagi; subscribe; mulai kembali
        aktifkan kembali; mulai terima info lagi; kirim info lagi; kirim pesan lagi; mau kirim lagi
        mau kirim info lagi; mulai terima lagi; mau terima lagi; hidupkan lagi; nyalakan lagi; kirim info kembali""",
    "status": """
        check status; my status; check my status; status; status saya; cek status; lihat status; status pendaftaran; status usaha; status usaha saya; cek status saya
        status pendaftaran saya; lihat status saya; status daftar; status daftar saya; statusnya; status ikm
        statusnya bagaimana; bagaimana statusnya; bagaimana status saya; bagaimana status usaha saya; statusku
        sudah sampai mana; sampai mana; sampai mana pendaftaran saya; pendaftaran saya sudah sampai mana
        sudah sampai mana pendaftaran saya; pendaftaran saya sampai mana; bagaimana pendaftaran saya
        bagaimana status pendaftaran saya; cek pendaftaran; cek pendaftaran saya; cek status pendaftaran
        cek status pendaftaran saya; tengok status; tengok status saya; usaha saya sudah sampai mana
        status pengajuan; status pengajuan saya; cek status usaha; cek status usaha saya; status verifikasi
        status saya bagaimana; status saya apa; apa status saya; status saya sekarang; mana status saya
        daftaran saya sudah sampai mana; pengajuan saya sudah sampai mana; sudah diverifikasi; status terkini
        sudah terverifikasi; apa kabar pendaftaran saya; kabar pendaftaran saya; progres saya; status saya sudah sampai mana""",
    "register": """
        register my business; register business; i want to register; want to register; new registration; registration; mau register; daftar; daftarkan; pendaftaran; mendaftar; mendaftar usaha; mendaftar ikm; mendaftar umkm; daftar usaha; daftar usaha saya; daftarkan usaha; registrasi
        daftarkan usaha saya; mendaftarkan usaha; mendaftarkan usaha saya; daftar ikm; pendaftaran usaha; ndaftar
        pendaftaran ikm; register; daftar baru; daftar sekarang; mulai daftar; mulai pendaftaran; ikut daftar
        registrasi usaha; pendaftaran baru; daftar jadi ikm; daftar sebagai ikm; daftar lagi
        isi pendaftaran; form pendaftaran; formulir pendaftaran; formulir; sign up; signup; daftar di sini
        bagaimana daftar; bagaimana cara daftar; cara daftar; cara mendaftar; cara daftarnya; bagaimana mendaftar
        bagaimana cara mendaftar; cara daftar usaha; mau ndaftar; daftarin usaha mama; daftarin usaha ibu; daftarin usaha mamak; daftarin usaha orang tua; daftarin; daftarin usaha; daftarin usaha saya
        daftarnya bagaimana; cara daftarnya bagaimana; cara daftar bagaimana; cara mendaftar bagaimana; bagaimana cara daftarnya; daftarkan saya; daftarin saya
        usaha saya mau didaftarkan; usaha saya mau daftar; daftar ukm; daftar umkm; pendaftaran umkm""",
    "continue": """
        lanjut cepat; go on; keep going; lanjut gas; lanjutkan cepat; lanjut; lanjutkan; lanjut saja; teruskan; terusin; next; sambung; lanjutin; lanjut terus; terus; gas lanjut
        lanjut isi; lanjut daftar; lanjut pendaftaran; lanjut yang tadi; lanjutkan yang tadi; continue; selanjutnya
        sambung yang tadi; lanjutkan pendaftaran; lanjut ke berikutnya; berikutnya; lanjot; dilanjut; lnjut; lanjt
        lanjut lagi; lanjutkan isi; lanjutkan saja; teruskan saja; sambung lagi; dilanjutkan; lanjut form""",
    "skip": """
        skip it; skip this; lewati yang itu; lewati; lewat; lewatkan; skip; lompati; lewatin; lewati saja; lewat saja; skip saja; lompat; lewati dulu
        skip dulu; lewatkan saja; lewati pertanyaan ini; lewati yang ini; skip yang ini; lewati ini; lewat dulu
        kosongkan; kosongkan saja; kosongin; kosongi saja; lewati pertanyaan; skip ini; skip pertanyaan ini; skip pertanyaan; lompati saja; lewatkan dulu
        loncat; loncati; pass; langkau; langkahi; dilewati; lompat saja; dilewati saja; dilewat saja; lewatkan ini""",
}

_DELETE = ("hapus", "hapuskan", "hapusin", "hapuslah", "dihapus", "delete", "hilangkan")
_WHAT = ("data", "data data", "akun", "semua data", "seluruh data", "semua data data")
_WHOSE = (
    "",
    " saya",
    "ku",
    "ku semua",
    "ku semuanya",
    " saya semua",
    " saya semuanya",
    " saya di sini",
    " saya dari sini",
)
_OPEN = (
    "",
    "cek ",
    "lihat ",
    "liat ",
    "tengok ",
    "buka ",
    "tampilkan ",
    "tunjukkan ",
    "mana ",
    "minta ",
    "kasih lihat ",
    "kasih tengok ",
    "apa saja ",
    "apa ",
    "check ",
    "ngecek ",
    "melihat ",
)
_MINE = (
    "data saya",
    "dataku",
    "data diri saya",
    "data usaha saya",
    "profil saya",
    "profilku",
    "isi data saya",
)
_DELETE_EXTRA = """
delete my data; delete all my data; remove my data; erase my data; delete my account; remove my account
data saya hapus; data saya dihapus; data saya hapus semua; data saya dihapus semua; semua data saya hapus
semua data saya dihapus; minta data saya dihapus; minta data saya hapus; data saya hapus saja; data saya dihapus saja; hapus data saya saja
"""
_MINE_EXTRA = """
my data; show my data; see my data; check my data; view my data; my profile; show my profile
profil; lihat data; cek data; lihat profil; data saya mana; data saya apa saja
lihat data yang tersimpan; data saya yang tersimpan; lihat data saya yang tersimpan; lihat data usaha
data saya yang ada; data saya apa; cek data usaha; tengok data; unduh data saya; download data saya
"""

COMMANDS["delete_data"] = _DELETE_EXTRA + ";".join(
    f"{want}{verb} {what}{whose}"
    for want in ("", "mau ")  # "mau hapus" alone does not say what
    for verb in _DELETE
    for what in _WHAT
    for whose in _WHOSE
)
COMMANDS["my_data"] = _MINE_EXTRA + ";".join(f"{verb}{mine}" for verb in _OPEN for mine in _MINE)

NEAR_STOP = """
stop dulu; berhenti dulu; stop sebentar; berhenti sebentar; stop sampai di sini; berhenti sampai di sini
jangan kirim; jangan hubungi; jangan hubungi saya; jangan wa; jangan wa saya; jangan chat; jangan telepon
stop di sini; berhenti di sini; hentikan; hentikan saja
"""
NEAR_DELETE = "hapus; hapus saja; hapus semua; hapus semuanya; delete; hapus ini; mau hapus"

COURTESIES = vocabulary.FILLER - frozenset("tolong admin min mimin kok kan terima kasih".split())
_HALF_GREETINGS = frozenset(
    "min mimin selamat met slmt wr wb warahmatullahi wabarakatuh alaikum mejuah juah".split()
)
GREETINGS = (
    ";".join(sorted(vocabulary.GREETINGS - _HALF_GREETINGS))
    + ";"
    + ";".join(f"{word} admin" for word in sorted(vocabulary.GREETINGS))
    + "; selamat datang; apa kabar; assalamu alaikum; mejuah juah"
)
HALF_GREETINGS = ";".join(sorted(_HALF_GREETINGS))
LEAD_INS = """
minta; saya; mau; saya mau; dulu; bisa; boleh; iya; coba; langsung; lagi; ingin; untuk; sini; ok; baik; ini; itu
sekarang; ya; cukup
"""
