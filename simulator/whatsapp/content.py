"""A message as the caller wrote it: its shape and limits checked, as the real server does."""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from simulator.whatsapp import limits
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import GraphError, bad_value, refused, unknown_object
from simulator.whatsapp.interactive import Interactive, read_interactive
from simulator.whatsapp.outcomes import is_picture
from simulator.whatsapp.recipients import Recipient
from simulator.whatsapp.state import Message
from simulator.whatsapp.template_message import TemplateCall, read_template

_Shape = TypeVar("_Shape")


class _Text(msgspec.Struct):
    body: str = ""
    preview_url: bool = False


class _MediaObject(msgspec.Struct):
    id: str = ""
    link: str = ""
    caption: str = ""
    filename: str = ""


class _Location(msgspec.Struct):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


class _Reaction(msgspec.Struct):
    message_id: str
    emoji: str = ""


class _Name(msgspec.Struct):
    formatted_name: str
    first_name: str = ""


class _Number(msgspec.Struct):
    phone: str = ""


class _Contact(msgspec.Struct):
    name: _Name
    phones: list[_Number] = []


class _Context(msgspec.Struct):
    message_id: str = ""


def read_content(call: GraphCall, recipient: Recipient) -> Message:
    """The message without its head. Raises what the real server answers to a bad one."""
    kind = call.parameters.text("type", "text")
    if call.parameters.text("recipient_type", "individual") != "individual":
        raise GraphError(100, "(#100) Param recipient_type must be one of {INDIVIDUAL}")
    reader = _READERS.get(kind)
    if reader is None:
        kinds = ", ".join(sorted(_READERS)).upper()
        raise GraphError(100, f'(#100) Param type must be one of {{{kinds}}} - got "{kind}".')
    if kind not in call.parameters.values:
        raise GraphError(100, f"(#100) The parameter {kind} is required.")
    message = reader(call, recipient)
    context = call.parameters.structure("context", _Context)
    if context is not None and not message.reply_to:
        message.reply_to = context.message_id
    return message


def _object(call: GraphCall, name: str, shape: type[_Shape]) -> _Shape:
    """The object of the message's own type."""
    value = call.parameters.values.get(name)
    try:
        return msgspec.convert(value, shape, strict=True)
    except msgspec.ValidationError as error:
        raise GraphError(100, f"(#100) Param {name}: {error}") from None


def _text(call: GraphCall, _recipient: Recipient) -> Message:
    text = _object(call, "text", _Text)
    if not text.body.strip():
        raise GraphError(100, "(#100) The parameter text['body'] is required.")
    if len(text.body) > limits.MAX_TEXT_LENGTH:
        words = f"must be at most {limits.MAX_TEXT_LENGTH} characters long."
        raise GraphError(100, f"(#100) Param text['body'] {words}")
    return _blank("text", text=text.body)


def _media(kind: str) -> Callable[[GraphCall, Recipient], Message]:
    def read(call: GraphCall, _recipient: Recipient) -> Message:
        media = _object(call, kind, _MediaObject)
        if len(media.caption) > limits.MAX_CAPTION_LENGTH:
            words = f"Caption length invalid. Max length: {limits.MAX_CAPTION_LENGTH}"
            raise bad_value(words)
        if len(media.filename) > limits.MAX_FILE_NAME_LENGTH:
            words = f"Filename length invalid. Max length: {limits.MAX_FILE_NAME_LENGTH}"
            raise bad_value(words)
        if media.link:
            # Meta fetches the link after it has answered; this server fetches nothing.
            return _blank(kind, text=media.caption, errors=[131053])
        file_id, is_sound = sendable_media(call, kind, media.id)
        errors = [] if is_sound else [131053]
        return _blank(
            kind, text=media.caption, file_id=file_id, file_name=media.filename, errors=errors
        )

    return read


def sendable_media(call: GraphCall, kind: str, media_id: str) -> tuple[str, bool]:
    """The file behind an uploaded id, and whether it is what its type says.

    Raises 100 with subcode 33 for an id that is unknown or too old.
    """
    if not media_id:
        raise GraphError(100, f"(#100) The parameter {kind}['id'] is required.")
    media = call.state.media.get(media_id)
    if media is None or media.expires_at <= call.exchange.clock.timestamp():
        raise unknown_object(call.verb, media_id)
    family = {"image": "image/", "audio": "audio/", "video": "video/", "sticker": "image/webp"}
    if not media.mime_type.startswith(family.get(kind, "")):
        raise refused(131053, f"Media of type {media.mime_type} cannot be sent as {kind}")
    is_sound = kind not in {"image", "sticker"} or is_picture(call.exchange, media.file_id)
    return media.file_id, is_sound


def _interactive(call: GraphCall, _recipient: Recipient) -> Message:
    asked = _object(call, "interactive", Interactive)
    message = read_interactive(asked)
    kind, media_id, message.file_name = asked.header_file
    if kind:
        message.file_id, is_sound = sendable_media(call, kind, media_id)
        message.header_media = kind
        message.errors = [] if is_sound else [131053]
    return message


def _template(call: GraphCall, recipient: Recipient) -> Message:
    return read_template(call, recipient, _object(call, "template", TemplateCall))


def _location(call: GraphCall, _recipient: Recipient) -> Message:
    place = _object(call, "location", _Location)
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        raise bad_value("Latitude or longitude is not valid")
    if len(place.name) > limits.MAX_PLACE_NAME_LENGTH:
        raise bad_value("Location name is too long")
    if len(place.address) > limits.MAX_PLACE_ADDRESS_LENGTH:
        raise bad_value("Location address is too long")
    named = ", ".join(filter(None, (place.name, place.address)))
    return _blank("location", latitude=place.latitude, longitude=place.longitude, place=named)


def _contacts(call: GraphCall, _recipient: Recipient) -> Message:
    contacts = _object(call, "contacts", list[_Contact])
    if not contacts:
        raise GraphError(100, "(#100) The parameter contacts is required.")
    numbers = contacts[0].phones
    return _blank(
        "contacts",
        contact_name=contacts[0].name.formatted_name,
        contact_number=numbers[0].phone if numbers else "",
    )


def _reaction(call: GraphCall, _recipient: Recipient) -> Message:
    reaction = _object(call, "reaction", _Reaction)
    return _blank("reaction", emoji=reaction.emoji, reply_to=reaction.message_id)


def _blank(kind: str, **fields: object) -> Message:
    """A message whose id, number and time come later."""
    return msgspec.convert({"id": "", "number": 0, "at": 0, "type": kind, **fields}, Message)


_READERS: Final[dict[str, Callable[[GraphCall, Recipient], Message]]] = {
    "text": _text,
    "image": _media("image"),
    "document": _media("document"),
    "audio": _media("audio"),
    "video": _media("video"),
    "sticker": _media("sticker"),
    "location": _location,
    "contacts": _contacts,
    "interactive": _interactive,
    "template": _template,
    "reaction": _reaction,
}
