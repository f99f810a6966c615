"""A delay is no answer, and a name that sounds like one is no delay."""

import pytest

from domain.answers.later import is_later

DELAYS = """
nanti; nanti ya kak; nanti aja lanjutnya; nnti mlm sy isi; nti dlu y bu; ntr ya kk lg goreng
tar ya; ntar sore lah bah; nanti ku isi ya kak masih kerja; nanti dulu awak lagi masak
nanti saya tanya suami; nanti jam 5 ya; nanti sore habis jualan; besok; besok aja saya lanjut
bsk aja bang sy lanjutin; besok pagi aja ya; besok2 aja; lanjut besok ya min; lusa ya kak
bentar kak; bntr ya; sebentarrr; bentar lg kak; sebentar bu anak nangis; sebentar ya lagi goreng
sek ya; tggu bntr; tunggu dulu; tunggu ya kak tanya suami dulu; lagi sibuk; lagi di jalan
lagi repot kak nanti ya; lagi jemput anak; msh di pasar pak; masih di jalan bang; skrg lg sibuk
blm sempet kak; ga sempat skrg; gak sempat hari ini; lain kali aja; kapan2 aja; abis magrib ya
habis isya saya lanjut; 2 jam lagi ya; dua hari lagi saya isi; minggu depan aja
"""
NO_DELAYS = """
Rina Marlina; Sabar Siregar; Lusa; Hujan; Bulan; Santai; Nantika; Pak Malam; Sepuluh
Lima Sekawan; Dua Saudara; Keripik Nanti; Kopi Sebentar; Warung Tunggu; Lagi Lagi Pedas
Dapur Ibu Besok; Bu Sakit Hati; Sate Nanti Lagi; Rumah Jahit; Toko Lima; Nasi Bungkus
Masakan Rumah; goreng pisang; masak nasi; keripik lagi; jam dinding; makan siang
beli dari pasar; dari pasar; dari rumah; di rumah; dagang di pasar; masih jualan; masih jalan
masih produksi; masih produksi keripik singkong; lagi produksi keripik; masih kerja sendiri
masih di rumah; masih baru; lagi hamil; kapan; kapan ya; belum; belum ada; tidak; iya; sudah
selesai; saya sendiri; dua orang; bu; 081234567890 nanti ya; ; 💯
"""


def lines(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(";")]


@pytest.mark.parametrize("text", lines(DELAYS))
def test_a_delay(text: str) -> None:
    assert is_later(text)


@pytest.mark.parametrize("text", lines(NO_DELAYS))
def test_no_delay(text: str) -> None:
    assert not is_later(text)
