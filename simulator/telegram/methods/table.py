"""Every method the simulator answers, by its documented name."""

from collections.abc import Awaitable, Callable
from typing import Final

from simulator.telegram.call import Call
from simulator.telegram.methods import (
    answer_callback,
    chat_facts,
    edit_message,
    get_file,
    get_updates,
    profile,
    send_album,
    send_files,
    send_text,
    webhooks,
)

Method = Callable[[Call], Awaitable[object]]

_BY_DOCUMENTED_NAME: Final[dict[str, Method]] = {
    "getMe": profile.get_me,
    "getUpdates": get_updates.get_updates,
    "setWebhook": webhooks.set_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "getWebhookInfo": webhooks.get_webhook_info,
    "sendMessage": send_text.send_message,
    "sendLocation": send_text.send_location,
    "sendContact": send_text.send_contact,
    "sendPhoto": send_files.send_photo,
    "sendDocument": send_files.send_document,
    "sendVoice": send_files.send_voice,
    "sendMediaGroup": send_album.send_media_group,
    "editMessageText": edit_message.edit_message_text,
    "editMessageCaption": edit_message.edit_message_caption,
    "editMessageReplyMarkup": edit_message.edit_message_reply_markup,
    "deleteMessage": edit_message.delete_message,
    "answerCallbackQuery": answer_callback.answer_callback_query,
    "sendChatAction": chat_facts.send_chat_action,
    "getChat": chat_facts.get_chat,
    "getFile": get_file.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
}

# Method names are case-insensitive ("Making requests").
METHODS: Final = {name.lower(): (name, run) for name, run in _BY_DOCUMENTED_NAME.items()}
