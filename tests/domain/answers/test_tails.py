"""A sure head and what may follow it: words of one's own change nothing, a turning word does."""

import json
from datetime import date

import pytest

from bot.understand import understand_lines

TODAY = date(2026, 11, 24)

TURNED = {
    "have": """
        sudah kak, tapi udah mati
        ada pak, masih di notaris
        ada bu punya almarhum bapak
        sudah, atas nama adik ipar
        ada, masih dicetak di dinas
        sudah kak lagi diperpanjang
        ada bang, cuma SKU dari lurah
        punya kak, kemarin dicabut
        ada kak punya toko sebelah
        sudah pak eh belum
        ada, kayaknya
        sudah kak kalau gak salah
        ada pak katanya
        sudah, tinggal tanda tangan
        ada kak, hilang waktu banjir
        punya pak, terbakar semalam
        ada kan?
        sudah. belum ya?
        ada bu, pinjam punya kawan
        ada kak, ktp
        sudah bang, mau diurus lagi
        ada pak, setengah jadi
        sudah kak, nomor antriannya
        belum kak, eh udah
        belum pak sudah diajukan kemarin
        belum, tapi PIRT ada
        belum bu, sudah keluar minggu lalu rupanya
        belum bang, lagi proses
        gak punya bu, dulu sudah ada
        belum pak, kayaknya sudah
        belum, yang satunya ada
    """,
    "attendance": """
        hadir kak, mungkin telat
        datang pak, tapi diwakilkan
        hadir bu, kalau sehat
        bisa kak, hari kedua aja
        hadir bang, eh gak jadi
        datang kak, suami saya
        bisa pak, tunggu kabar dulu
        hadir, anak saya aja
        pasti kak kalau gak hujan
        datang bu, cuma sebentar
        hadir kak, lihat nanti
        bisa pak, apa masih ada tempat?
        datang, kawan saya juga mau
        hadir pak, insya Allah kalau gak ada halangan
        bisa kak, gak bisa yang sore
        hadir bu, tergantung ongkos
        gak bisa kak, eh bisa
        hadir pak, diganti adik
        gak datang bu, wakil saya yang datang
        hadir kak, sesi pertama saja
        bisa kak, mudah mudahan
        datang pak, semoga
    """,
    "people": """
        4 orang, kadang 6
        3 orang pak, sama saya
        8 orang kak kalau ramai
        6 orang, dua udah keluar
        5 orang pak, itu dulu
        4 orang kak, pelanggan
        3 orang, mungkin
        7 orang bang eh 8
        5 orang kak, kata istri saya
        10 orang pak, rencana
        4 orang bu, bukan, 5
        3 orang kak, suami, anak
        6 orang pak, maksimal
        5 orang kak, butuh
        8 orang, semua pelanggan
        9 orang kak, semuanya pembeli
        6 orang, dua laki tiga perempuan
        4 orang kak kurang lebih
        5 orang, sebagian magang
        3 orang pak gak tetap
        opung sama 2 namboru
        1 orang bantu saya
        saya dan istri, dulu jadi 4
        kami tadinya berdua, jadi 3?
    """,
    "price": """
        15rb kak, kalau ambil banyak
        20 ribu, bisa kurang
        25rb pak itu modalnya
        12.000 bu, sebelumnya 10
        30 ribu kak, eh salah
        18rb bang isi 3
        50rb, dulu
        15 ribu kak, di sebelah
        400rb kak, katanya
        20.000 pak, belum pasti
        35rb bu tergantung ukuran
        10 ribu kak, bukan
        15rb kak, lupa pastinya
        25.000 pak, minimal
        50 ribu kak nego
        100rb kak, grosir beda
        12rb bang atau lebih
        18.000 kak, ongkos kirim aja
        15rb pak, itu harga beli
        20 ribu kak, nanti naik
        1 loyang 180
        2 toples 150
        500 bungkus 100 gram
        100 gram 200 gram
        3 pcs 10.000
        2 kg 30 ribu
        150.00
        12,50
        20rb satu bulan
        15rb per orang
    """,
    "quantity": """
        40 kotak kak, kalau ramai
        40 kotak sehari, kadang 60
        3 kodi sebulan pak, rencana
        100 bungkus, target
        20 kg bu, eh 25
        50 kotak kak, itu dulu
        30 botol pak, sisa
        15 lusin kak, pesanan
        5 kali sehari
        10 jam sehari
        3 orang sehari
        200 ribu sebulan
        2 juta seminggu
        5 pelanggan sehari
        4 pesanan sehari
        3 adonan sehari
        8 shift seminggu
        40 kotka sehari
        50 bngukus sehari
        4 karyawan sebulan
        3 anak sehari
        2 minggu sebulan
        100 lebih sehari
        50 sampai sehari
        30 saja sehari
        10 gaji sebulan
        4 lemari atau meja sebulan
        4 lemari sebulan, kadang 5
        4 lemari sebulan kalau ramai
        100 tepung sehari
        -5 kotak
        -20 kg sehari
        Ramadhan 10 kodi
        lebaran 50 toples
        kalau natal 40 kotak
    """,
    "time": """
        jam 9 kak, eh jam 10
        jam 9 pagi pak, kalau bisa
        jam 10, mungkin
        jam 8 pagi bu, katanya
        jam 9 kak sampai selesai jam 12 atau 1
        jam 10 pak, bukan, 11
        jam 9 bang, diundur
        jam 8 pagi kak, biasanya telat sampai
        jam 9 kak tergantung hujan
        jam 10 pagi, malam juga bisa
        jam 9, jadi kan?
        jam 9 pak, biar gak jadi
        jam 11 kak lupa saya
    """,
    "date": """
        5 desember kak, kalau jadi
        tanggal 5 desember pak, eh 6
        5 desember, mungkin diundur
        5 desember kak, atau sabtu
        tgl 5 desember, katanya
        besok kak, lusa juga bisa
        5 desember pak, belum pasti
        3 desember kak, sesudah itu juga boleh
    """,
    "choice": """
        2 kak, eh 3
        nomor 2, mungkin
        1 pak, bukan
        3 kak, kata istri
        2 bang, yang ketiga juga
        nomor 4 kak kalau masih ada
        2 kak, tapi ragu
        1, apa itu?
        tadi kubilang 2, sekarang 3
        3 pak nanti saya ganti
    """,
    "phone": """
        0812 6000 1234 itu yang lama sudah mati
        0812 6000 1234 punya kawan saya
        0812 6000 1234 kak, salah
        0812 6000 1234 sudah mati
        0812 6000 1234, mungkin
        0812 6000 1234 tapi sudah hilang
        0812 6000 1234 bukan nomor saya
        jangan 0812 6000 1234
    """,
    "nib": """
        0256000011115 kak, nomor rekening
        0256000011115, itu pirt
        0256000011115 pak, kalau gak salah
        0256000011115 bu, punya kawan
        0256000011115, kayaknya
        0256000011115 (nomor antrian)
        0256000011115 kak eh salah
        0256000011115 no pendaftaran
        1060012345678 kak, mandiri
        belum kak, eh ada
        belum pak, ada di rumah
        gak ada bu, nanti saya cari
        belum, lupa nomornya
        belum pak sudah keluar katanya
    """,
    "yes_no": """
        ya dan tidak
        iya dan nggak
        setuju kak, asal gratis
        mau pak, tapi suami belum tentu
        makasih, tapi mau
        boleh kak, nanti dulu
        iya mau tidak?
        setuju eh tidak
        bersedia bu kalau cuma nama
        kata opung iya
        mama bilang mau
        yamungkin
        mau dihubungi siapa
    """,
    "command": """
        batal kak, eh gak jadi batal
        stop eh jangan
        hapus data saya, eh jangan
        menu, eh bukan
        delete my data?
        please delete
        my data package
        go back home
        stop kontak terus
        jangan stop
        don't stop
        help desk
        i want to stop smoking
    """,
    "village": """
        rengaspulau sebelah
        kata sempa
        sempakata atau simalingkar
    """,
    "cluster": """
        keripik, udah tutup 3 tahun
        dulu keripik sudah lama
        sirup, rencana
    """,
}
KEPT = {
    "have": {
        "ada bu, dipajang di etalase": True,
        "sudah kak berlaku sampai 2029": True,
        "punya pak, fotonya menyusul saya kirim": True,
        "sudah bang difasilitasi dinas kemarin": True,
        "belum bu, boleh minta bantuan?": False,
        "belum pak dulu mau urus tapi antri panjang": False,
        "belum kak. capek bolak balik": False,
        "sudh ada": True,
        "belm punya": False,
        "takde lagi cik": False,
        "alun punyo": False,
        "dereng gadhah": False,
        "not yet": False,
        "already have": True,
    },
    "people": {
        "9 orang, semua keluarga": 9,
        "7 orang kak, jangan dilaporkan": 7,
        "7 orang, tiga laki empat perempuan": 7,
        "kami suami istri": 2,
        "saya dengan ibu mertua": 2,
        "saya dibantu istri, jadi 2": 2,
        "bapak sama ibu": 2,
        "tim kami 8 orang": 8,
        "lima urang": 5,
        "kami batigo": 3,
        "sndiri": 1,
        "dari tadi kubilang 4 orang": 4,
    },
    "price": {
        "35rb. jangan tanya lagi": 35000,
        "15.000 kak belum ongkir": 15000,
        "satu juta setengah": 1_500_000,
        "Rp 60.000/500gr": 60000,
        "3.000/pcs min 50": 3000,
        "sekotak isi 12 25 ribu": 25000,
        "2 juta satu etalase": 2_000_000,
        "7ribusebungkus": 7000,
        "kopi bubuk 250 gram 35000": 35000,
    },
    "quantity": {
        "6 etalase sebulan": {"amount": 6, "unit": "etalase", "per": "bulan"},
        "2 gerobak / minggu": {"amount": 2, "unit": "gerobak", "per": "minggu"},
        "25 bros sehari": {"amount": 25, "unit": "bros", "per": "hari"},
        "30gelassehari": {"amount": 30, "unit": "gelas", "per": "hari"},
        "3 goni seminggu": {"amount": 3, "unit": "goni", "per": "minggu"},
        "200 meter persegi sebulan": {"amount": 200, "unit": "m2", "per": "bulan"},
    },
    "time": {
        "jam 9 insya Allah": "09:00",
        "jam 10 pak, lokasinya dimana": "10:00",
        "jam 9 kak biar tidak buru-buru": "09:00",
        "jam 8 pgai": "08:00",
    },
    "phone": {
        "0812 6000 1234 tapi kadang mati": "+6281260001234",
        "0812 6000 1234 jangan disebarkan": "+6281260001234",
        "0812 6000 1234, email saya budi@contoh.id": "+6281260001234",
    },
    "nib": {
        "0256000011115 baru keluar maret": "0256000011115",
        "0256000011115, tolong dicatat": "0256000011115",
        "nib 0256000011115 pirt 206127100000123": "0256000011115",
        "belum bu, terus gimana?": None,
    },
    "choice": {"2 kak insya Allah": 2, "kan sudah kubilang nomor 3": 3, "duaa": 2},
    "yes_no": {
        "iyamau": True,
        "yapak": True,
        "sure": True,
        "makasih pak, tapi enggak": False,
        "tidak bersedia dihubungi": False,
        "gelem": True,
    },
    "attendance": {
        "will be there": True,
        "cannot come": False,
        "gakbisakak": False,
        "mboten saget": False,
        "hadir kak, jam 9 kan?": True,
        "keponakan saya nikah pak, jadi mohon maaf saya tidak bisa hadir": False,
    },
    "command": {
        "go back": "back",
        "my data": "my_data",
        "help me please": "help",
        "status pengajuanku gimana": "status",
        "mau daftar, syaratnya apa aja": "register",
    },
}


@pytest.mark.parametrize("kind", TURNED)
def test_what_is_turned_is_not_accepted(kind: str) -> None:
    answers = [line.strip() for line in TURNED[kind].strip().splitlines()]
    printed = map(json.loads, understand_lines(kind, answers, today=TODAY))
    read = zip(answers, printed, strict=True)
    accepted = [(text, one["value"]) for text, one in read if one["outcome"] == "accepted"]
    assert accepted == []


@pytest.mark.parametrize("kind", KEPT)
def test_what_follows_a_sure_head_changes_nothing(kind: str) -> None:
    expected = KEPT[kind]
    printed = map(json.loads, understand_lines(kind, expected, today=TODAY))
    found = {
        text: one["value"] if one["outcome"] == "accepted" else one["outcome"]
        for text, one in zip(expected, printed, strict=True)
    }
    assert found == expected
