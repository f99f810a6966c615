"""Every limit of the Cloud API that the simulator enforces, in one table.

Source unless another is named: Meta's Cloud API reference (developers.facebook.com), read 2026-11,
in the section of the field. Lengths are counted in characters (code points): Meta names no other
unit. "Observed" = not published; widely seen.
"""

from typing import Final

# Texts.
MAX_TEXT_LENGTH: Final = 4096  # text object, "body"
MAX_CAPTION_LENGTH: Final = 1024  # media object, "caption"
MAX_FILE_NAME_LENGTH: Final = 240  # document, "filename"; open-source clients agree
MAX_CALLBACK_DATA_LENGTH: Final = 512  # "biz_opaque_callback_data"; open-source clients agree

# Interactive messages.
MAX_BUTTONS: Final = 3
MAX_BUTTON_TITLE_LENGTH: Final = 20
MAX_BUTTON_ID_LENGTH: Final = 256
MAX_INTERACTIVE_BODY_LENGTH: Final = 1024  # pages of Meta disagree for lists (4096): the stricter
MAX_HEADER_LENGTH: Final = 60
MAX_FOOTER_LENGTH: Final = 60
MAX_LIST_BUTTON_LENGTH: Final = 20
MAX_SECTIONS: Final = 10
MAX_ROWS: Final = 10  # over all sections
MAX_SECTION_TITLE_LENGTH: Final = 24  # required where there is more than one section
MAX_ROW_ID_LENGTH: Final = 200
MAX_ROW_TITLE_LENGTH: Final = 24
MAX_ROW_DESCRIPTION_LENGTH: Final = 72

# Locations.
MAX_PLACE_NAME_LENGTH: Final = 100
MAX_PLACE_ADDRESS_LENGTH: Final = 300

# Templates ("Template components").
MAX_TEMPLATE_NAME_LENGTH: Final = 512
MAX_TEMPLATE_HEADER_LENGTH: Final = 60
MAX_TEMPLATE_BODY_LENGTH: Final = 1024
MAX_TEMPLATE_FOOTER_LENGTH: Final = 60
MAX_TEMPLATE_BUTTON_LENGTH: Final = 25
MAX_TEMPLATE_BUTTONS: Final = 10
MAX_TEMPLATES: Final = 250  # an account that is not verified

# Media ("Supported media types").
MAX_IMAGE_BYTES: Final = 5 * 1024 * 1024
MAX_AUDIO_BYTES: Final = 16 * 1024 * 1024
MAX_VIDEO_BYTES: Final = 16 * 1024 * 1024
MAX_DOCUMENT_BYTES: Final = 100 * 1024 * 1024
MAX_STICKER_BYTES: Final = 500 * 1024  # animated; 100 KB where it does not move
UPLOADED_MEDIA_SECONDS: Final = 30 * 86_400.0  # "30 days" for what was uploaded
INBOUND_MEDIA_SECONDS: Final = 7 * 86_400.0  # "7 days" for ids from webhooks
MEDIA_URL_SECONDS: Final = 5 * 60.0  # "valid for 5 minutes"

# Time.
WINDOW_SECONDS: Final = 24 * 3600.0  # customer service window
TYPING_SECONDS: Final = 25.0  # typing indicator, "or 25 seconds"
REDELIVERY_SECONDS: Final = 7 * 86_400.0  # a webhook not taken is offered "for up to 7 days"

# Webhooks. The first gap is settable (`webhook_retry_seconds`), then it doubles.
MAX_RETRY_GAP_SECONDS: Final = 60.0  # ours: the real gaps grow to hours; nobody would wait
MAX_PARALLEL_DELIVERIES: Final = 40  # ours

# Rates.
PAIR_SECONDS_PER_MESSAGE: Final = 6.0  # "Pair rate limit": 1 message in 6 seconds to one user
PAIR_BURST: Final = 45  # "up to 45 within 6 seconds", borrowed from the time after
NUMBER_RATE_PER_SECOND: Final = 80.0  # "Throughput": 80 messages a second and number

# The simulator's own memory.
HISTORY_PER_CHAT: Final = 300  # what a person would scroll back through
HISTORY_IN_ALL: Final = 60_000  # messages; a load run over many chats stays small
MIN_HISTORY_PER_CHAT: Final = 20
