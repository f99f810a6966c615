"""The neutral vocabulary between conversations and channels: what comes in, what goes out.

Texts use `*…*` for emphasis. People's own words pass through `literal`, which puts U+2060 before
every character that a channel would read as markup; a channel without that habit removes it.

These are msgspec structs: a replay makes hundreds of them, and a frozen dataclass takes ten times
as long to make.
"""

import re

import msgspec

WORD_JOINER = "\u2060"
MARKUP = re.compile(r"([*_~`])")


def literal(words: str) -> str:
    """People's own words, safe inside a text of ours: never read as markup."""
    return MARKUP.sub(WORD_JOINER + r"\1", words) if MARKUP.search(words) else words


OPEN = "open"  # the option of a button that opens a conversation without an argument


class Press(msgspec.Struct, frozen=True, omit_defaults=True):
    """A button or list row: the conversation and question it belongs to, and the option."""

    conversation: str
    key: str
    option: str


class Media(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file the person sent, known by the channel's reference; a job downloads it."""

    kind: str  # photo, voice, document, video, audio
    ref: str
    mime: str = ""
    size_bytes: int | None = None
    group: str = ""  # photos of one album share it


class SharedContact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A contact card; only the sender's own proves a number."""

    phone: str
    is_own: bool


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A point on the map, degrees."""

    latitude: float
    longitude: float


class Incoming(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing a person did. `kind` says which of the fields is filled.

    text, press, media (with `text` as its caption), contact, place, edit (a changed message),
    sticker, awake (a button that only lets us write again), other (a type we do not know; it is
    stored all the same).
    """

    kind: str
    text: str = ""
    press: Press | None = None
    media: Media | None = None
    contact: SharedContact | None = None
    place: Place | None = None
    message_ref: str = ""  # the channel's id of this message, or of the one with the button
    reply_to: str = ""  # the channel's id of the message it answers
    is_forwarded: bool = False
    by_staff: bool = False  # staff entered it for them
    is_early: bool = False  # sent before the last prompt had left: it cannot be an answer to it


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice. `target` ("conversation:key") sends the press elsewhere than to its question."""

    id: str
    label: str = ""
    target: str = ""
    note: str = ""  # a second, smaller line where the channel has one
    is_chosen: bool = False
    code: str = ""  # it may be called by this, too: "PLT-001"


class Template(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message that a platform has approved beforehand, for when it takes nothing else.

    name: a file of `texts/templates/`; params: what fills its places, in order.
    """

    name: str
    params: tuple[str, ...] = ()


class Outgoing(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message to a person, before a channel decides how it looks."""

    text: str
    options: tuple[Option, ...] = ()
    conversation: str = ""
    key: str = ""
    page: int = 0  # which page of the options, where they do not fit on one
    wants: str = ""  # phone or place: a channel may offer a button of its own
    media: tuple[int, ...] = ()  # ids of stored media to show with it
    edits: str = ""  # the channel's id of the message this one replaces, where it can
    document: str = ""  # "kind:id" of a file that is made from rows when it is sent
    template: Template | None = None  # goes instead where a channel's window is closed


_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


def as_payload(message: Outgoing) -> str:
    """The message as a row of the outbox or of a broadcast keeps it: JSON."""
    return _encode(message).decode()
