"""Links that open a chat with the bot, the first words already written."""

import re
from urllib.parse import quote

# t.me: A-Z a-z 0-9 _ -, at most 64 (core.telegram.org/bots/features#deep-linking, read 2026-11).
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: "hadir K7QX93", typed or by a link; the group is the meeting's code. A bare code is left to the
#: conversation that asks for it: six letters may be a word.
CHECK_IN = re.compile(r"hadir[\s_:-]+([A-Z0-9]{6})", re.IGNORECASE)
# As people copy them: "plt 1", "BZR003".
_TRAINING, _EVENT = r"PLT[\s_-]*\d{1,6}", r"BZR[\s_-]*\d{1,6}"
#: "ikut PLT-001", "info PLT-001", or the code alone; the group is the training's code.
ENROL = re.compile(rf"(?:ikut|daftar)[\s_:-]+({_TRAINING})", re.IGNORECASE)
#: "tanya 7KQX93MNPR": the code of an enquiry (`domain.enquiry.CODE`), from its private page.
ENQUIRY = re.compile(r"tanya[\s_:-]+([2-9][A-Z2-9]{9})", re.IGNORECASE)
#: "produk-keripik-ubi-7f3k": the code of a product (`storage.products`), from its page.
PRODUCT = re.compile(r"produk[\s_:-]+([a-z0-9-]{1,48}-[2-9a-hjkmnp-z]{4,6})", re.IGNORECASE)
#: The same of a market event: "ikut BZR-001", "info BZR-001", "BZR-001".
APPLY = re.compile(rf"(?:ikut|daftar)[\s_:-]+({_EVENT})", re.IGNORECASE)
READ_EVENT = re.compile(rf"(?:info[\s_:-]+)?({_EVENT})", re.IGNORECASE)
READ = re.compile(rf"(?:info[\s_:-]+)?({_TRAINING})", re.IGNORECASE)
CALLED = re.compile(r"([A-Z]{3})[\s_-]*(\d{1,6})")


def as_stored(code: str) -> str:
    """The code of a training or market event as it is stored: "bzr 3" is BZR-003."""
    told = code.strip().upper()
    found = CALLED.fullmatch(told)
    return f"{found[1]}-{int(found[2]):03d}" if found else told


def telegram(bot_name: str, start: str) -> str:
    """A link that opens the bot on Telegram. Raises ValueError for a start Telegram refuses."""
    if not START.fullmatch(start):
        raise ValueError(f"not a start parameter: {start!r}")
    return f"https://t.me/{bot_name}?start={start}"


def whatsapp(number: str, words: str) -> str:
    """A link that opens a chat on WhatsApp with these words. number: E.164."""
    return f"https://wa.me/{number.removeprefix('+')}?text={quote(words, safe='')}"


def check_in(code: str) -> tuple[str, str]:
    """What scanning a meeting's code says: (Telegram's start parameter, the words on WhatsApp)."""
    return f"hadir-{code}", f"hadir {code}"


def enrol(code: str) -> tuple[str, str]:
    """What the shared link of a training says: (Telegram's start parameter, words on WhatsApp)."""
    return f"ikut-{code}", f"ikut {code}"


def enquiry(code: str) -> tuple[str, str]:
    """What the link of an enquiry's page says: (Telegram's start parameter, words on WhatsApp)."""
    return f"tanya-{code}", f"tanya {code}"


def product(code: str) -> tuple[str, str]:
    """What the link of a product says: (Telegram's start parameter, the words on WhatsApp)."""
    return f"produk-{code}", f"produk {code}"
