"""What names nothing is told from names, however odd these are."""

import csv
from pathlib import Path

import pytest

from domain.answers.empty import Empty, what_is
from storage import seed

ASKS = """
kenapa?; untuk apa ya?; utk apa nama sy?; siapa ini?; ini siapa; spa ini; maksudnya apa kak
gmn isinya; isi apa?; harus ya?; kok ditanya nama; knp harus pake nama; wajib kah; emang wajib?
bisa diwakilkan?; apa itu ikm; ini penipuan ya; apa?; ?
"""
UNSAID = """
tidak mau; rahasia; saya tidak tau; gak ngerti; tolong bantu; bingung; saya gak bisa baca
anak saya yang isi; asdfgh; sudah; udah saya isi; seperti tadi; sama kayak tadi; sama; idem
kan sudah; yang tadi; terserah; lupa; belum tau
"""
COURTEOUS = """
hallo; pagi kak; assalamualaikum; terima kasih; makasih ya; maaf salah kirim; bukan; hah
gak jadi; tes; cek; assalamualaikum kak, maaf salah kirim
"""
NAMES = """
Kasih; Titik; Syukur; Salam; Ani; Ibu Ani; Mak Etek; Ayah; Bang Jago; Apa Kabar Kopi; Sama Rasa
Siap Saji; Baik Hati; Tes Jaya; Cek Nur; Malam Minggu; Pagi Sore; Terang Bulan; Lanjut Usia
Benar Ginting; Bukan Kopi; Ada Rasa; Campur Sari; Semua Enak; Aman; Aman Tarigan; Resmi
Resmi Br Ginting; Mana Lagi; Apa Adanya; Siapa Cepat; Bisa; Gratis; Oke Snack; Mantap Kali
Selamat; Selamat Riyadi; Sore Cafe; Halo Bakery; Daftar Menu; Kosong Tiga; Salah Satu
Terima Kasih Ibu Snack; singkong; gula sama tepung; kain; semen pasir; barang bekas
ikan sama tepung; kayu jati; banyak rempah
"""
SAID = [
    (one.strip(), meaning)
    for meaning, text in ((Empty.ASKS, ASKS), (Empty.UNSAID, UNSAID), (Empty.COURTEOUS, COURTEOUS),
                          (Empty.AGREES, "ok; siap; baik kak; lanjut kak"),
                          (Empty.MANY, "banyak; macam macam; bermacam-macam kak"), (None, NAMES))
    for line in text.strip().splitlines()
    for one in line.split(";")
]  # fmt: skip


@pytest.mark.parametrize(("text", "meaning"), SAID)
def test_what_a_message_is_that_names_nothing(text: str, meaning: Empty | None) -> None:
    assert what_is(text) is meaning


@pytest.mark.parametrize("file", ["demo_owners.csv", "demo_products.csv", "villages.csv"])
def test_no_name_of_the_seed_data_is_empty(file: str) -> None:
    with (Path(seed.__path__[0]) / file).open(encoding="utf-8", newline="") as rows:
        cells = {cell for row in list(csv.reader(rows))[1:] for cell in row if cell.istitle()}
    assert cells
    assert [cell for cell in cells if what_is(cell)] == []
