"""What the templates need to know of a phone with WhatsApp."""

import time
from typing import Final

from simulator.exchange import Exchange
from simulator.page.indonesian_time import duration
from simulator.page.phone_view import (
    ACTION_WORDS,
    SHOWN_MESSAGES,
    PhoneRow,
    PhoneView,
    Switch,
    parted_label,
    spaced,
)
from simulator.page.whatsapp_bubbles import whatsapp_bubbles
from simulator.whatsapp.chats import business_number, chat_of
from simulator.whatsapp.limits import WINDOW_SECONDS
from simulator.whatsapp.outcomes import mark_seen
from simulator.whatsapp.state import BusinessNumber, Chat, WhatsAppPhone

_WINDOW_CLOSED: Final = "Jendela 24 jam sudah lewat. Tulis lagi, supaya bot dapat membalas bebas."
_NEVER_WRITTEN: Final = "Belum pernah menulis: bot baru dapat mengirim template."


def whatsapp_row(exchange: Exchange, phone: WhatsAppPhone) -> PhoneRow:
    """A phone with WhatsApp in the list."""
    name, role = parted_label(phone.label)
    count = unread_whatsapp(exchange, phone.id)
    number = spaced(phone.number)
    return PhoneRow("whatsapp", phone.id, phone.label, name, role, number, count)


def unread_whatsapp(exchange: Exchange, phone_id: int) -> int:
    """Messages that have arrived and were not looked at."""
    chat = business_number(exchange).chats.get(phone_id)
    if chat is None:
        return 0
    return sum(
        message.by_bot and message.number > chat.seen_number and message.status == "delivered"
        for message in chat.messages.values()
    )


def show_whatsapp_phone(
    exchange: Exchange, phone: WhatsAppPhone, *, everything: bool = False
) -> PhoneView:
    """The phone as it looks now; what is shown counts as seen."""
    number = business_number(exchange)
    chat = chat_of(number, phone)
    mark_seen(exchange, number, phone)
    limit = len(chat.messages) if everything else SHOWN_MESSAGES
    return PhoneView(
        row=whatsapp_row(exchange, phone),
        bot_name=number.name,
        action=typing_words(chat),
        mode="blocked" if phone.blocked else "off" if phone.is_off else "compose",
        bubbles=whatsapp_bubbles(exchange, chat, limit),
        has_older=len(chat.messages) > limit,
        keys=[],
        placeholder="Ketik pesan",
        commands=[],
        notice="",
        is_alert=False,
        channel="whatsapp",
        hint=_window_hint(exchange, number, chat),
        is_window_open=_seconds_left(exchange, chat) > 0,
        switches=_switches(phone),
    )


def typing_words(chat: Chat) -> str:
    """Whether the bot is typing just now."""
    return ACTION_WORDS["typing"] if chat.typing_until > time.time() else ""


def _seconds_left(exchange: Exchange, chat: Chat) -> float:
    return chat.last_inbound_at + WINDOW_SECONDS - exchange.clock.timestamp()


def _window_hint(exchange: Exchange, number: BusinessNumber, chat: Chat) -> str:
    left = _seconds_left(exchange, chat)
    if not chat.last_inbound_at:
        return _NEVER_WRITTEN if chat.messages else ""
    if left <= 0:
        return _WINDOW_CLOSED
    return f"Bot dapat membalas bebas {duration(left)} lagi." if left < 3 * 3600 else ""


def _switches(phone: WhatsAppPhone) -> tuple[Switch, ...]:
    def flag(name: str, is_on: bool, on: str, off: str) -> Switch:
        return Switch(off if is_on else on, "flag", name, "false" if is_on else "true")

    promotion = (
        Switch("Terima promosi lagi", "opt_in")
        if phone.has_opted_out
        else Switch("Tolak promosi", "opt_out")
    )
    return (
        promotion,
        flag("is_off", phone.is_off, "Matikan ponsel", "Nyalakan ponsel"),
        flag(
            "hides_receipts", phone.hides_receipts, "Matikan centang biru", "Nyalakan centang biru"
        ),
        flag("hides_number", phone.hides_number, "Sembunyikan nomor", "Tampilkan nomor"),
        flag("hides_user_id", phone.hides_user_id, "Tanpa ID pengguna", "Dengan ID pengguna"),
        flag("is_unreachable", phone.is_unreachable, "Tak terjangkau (131026)", "Terjangkau lagi"),
        Switch("Ganti ID pengguna", "change_user_id"),
    )
