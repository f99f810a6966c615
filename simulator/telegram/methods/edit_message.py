"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage."""

import msgspec

from simulator.state import ChatRecord, Entry
from simulator.telegram.call import Call
from simulator.telegram.errors import NOT_MODIFIED, bad_request
from simulator.telegram.formatting import read_caption, read_text
from simulator.telegram.keyboards import read_inline_markup
from simulator.telegram.types import Message


async def edit_message_text(call: Call) -> object:
    """Change text and buttons; buttons that are not sent again disappear."""
    content = read_text(call.parameters)
    markup = read_inline_markup(call.parameters)
    chat, entry = _own_message(call)
    if entry.message.text is None:
        raise bad_request("there is no text in the message to edit")
    changed = msgspec.structs.replace(
        entry.message, text=content.text, entities=content.entities, reply_markup=markup
    )
    return _replace(call, chat, entry, changed)


async def edit_message_caption(call: Call) -> object:
    """Change the caption under a file, and its buttons."""
    caption = read_caption(call.parameters)
    markup = read_inline_markup(call.parameters)
    chat, entry = _own_message(call)
    if not (entry.message.photo or entry.message.document or entry.message.voice):
        raise bad_request("there is no caption in the message to edit")
    changed = msgspec.structs.replace(
        entry.message,
        caption=caption.text if caption else None,
        caption_entities=caption.entities if caption else None,
        reply_markup=markup,
    )
    return _replace(call, chat, entry, changed)


async def edit_message_reply_markup(call: Call) -> object:
    """Change or remove the buttons alone."""
    markup = read_inline_markup(call.parameters)
    chat, entry = _own_message(call)
    changed = msgspec.structs.replace(entry.message, reply_markup=markup)
    return _replace(call, chat, entry, changed)


async def delete_message(call: Call) -> object:
    """Take a message out of the chat; in a private chat also one of the person."""
    chat = call.writable_chat()
    entry = chat.entries.get(call.parameters.integer("message_id"))
    if entry is None or entry.deleted:
        raise bad_request("message to delete not found")
    entry.deleted = True
    call.exchange.changed(call.bot, chat)
    return True


def _own_message(call: Call) -> tuple[ChatRecord, Entry]:
    if call.parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")  # messages of inline mode do not exist here
    chat = call.writable_chat()
    entry = chat.entries.get(call.parameters.integer("message_id"))
    if entry is None or entry.deleted:
        raise bad_request("message to edit not found")
    if not entry.by_bot:
        raise bad_request("message can't be edited")
    return chat, entry


def _replace(call: Call, chat: ChatRecord, entry: Entry, changed: Message) -> Message:
    if changed == entry.message:
        raise bad_request(NOT_MODIFIED)
    changed.edit_date = call.exchange.clock.timestamp()
    entry.message = changed
    call.exchange.changed(call.bot, chat)
    return changed
