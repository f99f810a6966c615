"""A WhatsApp phone's chat, as tests read it."""

import time

import msgspec

from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.whatsapp.chats import business_number, chat_of
from simulator.whatsapp.outcomes import is_window_open
from simulator.whatsapp.state import BusinessNumber, Chat, Message


class WhatsAppLine(msgspec.Struct, omit_defaults=True):
    """A message; names as in Telegram's lines where they mean the same."""

    message_id: int
    wamid: str
    direction: str  # in = from the bot, out = from the phone
    date: int
    type: str
    text: str = ""
    header: str = ""
    footer: str = ""
    buttons: list[list[dict[str, str]]] = []
    list_button: str = ""
    wants_location: bool = False
    template: str = ""
    media: str = ""
    file_id: str = ""
    file_name: str = ""
    status: str = ""
    error: str = ""
    reaction: str = ""
    reply_to: str = ""
    edited: bool = False
    deleted: bool = False
    taken: bool = False


def history(exchange: Exchange, phone_id: int, parameters: Parameters) -> object:
    """Messages (oldest first), and how the chat stands."""
    number, chat = _chat(exchange, phone_id, parameters)
    phone = exchange.state.whatsapp.phones[phone_id]
    return {
        "messages": [line(exchange, message) for message in chat.messages.values()],
        "phone": phone,
        "number": number.id,
        "window_open": is_window_open(exchange, chat),
        "action": "typing" if chat.typing_until > time.time() else "",
    }


async def wait(exchange: Exchange, phone_id: int, parameters: Parameters) -> object:
    """The bot's first message after `after`, or null at the `timeout` (seconds)."""
    _, chat = _chat(exchange, phone_id, parameters)
    after = parameters.integer("after")
    until = time.monotonic() + float(parameters.text("timeout", "10"))
    while True:
        for message in chat.messages.values():
            if message.by_bot and message.number > after:
                return {"message": line(exchange, message)}
        left = until - time.monotonic()
        if not await exchange.bell.wait(("whatsapp", phone_id), timeout_seconds=left):
            return {"message": None}


def line(exchange: Exchange, message: Message) -> WhatsAppLine:
    """One message for tests."""
    return WhatsAppLine(
        message_id=message.number,
        wamid=message.id,
        direction="in" if message.by_bot else "out",
        date=message.at,
        type=message.type,
        text=message.text,
        header=message.header,
        footer=message.footer,
        buttons=[[msgspec.to_builtins(choice)] for choice in message.choices],
        list_button=message.list_button,
        wants_location=message.wants_location,
        template=message.template,
        media=message.type if message.file_id else "",
        file_id=message.file_id,
        file_name=message.file_name,
        status=message.status,
        error=message.error,
        reaction=message.reaction,
        reply_to=message.reply_to,
        edited=message.is_edited,
        deleted=message.is_deleted,
        taken=is_taken(exchange, message),
    )


def is_taken(exchange: Exchange, message: Message) -> bool:
    """Whether the callback has taken the event of this message."""
    if not message.event_id:
        return False
    return all(event.id != message.event_id for event in exchange.state.whatsapp.events)


def _chat(exchange: Exchange, phone_id: int, parameters: Parameters) -> tuple[BusinessNumber, Chat]:
    number = business_number(exchange, parameters.text("phone_number_id"))
    return number, chat_of(number, exchange.state.whatsapp.phones[phone_id])
