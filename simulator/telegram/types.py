"""Objects of the Bot API, with the fields that the simulator fills.

Field names are the API's own, so that encoding one of these *is* the answer; an absent field is
left out, as the real server does.
"""

from collections.abc import Sequence

import msgspec


class ApiObject(msgspec.Struct, omit_defaults=True, gc=False):
    """Base: nothing that is unset goes over the wire."""


class User(ApiObject):
    """A person, or the bot itself."""

    id: int
    is_bot: bool  # no default: an absent `is_bot` is no valid User
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Chat(ApiObject):
    """Where a message is: a person's private chat, a group or a channel."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None


class MessageEntity(ApiObject):
    """A stretch of the text with a meaning; offsets in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: User | None = None
    language: str | None = None
    custom_emoji_id: str | None = None


class PhotoSize(ApiObject):
    """One size of a photo; a message carries them in ascending order."""

    file_id: str
    file_unique_id: str
    width: int
    height: int
    file_size: int | None = None


class Document(ApiObject):
    """Any file sent as a file."""

    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None


class Voice(ApiObject):
    """A voice note."""

    file_id: str
    file_unique_id: str
    duration: int
    mime_type: str | None = None
    file_size: int | None = None


class Sticker(ApiObject):
    """A sticker; only the emoji of it matters here."""

    file_id: str
    file_unique_id: str
    type: str
    width: int
    height: int
    is_animated: bool | None = None
    is_video: bool | None = None
    emoji: str | None = None


class Location(ApiObject):
    """A point on the map."""

    latitude: float
    longitude: float
    horizontal_accuracy: float | None = None


class Contact(ApiObject):
    """A shared contact; the sender's own only where `user_id` is the sender's id."""

    phone_number: str
    first_name: str
    last_name: str | None = None
    user_id: int | None = None


class InlineKeyboardButton(ApiObject):
    """A button under a message."""

    text: str
    callback_data: str | None = None
    url: str | None = None


class InlineKeyboardMarkup(ApiObject):
    """The buttons under a message, row by row."""

    inline_keyboard: Sequence[Sequence[InlineKeyboardButton]]


class KeyboardButton(ApiObject):
    """A key of the keyboard that replaces the letters."""

    text: str
    request_contact: bool = False
    request_location: bool = False


class ReplyKeyboard(ApiObject):
    """The keyboard a chat shows now; never part of a message."""

    keyboard: Sequence[Sequence[KeyboardButton]]
    one_time_keyboard: bool = False
    input_field_placeholder: str | None = None


class MessageOrigin(ApiObject):
    """Where a forwarded message came from."""

    type: str
    date: int
    sender_user: User | None = None
    sender_user_name: str | None = None


class Message(ApiObject, rename={"from_": "from"}):
    """A message of a person or of the bot."""

    message_id: int
    date: int
    chat: Chat
    from_: User | None = None
    sender_chat: Chat | None = None
    edit_date: int | None = None
    forward_origin: MessageOrigin | None = None
    reply_to_message: "Message | None" = None
    media_group_id: str | None = None
    text: str | None = None
    entities: Sequence[MessageEntity] | None = None
    caption: str | None = None
    caption_entities: Sequence[MessageEntity] | None = None
    photo: Sequence[PhotoSize] | None = None
    document: Document | None = None
    voice: Voice | None = None
    sticker: Sticker | None = None
    location: Location | None = None
    contact: Contact | None = None
    reply_markup: InlineKeyboardMarkup | None = None


class CallbackQuery(ApiObject, rename={"from_": "from"}):
    """A press on an inline button."""

    id: str
    from_: User
    chat_instance: str
    message: Message
    data: str


class ChatMember(ApiObject):
    """What someone is in a chat."""

    user: User
    status: str
    until_date: int | None = None


class ChatMemberUpdated(ApiObject, rename={"from_": "from"}):
    """The bot was blocked, unblocked, added or removed."""

    chat: Chat
    from_: User
    date: int
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class BotCommand(ApiObject):
    """An entry of the bot's command menu."""

    command: str
    description: str


class File(ApiObject):
    """The answer of getFile."""

    file_id: str
    file_unique_id: str
    file_size: int
    file_path: str
