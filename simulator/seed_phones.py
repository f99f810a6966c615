"""The five phones that are there on the first day; invented people, invented numbers."""

from typing import Final

from simulator.state import Phone

SEED_PHONES: Final = (
    Phone(1001, "Bu Rina (pemilik baru)", "+6281300001001", "Rina", "Siregar"),
    Phone(1002, "Bu Ani (pemilik terverifikasi)", "+6281300001002", "Ani", "Lubis"),
    Phone(1003, "Pak Hasan (petugas)", "+6281300001003", "Hasan", "Nasution"),
    Phone(1004, "Kak Sari (koordinator)", "+6281300001004", "Sari", "Hutabarat"),
    Phone(1005, "Pak Dedi (pembeli hotel)", "+6281300001005", "Dedi", "Kurniawan"),
)
