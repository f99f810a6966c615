"""What an owner writes in the work unit: the lines of a transcript that the tests hold true."""

import json
import re
import time
from functools import cache
from pathlib import Path

from domain.answers import village
from domain.answers.result import Accepted
from handlers.parts.read_product import read_product
from storage import seed

TRANSCRIPT = Path("tests/transcripts/register_business/all_typed.txt")
PHONE, NAME, VILLAGE = "0812 3456 7890", "Keripik Bu Ani", "Tegal Sari 3"
PRODUCT = "keripik ubi pedas"
NUMBER_ID = "106540352242922"  # of our number on WhatsApp
PRODUCTS = (
    PRODUCT, "kue bawang", "kerupuk jangek", "bolu kukus", "roti tawar", "tempe", "tahu",
    "sambal teri", "bika ambon", "sirup markisa", "kopi bubuk", "baju batik", "ulos", "mukena",
    "sepatu kulit", "dompet kulit", "lemari kayu", "kursi rotan", "sabun cuci piring", "batako",
    "pagar besi", "kusen aluminium", "gelang manik", "tas rajut", "minuman jahe", "abon ikan",
)  # fmt: skip


@cache
def lines() -> tuple[str, ...]:
    """The owner's messages, in order; each of them is answered with one message."""
    text = TRANSCRIPT.read_text(encoding="utf-8")
    return tuple(line[2:] for line in text.splitlines() if line.startswith("> "))


@cache
def answers() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The bot's messages and the buttons under them, so that a peer can say as much."""
    blocks = TRANSCRIPT.read_text(encoding="utf-8").split("\n\n> ")
    return tuple(_answer(block.partition("\n< ")[2].strip()) for block in blocks)


def _answer(shown: str) -> tuple[str, tuple[str, ...]]:
    text, _, last = shown.replace("\n  ", "\n").rpartition("\n")
    buttons = tuple(re.findall(r"\[([^]]+)\]", last))
    if buttons or last.startswith("("):  # the one about the phone has a keyboard of its own
        return text, buttons
    return f"{text}\n{last}".strip(), ()


@cache
def villages() -> tuple[str, ...]:
    """Names of kelurahan that need no second question, so that owners live in different ones."""
    names = [v.name for v in seed.villages()]
    return tuple(n for n in names if isinstance(village.understand(n, seed.villages()), Accepted))


@cache
def products() -> tuple[str, ...]:
    """Products whose cluster is understood at once, so that owners make different things."""
    return tuple(p for p in PRODUCTS if isinstance(read_product(p), Accepted))


def line(owner: int, step: int) -> str:
    """What this owner writes at this step; number, name and kelurahan are the owner's own."""
    said = lines()[step]
    if said == PHONE:
        return f"08{owner % 10**10:010d}"
    if said == NAME:
        return f"Keripik Nomor {owner}"
    if said == PRODUCT:
        return products()[owner % len(products())]
    return villages()[owner % len(villages())] if said == VILLAGE else said


def update(owner: int, step: int, number: int) -> bytes:
    """The update as Telegram would bring it."""
    person = {"id": owner, "is_bot": False, "first_name": "Ani", "language_code": "id"}
    chat = {"id": owner, "first_name": "Ani", "type": "private"}
    message = {"message_id": number % 10**9, "from": person, "chat": chat,
               "date": int(time.time()), "text": line(owner, step)}  # fmt: skip
    return json.dumps({"update_id": number, "message": message}).encode()


def webhook_body(owner: int, step: int, number: int) -> bytes:
    """The body as WhatsApp would bring it: the owner hides the number, so that it is asked for."""
    user = f"ID.{owner}"
    message = {
        "from_user_id": user, "id": f"wamid.{number:058d}", "timestamp": str(int(time.time())),
        "type": "text", "text": {"body": line(owner, step)},
    }  # fmt: skip
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "626145000001", "phone_number_id": NUMBER_ID},
        "contacts": [{"profile": {"name": "Ani"}, "user_id": user}], "messages": [message],
    }  # fmt: skip
    change = {"field": "messages", "value": value}
    body = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
    return json.dumps(body).encode()
