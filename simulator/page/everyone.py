"""All phones of the page, whichever channel they have."""

import time
from typing import Final

from simulator.exchange import UNCLAIMED_BOT_ID, Exchange
from simulator.page.phone_view import (
    PhoneRow,
    PhoneView,
    action_words,
    phone_row,
    show_phone,
    unread,
)
from simulator.page.whatsapp_view import (
    show_whatsapp_phone,
    typing_words,
    unread_whatsapp,
    whatsapp_row,
)
from simulator.whatsapp.chats import business_number

LISTED_PHONES: Final = 40  # of a channel; a load test makes thousands: nobody scrolls through those

Look = tuple[int, str]  # revision and "typing"


def phone_rows(exchange: Exchange) -> list[PhoneRow]:
    """The phones of the list: those with Telegram, then those with WhatsApp, as they were added."""
    bot = exchange.bot()
    return [
        *(phone_row(bot, phone) for phone in list(exchange.state.phones.values())[:LISTED_PHONES]),
        *(
            whatsapp_row(exchange, phone)
            for phone in list(exchange.state.whatsapp.phones.values())[:LISTED_PHONES]
        ),
    ]


def has_phone(exchange: Exchange, phone_id: int) -> bool:
    """Whether there is one with this id."""
    return phone_id in exchange.state.phones or phone_id in exchange.state.whatsapp.phones


def show(exchange: Exchange, phone_id: int, *, everything: bool = False) -> PhoneView:
    """The phone as it looks now; what is shown counts as seen."""
    whatsapp = exchange.state.whatsapp.phones.get(phone_id)
    if whatsapp is not None:
        return show_whatsapp_phone(exchange, whatsapp, everything=everything)
    return show_phone(exchange, exchange.state.phones[phone_id], everything=everything)


def looks(exchange: Exchange) -> dict[int, Look]:
    """Revision and "typing" of each phone in the list; equal looks are equal phones."""
    found: dict[int, Look] = {}
    chats = exchange.bot().chats
    for phone_id in list(exchange.state.phones)[:LISTED_PHONES]:
        chat = chats.get(phone_id)
        found[phone_id] = (chat.revision, action_words(chat)) if chat else (0, "")
    whatsapp = business_number(exchange).chats
    for phone_id in list(exchange.state.whatsapp.phones)[:LISTED_PHONES]:
        theirs = whatsapp.get(phone_id)
        found[phone_id] = (theirs.revision, typing_words(theirs)) if theirs else (0, "")
    return found


def unread_of(exchange: Exchange, phone_id: int) -> int:
    """Messages that the phone has not shown yet."""
    if phone_id in exchange.state.whatsapp.phones:
        return unread_whatsapp(exchange, phone_id)
    return unread(exchange.bot(), phone_id)


def next_fade(exchange: Exchange) -> float | None:
    """When the next "typing" fades (real time); None where nobody types."""
    telegram, whatsapp = exchange.bot().chats, business_number(exchange).chats
    now = time.time()
    fades = [
        *(
            telegram[i].action_until
            for i in list(exchange.state.phones)[:LISTED_PHONES]
            if i in telegram
        ),
        *(
            whatsapp[i].typing_until
            for i in list(exchange.state.whatsapp.phones)[:LISTED_PHONES]
            if i in whatsapp
        ),
    ]
    return min((fade for fade in fades if fade > now), default=None)


def status(exchange: Exchange) -> tuple[bool, str]:
    """Whether the bot is at work on both channels, and a sentence about it."""
    is_awake, telegram = _telegram_status(exchange)
    is_open, whatsapp = _whatsapp_status(exchange)
    return is_awake and is_open, f"{telegram} {whatsapp}".strip()


def _telegram_status(exchange: Exchange) -> tuple[bool, str]:
    bot = exchange.bot()
    if bot.id == UNCLAIMED_BOT_ID:
        return False, "Belum ada bot yang tersambung. Pesan akan menunggu."
    if bot.revoked:
        return False, "Token Telegram sedang dicabut."
    if exchange.is_awake(bot) or bot.webhook:
        return True, f"Tersambung dengan @{bot.username}."
    waiting = f" {len(bot.pending)} kabar menunggu." if bot.pending else ""
    return False, f"@{bot.username} sedang tidak menjawab.{waiting}"


def _whatsapp_status(exchange: Exchange) -> tuple[bool, str]:
    state = exchange.state.whatsapp
    waiting = f" {len(state.events)} kabar menunggu." if state.events else ""
    if state.access != "valid":
        return False, f"Token WhatsApp tidak berlaku.{waiting}"
    if state.webhook is None:
        return False, f"WhatsApp belum tersambung.{waiting}"
    if state.webhook.last_error == "down":
        return False, f"Bot tidak menjawab di WhatsApp.{waiting}"
    if state.webhook.last_error:
        return False, f"Webhook WhatsApp gagal ({state.webhook.last_error}).{waiting}"
    return True, "WhatsApp tersambung."
