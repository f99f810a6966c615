"""What phones and business numbers have written to each other."""

from simulator.exchange import Exchange
from simulator.whatsapp import account, limits
from simulator.whatsapp.payloads import phone_id_in
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


def put(exchange: Exchange, number: BusinessNumber, chat: Chat, message: Message) -> None:
    """Add a message, and let go of the oldest."""
    chat.messages[message.id] = message
    fair = limits.HISTORY_IN_ALL // max(1, len(number.chats))
    keep = max(limits.MIN_HISTORY_PER_CHAT, min(limits.HISTORY_PER_CHAT, fair))
    while len(chat.messages) > keep:
        del chat.messages[next(iter(chat.messages))]
    exchange.changed_whatsapp(chat)


def find_message(number: BusinessNumber, message_id: str) -> tuple[Chat, Message] | None:
    """A message of any of the number's chats."""
    chat = number.chats.get(phone_id_in(message_id))
    if chat is None or message_id not in chat.messages:
        return None
    return chat, chat.messages[message_id]
