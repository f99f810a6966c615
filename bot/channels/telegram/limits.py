"""What Telegram allows. One table; sources: the Bot API's pages, read 2026-11."""

from bot.channels.events import Capabilities

MAX_TEXT = 4096  # characters after entities parsing; "sendMessage"
MAX_CAPTION = 1024  # "sendPhoto"
MAX_CALLBACK_DATA = 64  # bytes; "InlineKeyboardButton"
MAX_CALLBACK_ANSWER = 200  # characters; "answerCallbackQuery"
MAX_BUTTONS = 100  # of one message; measured by its users, in the library's constants
MAX_MEDIA_GROUP = 10  # files of one album; "sendMediaGroup"
MAX_DOWNLOAD = 20_000_000  # bytes a bot may fetch; "getFile"
POLL_SECONDS = 30  # how long one getUpdates waits
UPDATE_KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]

CAPABILITIES = Capabilities(
    buttons=10,  # more are shown page by page
    rows=0,
    button_label=48,  # longer ones are cut by narrow phones
    row_label=0,
    text=MAX_TEXT,
    can_edit=True,
    can_request_phone=True,
)
