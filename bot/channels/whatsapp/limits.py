"""What the WhatsApp Cloud API allows. One table.

Sources: developers.facebook.com, "Reply buttons", "Interactive lists", "Media", "Text" (read
2026-11), and open clients where Meta gives no number. How Meta counts an emoji is not
documented, so lengths are taken in UTF-16 units, the longest of the plausible ways.
"""

from bot.channels.events import Capabilities

MAX_TEXT = 4096  # body of a text message
MAX_CAPTION = 1024  # of an image, a video or a document
MAX_FILE_NAME = 240  # of a document

MAX_BUTTONS = 3  # "Reply buttons"
MAX_BUTTON_TITLE = 20
MAX_BUTTON_ID = 64  # WhatsApp takes 256; one id has to work on Telegram too
MAX_BODY = 1024  # of an interactive message; for lists Meta's pages disagree (4096), so the less
MAX_ROWS = 10  # of a list, over all its sections
MAX_LIST_BUTTON = 20  # the button that opens a list
MAX_ROW_TITLE = 24
MAX_ROW_DESCRIPTION = 72

MAX_TEMPLATE_BODY = 1024
MAX_TEMPLATE_PARAMETER = 300  # ours: several of them and the text stay below the body's limit
MAX_TEMPLATE_BUTTON = 25

MAX_OPAQUE = 512  # biz_opaque_callback_data
MAX_UPLOAD_IMAGE = 5_000_000  # bytes; "Supported media types"
MAX_DOWNLOAD = 20_000_000  # bytes; audio and video end at 16 MB, a document of 100 MB is refused
UPLOAD_LIVES_SECONDS = 29 * 86_400  # Meta keeps an upload for 30 days

# Meta: "payloads can be up to 3 MB"; a third more, so that none is refused by a few bytes.
MAX_WEBHOOK_BODY = 4_000_000

ALBUM_SECONDS = 4  # pictures sent together bear times this close; WhatsApp has no album id

CAPABILITIES = Capabilities(
    buttons=MAX_BUTTONS,
    rows=MAX_ROWS,
    button_label=MAX_BUTTON_TITLE,
    row_label=MAX_ROW_TITLE,
    text=MAX_TEXT,
    can_edit=False,
    can_request_phone=False,
)
