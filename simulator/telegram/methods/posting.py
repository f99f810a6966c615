"""Putting a message of the bot into a chat: what all send methods share."""

from simulator.state import ChatRecord, Entry
from simulator.telegram.call import Call, bot_user, chat_object
from simulator.telegram.formatting import FormattedText, read_caption
from simulator.telegram.keyboards import read_markup
from simulator.telegram.types import (
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboard,
)


def new_message(
    call: Call,
    chat: ChatRecord,
    content: FormattedText | None = None,
    markup: InlineKeyboardMarkup | ReplyKeyboard | None = None,
) -> Message:
    """A message with its head filled in; not in the chat yet."""
    author = bot_user(call.bot)
    where = chat_object(call.exchange, chat.id)
    is_channel = where.type == "channel"
    return Message(
        message_id=call.exchange.next_message_id(call.bot),
        date=call.exchange.clock.timestamp(),
        chat=where,
        from_=None if is_channel else author,
        sender_chat=where if is_channel else None,
        text=content.text if content else None,
        entities=content.entities if content else None,
        reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
    )


def post(
    call: Call,
    chat: ChatRecord,
    message: Message,
    markup: InlineKeyboardMarkup | ReplyKeyboard | None = None,
) -> Message:
    """Put the message into the chat, and its keyboard in place of the letters."""
    if isinstance(markup, ReplyKeyboard):
        chat.keyboard = markup if markup.keyboard else None
    chat.action = ""
    call.exchange.put(call.bot, chat, Entry(message, by_bot=True))
    call.exchange.calls.sent(call.method, chat.id)
    return message


def captioned_message(
    call: Call, chat: ChatRecord
) -> tuple[Message, InlineKeyboardMarkup | ReplyKeyboard | None]:
    """A message for a file, with caption and keyboard of the call."""
    markup = read_markup(call.parameters)
    caption = read_caption(call.parameters)
    message = new_message(call, chat, markup=markup)
    if caption:
        message.caption, message.caption_entities = caption.text, caption.entities
    return message, markup
