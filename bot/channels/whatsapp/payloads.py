"""The fields we use of a webhook's JSON. Every one is optional; what is left raw is read later.

Sources: Meta, "Webhooks: messages, statuses, system, user_preferences, message_template_status"
(read 2026-11). Lists are raw, so that one broken item does not take its neighbours along.
"""

import msgspec
from msgspec import Raw


class Body(msgspec.Struct, gc=False):
    entry: list[Raw] = []


class Entry(msgspec.Struct, gc=False):
    id: str = ""
    changes: list[Raw] = []


class Change(msgspec.Struct, gc=False):
    field: str = ""
    value: Raw = Raw(b"{}")


class Metadata(msgspec.Struct, gc=False):
    phone_number_id: str = ""


class Value(msgspec.Struct, gc=False):
    metadata: Metadata | None = None
    contacts: list[Raw] = []
    messages: list[Raw] = []
    statuses: list[Raw] = []
    errors: list[Raw] = []
    user_preferences: list[Raw] = []


class OurChange(msgspec.Struct, gc=False):
    field: str = ""
    value: Value = msgspec.field(default_factory=Value)


class OurEntry(msgspec.Struct, gc=False):
    changes: list[OurChange] = []


class OurBody(msgspec.Struct, gc=False):
    """The common body, read in one pass: messages and statuses of our own number."""

    entry: list[OurEntry] = []


class Profile(msgspec.Struct, gc=False):
    name: str = ""


class Sender(msgspec.Struct, gc=False):
    """An item of `contacts`."""

    wa_id: str = ""
    user_id: str = ""
    profile: Profile | None = None


class Text(msgspec.Struct, gc=False):
    body: str = ""


class File(msgspec.Struct, gc=False):
    id: str = ""
    mime_type: str = ""
    caption: str = ""
    file_size: int | None = None


class Location(msgspec.Struct, gc=False):
    latitude: float = 0.0
    longitude: float = 0.0


class Reply(msgspec.Struct, gc=False):
    id: str = ""
    title: str = ""


class Interactive(msgspec.Struct, gc=False):
    type: str = ""
    button_reply: Reply | None = None
    list_reply: Reply | None = None


class Button(msgspec.Struct, gc=False):
    """The quick reply of a template."""

    payload: str = ""
    text: str = ""


class Context(msgspec.Struct, gc=False):
    id: str = ""
    forwarded: bool = False
    frequently_forwarded: bool = False


class CardPhone(msgspec.Struct, gc=False):
    phone: str = ""
    wa_id: str = ""


class Card(msgspec.Struct, gc=False):
    phones: list[CardPhone] = []


class System(msgspec.Struct, gc=False):
    type: str = ""
    wa_id: str = ""
    new_wa_id: str = ""
    user_id: str = ""
    previous_user_id: str = ""


class Numbered(msgspec.Struct, gc=False):
    """The least of all: an id, so that it is kept once."""

    id: str = ""


class Who(msgspec.Struct, gc=False):
    """As little as a message can have: enough to keep it and to answer kindly."""

    id: str = ""
    from_: str = msgspec.field(default="", name="from")
    from_user_id: str = ""
    timestamp: str | int = ""
    type: str = ""
    group_id: str = ""


class Message(Who, gc=False):
    text: Text | None = None
    image: File | None = None
    document: File | None = None
    audio: File | None = None
    video: File | None = None
    location: Location | None = None
    contacts: list[Card] = []
    interactive: Interactive | None = None
    button: Button | None = None
    system: System | None = None
    context: Context | None = None


class ErrorData(msgspec.Struct, gc=False):
    details: str = ""


class Problem(msgspec.Struct, gc=False):
    """An item of `errors`."""

    code: int = 0
    title: str = ""
    message: str = ""
    error_data: ErrorData | None = None


class Pricing(msgspec.Struct, gc=False):
    billable: bool | None = None
    category: str = ""


class Status(msgspec.Struct, gc=False):
    id: str = ""
    status: str = ""
    timestamp: str | int = ""
    recipient_id: str = ""
    recipient_user_id: str = ""
    biz_opaque_callback_data: str = ""
    pricing: Pricing | None = None
    errors: list[Problem] = []


class Preference(msgspec.Struct, gc=False):
    wa_id: str = ""
    user_id: str = ""
    category: str = ""
    value: str = ""
    timestamp: str | int = ""


class TemplateNews(msgspec.Struct, gc=False):
    event: str = ""
    message_template_name: str = ""
    reason: str | None = None


class Stored(msgspec.Struct, gc=False):
    """What the inbox keeps of one message: enough to read it again."""

    message: Raw
    contact: Raw = Raw(b"null")
