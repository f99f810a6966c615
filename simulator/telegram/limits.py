"""Every limit of the Bot API that the simulator enforces, in one table.

Source unless another is named: https://core.telegram.org/bots/api (Bot API 10.0), in the section
of the method or object. "Observed" = not published; widely seen, and the stricter reading taken.
"""

from typing import Final

# Texts. Lengths are counted in UTF-16 units, as entity offsets are ("Formatting options").
MAX_TEXT_LENGTH: Final = 4096  # sendMessage, "text"
MAX_CAPTION_LENGTH: Final = 1024  # sendPhoto, "caption"
MAX_ENTITIES: Final = 100  # observed: entities after the hundredth are dropped
MAX_CALLBACK_ANSWER_LENGTH: Final = 200  # answerCallbackQuery, "text"
MAX_PLACEHOLDER_LENGTH: Final = 64  # ReplyKeyboardMarkup, "input_field_placeholder"

# Keyboards.
MIN_CALLBACK_DATA_BYTES: Final = 1  # InlineKeyboardButton, "callback_data"
MAX_CALLBACK_DATA_BYTES: Final = 64  # InlineKeyboardButton, "callback_data"
MAX_INLINE_BUTTONS: Final = 100  # observed
MAX_INLINE_BUTTONS_PER_ROW: Final = 8  # observed
MAX_REPLY_BUTTONS: Final = 300  # observed
MAX_REPLY_BUTTONS_PER_ROW: Final = 12  # observed

# Commands and links.
MAX_COMMANDS: Final = 100  # setMyCommands
MAX_COMMAND_LENGTH: Final = 32  # BotCommand, "command"
MAX_COMMAND_DESCRIPTION_LENGTH: Final = 256  # BotCommand, "description"
MAX_START_PAYLOAD_LENGTH: Final = 64  # https://core.telegram.org/bots/features#deep-linking

# Files.
MAX_DOWNLOAD_BYTES: Final = 20 * 1024 * 1024  # getFile
MAX_UPLOAD_BYTES: Final = 50 * 1024 * 1024  # "Sending files"
MAX_PHOTO_BYTES: Final = 10 * 1024 * 1024  # sendPhoto
MAX_PHOTO_SIDES_SUM: Final = 10_000  # sendPhoto: width and height together
MAX_PHOTO_RATIO: Final = 20  # sendPhoto
MIN_ALBUM_ITEMS: Final = 2  # sendMediaGroup
MAX_ALBUM_ITEMS: Final = 10  # sendMediaGroup

# Updates.
MAX_UPDATES_PER_POLL: Final = 100  # getUpdates, "limit"
MAX_POLL_SECONDS: Final = 50  # tdlib/telegram-bot-api, Client.cpp: LONG_POLL_MAX_TIMEOUT
DEFAULT_WEBHOOK_CONNECTIONS: Final = 40  # setWebhook, "max_connections"
MAX_WEBHOOK_CONNECTIONS: Final = 100  # setWebhook, "max_connections"
MAX_WEBHOOK_SECRET_LENGTH: Final = 256  # setWebhook, "secret_token"
WEBHOOK_TIMEOUT_SECONDS: Final = 60.0  # observed
WEBHOOK_RETRY_SECONDS: Final = 1.0  # observed: first wait after a failed delivery, then doubled
MAX_WEBHOOK_RETRY_SECONDS: Final = 60.0  # ours: the real one grows longer; nobody would wait
CALLBACK_LIFETIME_SECONDS: Final = 15 * 60.0  # observed: minutes; older → "query is too old"
TYPING_SECONDS: Final = 5.0  # sendChatAction: "5 seconds or less"

# Rates (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
CHAT_RATE_PER_SECOND: Final = 1.0  # "avoid sending more than one message per second" in a chat
CHAT_RATE_BURST: Final = 5  # observed: "short bursts" pass
GROUP_RATE_PER_SECOND: Final = 20 / 60  # "20 messages per minute to the same group"
TOTAL_RATE_PER_SECOND: Final = 30.0  # "about 30 messages per second" over all chats
TOTAL_RATE_BURST: Final = 30

# The simulator's own memory.
HISTORY_PER_CHAT: Final = 300  # what a person would scroll back through
HISTORY_IN_ALL: Final = 60_000  # messages; a load run over many chats stays below ~100 MB
MIN_HISTORY_PER_CHAT: Final = 20
