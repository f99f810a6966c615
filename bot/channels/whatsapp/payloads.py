"""The fields we use of a webhook's JSON. Every one is optional; what is left raw is read later.

Sources: Meta, "Webhooks: messages, statuses, system, user_preferences, message_template_status"
(read 2026-11). Lists are raw, so that one broken item does not take its neighbours along.
"""

import msgspec
from msgspec import Raw


class Body(msgspec.Struct):
    entry: list[Raw] = []


class Entry(msgspec.Struct):
    id: str = ""
    changes: list[Raw] = []


class Change(msgspec.Struct):
    field: str = ""
    value: Raw = Raw(b"{}")


class Metadata(msgspec.Struct):
    phone_number_id: str = ""


class Value(msgspec.Struct):
    metadata: Metadata | None = None
    contacts: list[Raw] = []
    messages: list[Raw] = []
    statuses: list[Raw] = []
    errors: list[Raw] = []
    user_preferences: list[Raw] = []


class Profile(msgspec.Struct):
    name: str = ""


class Sender(msgspec.Struct):
    """An item of `contacts`."""

    wa_id: str = ""
    user_id: str = ""
    profile: Profile | None = None


class Text(msgspec.Struct):
    body: str = ""


class File(msgspec.Struct):
    id: str = ""
    mime_type: str = ""
    caption: str = ""
    file_size: int | None = None


class Location(msgspec.Struct):
    latitude: float = 0.0
    longitude: float = 0.0


class Reply(msgspec.Struct):
    id: str = ""
    title: str = ""


class Interactive(msgspec.Struct):
    type: str = ""
    button_reply: Reply | None = None
    list_reply: Reply | None = None


class Button(msgspec.Struct):
    """The quick reply of a template."""

    payload: str = ""
    text: str = ""


class Context(msgspec.Struct):
    id: str = ""
    forwarded: bool = False
    frequently_forwarded: bool = False


class CardPhone(msgspec.Struct):
    phone: str = ""
    wa_id: str = ""


class Card(msgspec.Struct):
    phones: list[CardPhone] = []


class System(msgspec.Struct):
    type: str = ""
    wa_id: str = ""
    new_wa_id: str = ""
    user_id: str = ""
    previous_user_id: str = ""


class Numbered(msgspec.Struct):
    """The least of all: an id, so that it is kept once."""

    id: str = ""


class Who(msgspec.Struct):
    """As little as a message can have: enough to keep it and to answer kindly."""

    id: str = ""
    from_: str = msgspec.field(default="", name="from")
    from_user_id: str = ""
    timestamp: str | int = ""
    type: str = ""
    group_id: str = ""


class Message(Who):
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


class ErrorData(msgspec.Struct):
    details: str = ""


class Problem(msgspec.Struct):
    """An item of `errors`."""

    code: int = 0
    title: str = ""
    message: str = ""
    error_data: ErrorData | None = None


class Pricing(msgspec.Struct):
    billable: bool | None = None
    category: str = ""


class Status(msgspec.Struct):
    id: str = ""
    status: str = ""
    timestamp: str | int = ""
    recipient_id: str = ""
    recipient_user_id: str = ""
    biz_opaque_callback_data: str = ""
    pricing: Pricing | None = None
    errors: list[Problem] = []


class Preference(msgspec.Struct):
    wa_id: str = ""
    user_id: str = ""
    category: str = ""
    value: str = ""
    timestamp: str | int = ""


class TemplateNews(msgspec.Struct):
    event: str = ""
    message_template_name: str = ""
    reason: str | None = None


class Stored(msgspec.Struct):
    """What the inbox keeps of one message: enough to read it again."""

    message: Raw
    contact: Raw = Raw(b"null")
