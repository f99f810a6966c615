"""sendChatAction, getChat."""

from typing import Final

from simulator.telegram import limits
from simulator.telegram.call import Call, chat_object
from simulator.telegram.errors import bad_request

_ACTIONS: Final = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note",
        "upload_video_note",
    }
)  # fmt: skip


async def send_chat_action(call: Call) -> object:
    """Show for a moment that the bot is typing, or the like."""
    action = call.parameters.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.writable_chat()
    call.exchange.show_action(call.bot, chat, action, limits.TYPING_SECONDS)
    return True


async def get_chat(call: Call) -> object:
    """Who or what a chat is."""
    return chat_object(call.exchange, call.writable_chat().id)
