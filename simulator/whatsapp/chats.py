"""What phones and business numbers have written to each other."""

from simulator.exchange import Exchange
from simulator.whatsapp import account
from simulator.whatsapp.limits import HISTORY_PER_CHAT
from simulator.whatsapp.state import BusinessNumber, Chat, Message, WhatsAppPhone


def business_number(exchange: Exchange, number_id: str = "") -> BusinessNumber:
    """The number with this id, or the first. Raises KeyError for an unknown one."""
    numbers = exchange.state.whatsapp.numbers
    return numbers[number_id or account.DEMO.phone_number_id]


def chat_of(number: BusinessNumber, phone: WhatsAppPhone) -> Chat:
    """Their chat, begun if need be."""
    chat = number.chats.get(phone.id)
    if chat is None:
        chat = number.chats[phone.id] = Chat(phone.id)
    return chat


def put(exchange: Exchange, chat: Chat, message: Message) -> None:
    """Add a message, and let go of the oldest."""
    chat.messages[message.id] = message
    while len(chat.messages) > HISTORY_PER_CHAT:
        del chat.messages[next(iter(chat.messages))]
    exchange.changed_whatsapp(chat)


def find_message(number: BusinessNumber, message_id: str) -> tuple[Chat, Message] | None:
    """A message of any of the number's chats."""
    for chat in number.chats.values():
        if message_id in chat.messages:
            return chat, chat.messages[message_id]
    return None
