"""What the templates need to know of a phone."""

import time
from dataclasses import dataclass
from typing import Final

from simulator.exchange import UNCLAIMED_BOT_ID, Exchange
from simulator.page.bubbles import Bubble, bubbles
from simulator.state import Bot, ChatRecord, Phone
from simulator.telegram.types import BotCommand, KeyboardButton

SHOWN_MESSAGES: Final = 50
LISTED_PHONES: Final = 40  # a load test makes thousands; nobody scrolls through those
_NOTICE_SECONDS: Final = 20.0
_AWAKE_SECONDS: Final = 75.0  # longer than the longest poll
_ACTION_WORDS: Final = {
    "typing": "sedang mengetik…",
    "upload_photo": "sedang mengirim foto…",
    "upload_document": "sedang mengirim berkas…",
    "record_voice": "sedang merekam suara…",
    "upload_voice": "sedang mengirim suara…",
}


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A phone in the list."""

    id: int
    label: str
    name: str
    role: str
    number: str
    unread: int


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A phone with its chat."""

    row: PhoneRow
    bot_name: str
    action: str  # "sedang mengetik…" or nothing
    mode: str  # start, compose or blocked
    bubbles: list[Bubble]
    has_older: bool
    keys: list[list[KeyboardButton]]
    placeholder: str
    commands: list[BotCommand]
    notice: str
    is_alert: bool


def phone_rows(exchange: Exchange) -> list[PhoneRow]:
    """The phones of the list, in the order in which they were added."""
    bot = exchange.bot()
    phones = list(exchange.state.phones.values())[:LISTED_PHONES]
    return [phone_row(bot, phone) for phone in phones]


def phone_row(bot: Bot, phone: Phone) -> PhoneRow:
    """One of them."""
    name, _, role = phone.label.partition("(")
    return PhoneRow(
        phone.id, phone.label, name.strip(), role.rstrip(") "), _spaced(phone.number),
        unread(bot, phone.id),
    )  # fmt: skip


def unread(bot: Bot, phone_id: int) -> int:
    """Messages of the bot that the phone has not shown yet."""
    chat = bot.chats.get(phone_id)
    if chat is None:
        return 0
    return sum(
        entry.by_bot and not entry.deleted and message_id > chat.seen_message_id
        for message_id, entry in chat.entries.items()
    )


def show_phone(exchange: Exchange, phone: Phone, *, everything: bool = False) -> PhoneView:
    """The phone as it looks now; what is shown counts as seen."""
    bot = exchange.bot()
    chat = exchange.chat(bot, phone.id)
    limit = len(chat.entries) if everything else SHOWN_MESSAGES
    if chat.entries:
        chat.seen_message_id = next(reversed(chat.entries))
    keyboard = chat.keyboard
    notice, is_alert = _notice(bot, chat)
    return PhoneView(
        row=phone_row(bot, phone),
        bot_name=bot.first_name,
        action=action_words(chat),
        mode="blocked" if chat.blocked else "compose" if chat.started else "start",
        bubbles=bubbles(bot, chat, limit),
        has_older=len(chat.entries) > limit,
        keys=[list(row) for row in keyboard.keyboard] if keyboard else [],
        placeholder=(keyboard.input_field_placeholder if keyboard else None) or "Tulis pesan",
        commands=bot.commands,
        notice=notice,
        is_alert=is_alert,
    )


def action_words(chat: ChatRecord) -> str:
    """What the bot is doing just now, if it said so."""
    if not chat.action or chat.action_until < time.time():
        return ""
    return _ACTION_WORDS.get(chat.action, "sedang menyiapkan…")


def bot_status(exchange: Exchange) -> tuple[bool, str]:
    """Whether a bot is at work, and a sentence about it."""
    bot = exchange.bot()
    if bot.id == UNCLAIMED_BOT_ID:
        return False, "Belum ada bot yang tersambung. Pesan akan menunggu."
    called = time.monotonic() - exchange.live(bot).called_at < _AWAKE_SECONDS
    if called or bot.webhook:
        return True, f"Tersambung dengan @{bot.username}"
    waiting = f" {len(bot.pending)} kabar menunggu." if bot.pending else ""
    return False, f"@{bot.username} sedang tidak menjawab.{waiting}"


def _notice(bot: Bot, chat: ChatRecord) -> tuple[str, bool]:
    """The bot's word about the last press, shown for a short while."""
    record = bot.callbacks.get(chat.last_callback_id)
    if record is None or time.time() - record.pressed_at > _NOTICE_SECONDS:
        return "", False
    return record.text, record.show_alert


def _spaced(number: str) -> str:
    """+62 813 0000 1001."""
    if not number.startswith("+62"):
        return number
    rest = number[3:]
    return " ".join(filter(None, ("+62", rest[:3], rest[3:7], rest[7:])))
