"""What the templates need to know of a phone."""

import time
from dataclasses import dataclass
from typing import Final

from simulator.exchange import Exchange
from simulator.page.bubbles import Bubble, bubbles
from simulator.state import Bot, ChatRecord, Phone
from simulator.telegram.types import BotCommand, KeyboardButton

SHOWN_MESSAGES: Final = 50
_NOTICE_SECONDS: Final = 20.0
ACTION_WORDS: Final = {
    "typing": "sedang mengetik…",
    "upload_photo": "sedang mengirim foto…",
    "upload_document": "sedang mengirim berkas…",
    "record_voice": "sedang merekam suara…",
    "upload_voice": "sedang mengirim suara…",
}


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A phone in the list."""

    channel: str  # telegram or whatsapp
    id: int
    label: str
    name: str
    role: str
    number: str
    unread: int


@dataclass(frozen=True, slots=True)
class Switch:
    """Something about a WhatsApp phone that can be the other way round."""

    words: str
    act: str
    name: str = ""
    value: str = ""


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
    channel: str = "telegram"
    hint: str = ""  # about WhatsApp's window
    is_window_open: bool = True
    switches: tuple[Switch, ...] = ()


def phone_row(bot: Bot, phone: Phone) -> PhoneRow:
    """A phone with Telegram in the list."""
    name, role = parted_label(phone.label)
    return PhoneRow(
        "telegram", phone.id, phone.label, name, role, spaced(phone.number), unread(bot, phone.id)
    )


def parted_label(label: str) -> tuple[str, str]:
    """Name and role of "Bu Rina (pemilik baru)"."""
    name, _, role = label.partition("(")
    return name.strip(), role.rstrip(") ")


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
    return ACTION_WORDS.get(chat.action, "sedang menyiapkan…")


def _notice(bot: Bot, chat: ChatRecord) -> tuple[str, bool]:
    """The bot's word about the last press, shown for a short while."""
    record = bot.callbacks.get(chat.last_callback_id)
    if record is None or time.time() - record.pressed_at > _NOTICE_SECONDS:
        return "", False
    return record.text, record.show_alert


def spaced(number: str) -> str:
    """+62 813 0000 1001."""
    if not number.startswith("+62"):
        return number
    rest = number[3:]
    return " ".join(filter(None, ("+62", rest[:3], rest[3:7], rest[7:])))
