"""A unit that no list has: in "4 lemari sebulan" whatever stands between number and period.

Only in that exact frame, and only a plain noun: no word of money, time, people or degree, and no
known unit with a letter wrong, which would be kept as it was misspelt.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.answers import people_words
from domain.answers.calendar_words import MONTHS, WEEKDAYS
from domain.answers.numbers import Item, Number, is_number_word
from domain.answers.units import OTHER_PERIODS, PERIODS, UNITS
from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

MIN_LETTERS = 3
MIN_LETTERS_FOR_TYPO = 4
MAX_LETTERS = 15

_NO_NOUN = frozenset(
    # money
    "rp rupiah perak rb ribu jt juta omset omzet gaji upah modal untung laba hasil harga biaya pendapatan penghasilan uang dana "
    # time and turns
    "jam menit detik hari minggu bulan tahun kali x shift trip rit putaran ronde sesi periode adonan resep kloter gelombang tahap "
    # people and what they order
    "orang tenaga pelanggan pembeli konsumen customer tamu pesanan order orderan pesan kiriman permintaan pemesan anggota karyawan murid "
    "pasien klien siswa peserta mahasiswa supir sopir kurir agen reseller distributor mitra kelompok pembantu penjahit "
    # events, places, debts, land
    "pertemuan pelatihan rapat acara kegiatan kunjungan transaksi hadiah utang hutang cicilan setoran pasar warung bazar "
    "pameran hektar hektare are mesin alat dapur rumah gudang "
    # degree and manner
    "lebih kurang sekitar kira paling minimal maksimal hampir saja aja lah cuma hanya bisa dapat jadi buat bikin produksi terjual laku laris "
    "jual dijual habis macam jenis varian rasa model ukuran warna merek merk per tiap setiap dalam banyak sedikit dikit an nya puluhan ratusan "
    "ribuan lusinan kodian setengah separuh persen cm mm km inci watt derajat lagi sampai atau dan sama dengan plus tambah sudah udah belum "
    "tidak gak itu ini yang di ke dari untuk buah2 sering jarang rutin kerja masak libur tutup buka siap beda tahan kuat mampu sanggup rata "
    "besar kecil ton2 kadang biasa biasanya normal standar penuh full maksimum minimum mati rusak sisa stok toko bahan kain tepung gula beras "
    "kedelai minyak telur listrik air gas kayu tanah semen pasir kapas benang".split()
)  # fmt: skip
_NOT_A_UNIT = (
    _NO_NOUN
    | FILLER
    | GREETINGS
    | SELVES
    | frozenset(PERIODS)
    | OTHER_PERIODS
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | people_words.KIN
    | people_words.HIRED
    | people_words.HEADS
    | people_words.AGAINST
)


def own_unit(rest: Sequence[Item], at: int) -> str | None:
    """The noun right behind the number at `at`, where nothing but courtesies stands beside both."""
    after = rest[at + 1] if at + 1 < len(rest) else None
    if not isinstance(after, str) or not is_noun(after):
        return None
    others = [item for where, item in enumerate(rest) if where not in {at, at + 1}]
    courteous = all(not isinstance(item, Number) and item in _BESIDE for item in others)
    return after if courteous else None


_BESIDE = FILLER | SELVES | GREETINGS | frozenset(". , ! : ; per / satu".split())


@lru_cache(maxsize=512)
def is_noun(word: str) -> bool:
    """May this word be what is counted?"""
    if not (MIN_LETTERS <= len(word) <= MAX_LETTERS) or not word.isalpha() or word in _NOT_A_UNIT:
        return False
    if not set("aeiou").intersection(word):
        return False
    return not is_number_word(word) and not _is_misspelt_unit(word)


def _is_misspelt_unit(word: str) -> bool:
    return len(word) >= MIN_LETTERS_FOR_TYPO and any(
        len(unit) >= MIN_LETTERS_FOR_TYPO
        and word[0] == unit[0]
        and OSA.distance(word, unit, score_cutoff=1) <= 1
        for unit in UNITS
    )
