"""The phones that are there on the first day; invented people, invented numbers."""

from typing import Final

from msgspec.structs import replace

from simulator.state import Phone, State
from simulator.whatsapp import account
from simulator.whatsapp.state import BusinessNumber, WhatsAppPhone

SEED_PHONES: Final = (
    Phone(1001, "Bu Rina (pemilik baru)", "+6281300001001", "Rina", "Siregar"),
    Phone(1002, "Bu Ani (pemilik terverifikasi)", "+6281300001002", "Ani", "Lubis"),
    Phone(1003, "Pak Hasan (petugas)", "+6281300001003", "Hasan", "Nasution"),
    Phone(1004, "Kak Sari (koordinator)", "+6281300001004", "Sari", "Hutabarat"),
    Phone(1005, "Pak Dedi (pembeli hotel)", "+6281300001005", "Dedi", "Kurniawan"),
)

# The second is the verified owner's other phone: the same number in Telegram and WhatsApp.
SEED_WHATSAPP_PHONES: Final = (
    WhatsAppPhone(
        9_000_001, "Bu Lina (pemilik baru)", "+6281300002001", "Lina Hasibuan",
        "ID.10000000000000002001",
    ),
    WhatsAppPhone(
        9_000_002, "Bu Ani (pemilik terverifikasi, ponsel kedua)", "+6281300001002", "Ani Lubis",
        "ID.10000000000000001002",
    ),
)  # fmt: skip


def seed_whatsapp(state: State) -> None:
    """The business's two numbers and the phones, where this state has never had any."""
    whatsapp = state.whatsapp
    if whatsapp.numbers:
        return
    numbers = (
        BusinessNumber(account.DEMO.phone_number_id, account.DISPLAY_NUMBER),
        BusinessNumber(account.SECOND_NUMBER_ID, account.SECOND_DISPLAY_NUMBER, "Kantor lain"),
    )
    whatsapp.numbers.update({number.id: number for number in numbers})
    whatsapp.phones.update({phone.id: replace(phone) for phone in SEED_WHATSAPP_PHONES})
