"""Adding phones, and groups or channels with the bot in them."""

from collections.abc import Sequence
from typing import Final

from simulator.exchange import Exchange
from simulator.phone_number import PhoneRefused, normal_number
from simulator.state import Bot, Phone, Room
from simulator.telegram.call import bot_user, chat_object
from simulator.telegram.types import ChatMember, ChatMemberUpdated, User
from simulator.telegram.update_queue import enqueue
from simulator.whatsapp.state import WhatsAppPhone
from simulator.whatsapp.user_ids import new_user_id

PHONES_CHANGED: Final = "phones"
_FIRST_NEW_ID: Final = 2001  # below lie the phones of the first day
_FIRST_WHATSAPP_ID: Final = 9_000_001  # far from what Telegram phones get
_FIRST_ROOM_ID: Final = -1001000000000  # as supergroups and channels have them


def add_phone(
    exchange: Exchange, name: str, number: str, username: str = "", phone_id: int = 0
) -> Phone:
    """A new phone; its first name is the first word of the name without what is in brackets."""
    label = name.strip()
    first_name, _, last_name = label.split("(")[0].strip().partition(" ")
    if not first_name:
        raise PhoneRefused("Namanya belum diisi.")
    phones = exchange.state.phones
    fresh_id = phone_id or max(_FIRST_NEW_ID, max(phones, default=0) + 1)
    if fresh_id in phones or fresh_id < 1:
        raise PhoneRefused("Ponsel dengan nomor pengenal itu sudah ada.")
    known = normal_number(number)
    phone = Phone(fresh_id, label, known, first_name, last_name or None, username or None)
    phones[fresh_id] = phone
    _announce(exchange)
    return phone


def add_whatsapp_phone(
    exchange: Exchange, name: str, number: str, phone_id: int = 0
) -> WhatsAppPhone:
    """A new phone with WhatsApp; one with the same number in Telegram is another phone."""
    label = name.strip()
    profile = label.split("(")[0].strip()
    if not profile:
        raise PhoneRefused("Namanya belum diisi.")
    phones = exchange.state.whatsapp.phones
    fresh_id = phone_id or max(_FIRST_WHATSAPP_ID, max(phones, default=0) + 1)
    if fresh_id in phones or fresh_id in exchange.state.phones or fresh_id < 1:
        raise PhoneRefused("Ponsel dengan nomor pengenal itu sudah ada.")
    known = normal_number(number)
    if any(phone.number == known for phone in phones.values()):
        raise PhoneRefused("Sudah ada ponsel WhatsApp dengan nomor itu.")
    phone = WhatsAppPhone(fresh_id, label, known, profile, new_user_id())
    phones[fresh_id] = phone
    exchange.whatsapp.forget_directory()
    _announce(exchange)
    return phone


def add_many_whatsapp_phones(exchange: Exchange, count: int) -> list[int]:
    """Phones for a load test. Returns their ids."""
    phones = exchange.state.whatsapp.phones
    first = max(_FIRST_WHATSAPP_ID, max(phones, default=0) + 1)
    for phone_id in range(first, first + count):
        number = f"+6282{phone_id:09d}"
        phones[phone_id] = WhatsAppPhone(
            phone_id, f"Uji {phone_id}", number, "Uji", f"ID.{phone_id}"
        )
    exchange.whatsapp.forget_directory()
    _announce(exchange)
    return list(range(first, first + count))


def add_many_phones(exchange: Exchange, count: int, *, started: bool) -> list[int]:
    """Phones for a load test; `started` lets the bot write to them at once. Returns their ids."""
    first = max(_FIRST_NEW_ID, max(exchange.state.phones, default=0) + 1)
    bot = exchange.bot()
    for phone_id in range(first, first + count):
        number = f"+6281{phone_id:09d}"
        exchange.state.phones[phone_id] = Phone(phone_id, f"Uji {phone_id}", number, "Uji")
        if started:
            exchange.chat(bot, phone_id).started = True
    _announce(exchange)
    return list(range(first, first + count))


def start_chats(exchange: Exchange, bot_id: int, phones: Sequence[Phone]) -> None:
    """People who have written to this bot before: it may write to them at once."""
    bot = exchange.calling_bot(bot_id)
    for phone in phones:
        exchange.chat(bot, phone.id).started = True
    _announce(exchange)


def add_room(exchange: Exchange, bot: Bot, title: str, kind: str, by: Phone) -> Room:
    """A group or channel into which this person puts the bot."""
    rooms = exchange.state.rooms
    room = Room(min(_FIRST_ROOM_ID, min(rooms, default=0)) - 1, kind, title)
    rooms[room.id] = room
    exchange.chat(bot, room.id).started = True
    role = "administrator" if kind == "channel" else "member"
    event = ChatMemberUpdated(
        chat_object(exchange, room.id),
        User(by.id, False, by.first_name, last_name=by.last_name),
        exchange.clock.timestamp(),
        ChatMember(bot_user(bot), "left"),
        ChatMember(bot_user(bot), role),
    )
    enqueue(exchange, bot, "my_chat_member", room.id, event)
    return room


def _announce(exchange: Exchange) -> None:
    exchange.store.mark_dirty()
    exchange.bell.ring(PHONES_CHANGED)
