"""What the WhatsApp side remembers over a restart."""

from typing import Literal

import msgspec

from simulator.whatsapp import account

TemplateStatus = Literal["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED"]
Access = Literal["valid", "expired", "revoked", "forbidden"]
Delivery = Literal["", "accepted", "sent", "delivered", "read", "failed"]


class WhatsAppPhone(msgspec.Struct, omit_defaults=True):
    """A phone with WhatsApp; `id` is the page's, nobody outside knows it."""

    id: int
    label: str
    number: str  # E.164
    name: str  # as the profile shows it
    user_id: str  # business-scoped: "ID.…"
    hides_number: bool = False  # payloads carry the user id alone
    hides_user_id: bool = False  # payloads carry the number alone, as before April 2026
    hides_receipts: bool = False  # no "read"
    is_off: bool = False  # delivered when it is on again
    is_unreachable: bool = False  # 131026 for everything
    has_opted_out: bool = False  # marketing alone: 131050
    blocked: bool = False

    @property
    def wa_id(self) -> str:
        """The number as WhatsApp writes it."""
        return self.number.lstrip("+")


class Choice(msgspec.Struct, omit_defaults=True):
    """A reply button, list row or quick reply."""

    id: str
    title: str
    description: str = ""
    section: str = ""  # rows: the heading above
    url: str = ""  # template buttons that open a page


class Media(msgspec.Struct, omit_defaults=True):
    """A file that has an id at Meta's."""

    id: str
    file_id: str  # in the simulator's own files
    mime_type: str
    sha256: str  # hex
    size: int
    expires_at: float  # the simulator's clock
    name: str = ""


class Message(msgspec.Struct, omit_defaults=True):
    """A bubble in a chat."""

    id: str  # wamid
    number: int  # ascending over all chats
    at: int  # seconds, the simulator's clock
    type: str
    by_bot: bool = False
    text: str = ""  # body, caption, or a template's words
    header: str = ""
    footer: str = ""
    choices: list[Choice] = []
    list_button: str = ""  # set: the choices are a list behind this button
    wants_location: bool = False
    file_id: str = ""
    header_media: str = ""  # image, video, document: what the file above the buttons is
    file_name: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    place: str = ""
    contact_name: str = ""
    contact_number: str = ""
    emoji: str = ""  # sticker
    reply_to: str = ""
    reaction: str = ""  # of the other side, on this message
    template: str = ""
    status: Delivery = ""  # the bot's messages
    error: str = ""  # why it failed
    errors: list[int] = []  # codes
    event_id: int = 0  # a person's messages: the event that carries it
    category: str = ""
    callback_data: str = ""
    is_edited: bool = False
    is_deleted: bool = False


class Chat(msgspec.Struct, omit_defaults=True):
    """What one phone and one business number have written."""

    phone_id: int
    last_inbound_at: int = 0
    revision: int = 0
    seen_number: int = 0
    typing_until: float = 0.0  # real time
    messages: dict[str, Message] = {}


class BusinessNumber(msgspec.Struct, omit_defaults=True):
    """One of the business's numbers."""

    id: str
    display_number: str
    name: str = account.BUSINESS_NAME
    chats: dict[int, Chat] = {}


class Template(msgspec.Struct, omit_defaults=True):
    """A message template in one language."""

    id: str
    name: str
    language: str
    category: str
    status: TemplateStatus
    components: list[dict[str, object]] = []
    reason: str = ""  # why it was rejected


class Webhook(msgspec.Struct, omit_defaults=True):
    """The registered callback."""

    url: str
    verify_token: str
    last_error: str = ""


class Event(msgspec.Struct, omit_defaults=True):
    """News that the callback has not taken yet."""

    id: int
    kind: str  # message, status, template or raw
    number_id: str
    phone_id: int
    value: msgspec.Raw  # the `value` of a change; of `raw` the whole body
    at: int  # the simulator's clock
    field: str = "messages"
    repeats: int = 0  # deliveries although already taken
    parcel: int = 0  # events with the same one travel in one body


class WhatsAppSettings(msgspec.Struct):
    """What a test may tune while the simulator runs."""

    closed_window: Literal["status", "error"] = "status"  # how 131047 comes
    review: TemplateStatus = "APPROVED"  # what becomes of a new template, a moment later
    batch_size: int = 1  # events in one body, where as many wait
    batch_shape: Literal["value", "changes", "entries"] = "value"
    statuses: Literal["all", "sparse", "none"] = "all"  # sparse: no "delivered", as read implies it
    timestamps: Literal["seconds", "milliseconds"] = "seconds"
    keeps_order: bool = True  # a person's next message waits for the last one to be taken


class WhatsAppState(msgspec.Struct):
    """All of it."""

    token: str = account.DEMO.token
    access: Access = "valid"  # what the token is worth
    app_secret: str = account.DEMO.app_secret
    verify_token: str = account.DEMO.verify_token
    account_id: str = account.DEMO.business_account_id
    webhook: Webhook | None = None
    last_event_id: int = 0
    events: list[Event] = []
    phones: dict[int, WhatsAppPhone] = {}
    numbers: dict[str, BusinessNumber] = {}
    media: dict[str, Media] = {}
    templates: dict[str, Template] = {}
    settings: WhatsAppSettings = msgspec.field(default_factory=WhatsAppSettings)
