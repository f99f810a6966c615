"""Adding phones, and groups or channels with the bot in them."""

import re
from typing import Final

from simulator.exchange import Exchange
from simulator.state import Bot, Phone, Room
from simulator.telegram.call import bot_user, chat_object
from simulator.telegram.types import ChatMember, ChatMemberUpdated, User
from simulator.telegram.update_queue import enqueue

PHONES_CHANGED: Final = "phones"
_FIRST_NEW_ID: Final = 2001  # below lie the phones of the first day
_FIRST_ROOM_ID: Final = -1001000000000  # as supergroups and channels have them
_E164: Final = re.compile(r"\+[1-9]\d{7,14}")


class PhoneRefused(Exception):
    """Raised when a phone cannot be added; the text is for a person to read."""


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
    phone = Phone(fresh_id, label, _normal(number), first_name, last_name or None, username or None)
    phones[fresh_id] = phone
    _announce(exchange)
    return phone


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


def _normal(number: str) -> str:
    digits = re.sub(r"[\s().-]", "", number)
    if digits.startswith("0"):
        digits = "+62" + digits[1:]
    elif not digits.startswith("+"):
        digits = "+" + digits
    if not _E164.fullmatch(digits):
        raise PhoneRefused("Nomornya belum benar. Contoh: 0813 0000 1006.")
    return digits


def _announce(exchange: Exchange) -> None:
    exchange.store.mark_dirty()
    exchange.bell.ring(PHONES_CHANGED)
