"""One message of a webhook → Event. Every field is optional, and nothing raises out of here."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import msgspec
from msgspec import Raw

from bot.channels.events import Event
from bot.channels.masking import masked
from bot.channels.whatsapp.limits import ALBUM_SECONDS, MAX_TEXT
from bot.channels.whatsapp.payloads import Button, Message, Numbered, Sender, Stored, Who
from dialog.messages import Incoming, Media, Place, Press, SharedContact
from domain.answers.nik import NIK_DIGITS, mask_nik

CHANNEL = "whatsapp"
MILLISECONDS_FROM = 100_000_000_000  # as seconds this is the year 5138: both have been seen
MOST_AHEAD = timedelta(minutes=5)  # a time further in our future is a clock that goes wrong
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}")  # Meta, "business-scoped user ids"
FILES = {"image": "photo", "video": "video", "audio": "audio", "document": "document"}
AWAKE = "~awake"  # on a template's button: it answers nothing, it lets us write again
# Kinds of which every word is looked through below; all others are masked field by field.
SHOWN_WHOLE = frozenset({"text", "interactive", "button", "image", "audio", "video"})
SILENT = {"reaction": "reaction", "revoke": "nothing", "system": "nothing", "edit": "edit"}

_decode = msgspec.json.Decoder(Message, strict=False).decode
_decode_who = msgspec.json.Decoder(Who, strict=False).decode
_read_id = msgspec.json.Decoder(Numbered, strict=False).decode
_decode_sender = msgspec.json.Decoder(Sender | None, strict=False).decode
_decode_stored = msgspec.json.Decoder(Stored).decode
NOBODY = Raw(b"null")
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def _decode_id(raw: Raw) -> Who:
    return Who(id=_read_id(raw).id)


class Senders:
    """The people that a body names beside its messages, found by number or user id."""

    def __init__(self, contacts: Sequence[Raw]) -> None:
        self._found: list[tuple[Raw, Sender]] = []
        self._by_address: dict[str, tuple[Raw, Sender]] = {}
        for raw in contacts:
            try:
                sender = _decode_sender(raw)
            except UNREADABLE:
                continue
            if sender is not None:
                item = (raw, sender)
                self._found.append(item)
                if sender.wa_id:
                    self._by_address.setdefault(sender.wa_id, item)
                if sender.user_id:
                    self._by_address.setdefault(sender.user_id, item)

    def of(self, message: Who) -> tuple[Raw, Sender]:
        """The item that is the sender's; of a message without one it is the only one there is."""
        found = self._by_address.get(message.from_) or self._by_address.get(message.from_user_id)
        if found is not None:
            return found
        is_nameless = not message.from_ and not message.from_user_id
        return self._found[0] if is_nameless and len(self._found) == 1 else (NOBODY, Sender())


def event_of(raw: Raw, senders: Senders, now: datetime) -> Event | None:
    """The event of one message; None where it cannot even be told apart from others.

    senders: those that the body names. now: business time, where it bears none.
    """
    try:
        message: Message | Who | None = _decode(raw)
    except UNREADABLE:
        message = _read_less(raw)
    if message is None or not message.id:
        return None
    sender_raw, sender = senders.of(message)
    return _event(raw, message, sender_raw, sender, now)


def stored_event(payload: str, now: datetime) -> Event:
    """The event once more, from what the inbox has kept of it."""
    stored = _decode_stored(payload)
    event = event_of(stored.message, Senders([stored.contact]), now)
    if event is None:
        raise ValueError("this payload is no message")
    return event


def _read_less(raw: Raw) -> Message | Who | None:
    """Of a message that cannot be read whole: who it is from, or its id alone."""
    decoders: tuple[Callable[[Raw], Who], ...] = (_decode_who, _decode_id)
    for decode in decoders:
        try:
            return decode(raw)
        except UNREADABLE:
            continue
    return None


@lru_cache(maxsize=1024)  # people write more than once
def addresses(number: str, user_id: str) -> tuple[tuple[str, str], tuple[str, str] | None] | None:
    """(identity, second identity) of who has this number and user id, either of which may be ''.

    A number field may hold a user id; whatever is neither counts for nothing.
    """
    if not number.isdecimal():
        if USER_ID.fullmatch(number):
            user_id = user_id or number
        number = number.removeprefix("+")
    phone = ("phone", f"+{number}") if number.isdecimal() and len(number) <= 20 else None
    user = ("bsuid", user_id) if user_id and USER_ID.fullmatch(user_id) else None
    if phone is None:
        return (user, None) if user is not None else None
    return phone, user


def address_of(identity: tuple[str, str]) -> str:
    """How the platform writes it: a number without its plus, a user id as it is."""
    return identity[1].removeprefix("+")


def _event(raw: Raw, message: Message | Who, sender_raw: Raw, sender: Sender,
           now: datetime) -> Event:  # fmt: skip
    parts = (b'{"message":', raw, b',"contact":', sender_raw, b"}")
    text = b"".join(parts).decode("utf-8", "replace")
    who = addresses(message.from_ or sender.wa_id, message.from_user_id or sender.user_id)
    formerly: tuple[str, ...] = ()
    if isinstance(message, Message) and message.system is not None:
        who, formerly = _moved(message)
    if who is None or message.group_id:  # nobody we could answer
        return Event(CHANNEL, message.id, "", now, Incoming("nothing"), masked(text), (CHANNEL, ""))
    incoming, had_nik = _incoming(message)
    identity, alias = who
    name = sender.profile.name.replace("\0", "") if sender.profile else ""
    is_plain = not had_nik and message.type in SHOWN_WHOLE and incoming.kind != "other"
    wants_answer = incoming.kind not in ("nothing", "reaction", "edit")
    return Event(
        CHANNEL, message.id, address_of(identity), moment(message.timestamp, now), incoming,
        text if is_plain else masked(text), identity, name,
        ack=message.id if wants_answer else "", had_nik=had_nik, alias=alias, formerly=formerly,
        must_fetch=incoming.media is not None,
    )  # fmt: skip


def moment(timestamp: str | int, now: datetime) -> datetime:
    """A moment in seconds or milliseconds; never far in our future, and now where there is none."""
    told = _read_moment(timestamp)
    if told is None or (told > now and told > now + MOST_AHEAD):
        return now
    return told


@lru_cache(maxsize=1024)  # what comes together bears the same second
def _read_moment(timestamp: str | int) -> datetime | None:
    try:
        number = int(timestamp)
        seconds = number / 1000 if number >= MILLISECONDS_FROM else number
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _moved(
    message: Message,
) -> tuple[tuple[tuple[str, str], tuple[str, str] | None] | None, tuple[str, ...]]:
    """Who the sender is after a change of number or user id, and what they were before."""
    system = message.system
    if system is None or not system.type.startswith("user_changed"):
        return None, ()
    old = addresses(message.from_, system.previous_user_id or message.from_user_id)
    number = system.new_wa_id or system.wa_id or message.from_
    new = addresses(number, system.user_id)
    if system.type == "user_changed_number" and not system.user_id:
        new = addresses(number, "")  # the old user id goes with the old number
    before = {address_of(i) for i in old if i is not None} if old is not None else set()
    after = {address_of(i) for i in new if i is not None} if new is not None else set()
    return new, tuple(sorted(before - after))


def _incoming(message: Message | Who) -> tuple[Incoming, bool]:
    """What the person did, and whether a NIK was masked in it."""
    ref = message.id
    if message.type == "text" and isinstance(message, Message) and message.text is not None:
        return _text(message, message.text.body)
    if message.type in SILENT or not isinstance(message, Message):
        return Incoming(SILENT.get(message.type, "other"), message_ref=ref), False
    if message.button is not None and message.button.payload == AWAKE:
        return Incoming("awake", message_ref=ref), False
    pressed = _press(message)
    if pressed is not None:
        return pressed, False
    media, caption = _media(message)
    if media is not None or message.text is not None or (caption := _said(message)):
        return _text(message, message.text.body if message.text else caption, media)
    if message.location is not None:
        place = Place(message.location.latitude, message.location.longitude)
        return Incoming("place", place=place, message_ref=ref), False
    if message.contacts:
        return Incoming("contact", contact=_card(message), message_ref=ref), False
    return Incoming("sticker" if message.type == "sticker" else "other", message_ref=ref), False


def _text(message: Message, written: str, media: Media | None = None) -> tuple[Incoming, bool]:
    """Words, alone or below a file, and whether a NIK was masked in them."""
    text, had_nik = written[:MAX_TEXT].replace("\0", ""), False
    if len(text) >= NIK_DIGITS:
        text, had_nik = mask_nik(text)
    kind, context = "text" if media is None else "media", message.context
    if context is None:
        return Incoming(kind, text, media=media, message_ref=message.id), had_nik
    is_forwarded, reply_to = context.forwarded or context.frequently_forwarded, context.id
    return Incoming(kind, text, media=media, message_ref=message.id, reply_to=reply_to,
                    is_forwarded=is_forwarded), had_nik  # fmt: skip


def _press(message: Message) -> Incoming | None:
    """A button, a list row, or the quick reply of a template, where it bears one of our ids."""
    data = ""
    if message.interactive is not None:
        chosen = message.interactive.button_reply or message.interactive.list_reply
        data = chosen.id if chosen else ""
    elif message.button is not None:
        data = message.button.payload
    conversation, _, rest = data.partition(":")
    question, _, option = rest.partition(":")
    if not question:
        return None
    shown_in = message.context.id if message.context else ""
    return Incoming("press", press=Press(conversation, question, option), message_ref=shown_in)


def _said(message: Message) -> str:
    """The words on a button whose id is none of ours."""
    button: Button | None = message.button
    if button is not None:
        return button.text
    if message.interactive is not None:
        chosen = message.interactive.button_reply or message.interactive.list_reply
        return chosen.title if chosen else ""
    return ""


def _media(message: Message) -> tuple[Media | None, str]:
    """The file and its caption. Pictures sent together share a group, made of their time."""
    for field, kind in FILES.items():
        file = getattr(message, field)
        if file is None or not file.id:
            continue
        is_picture = kind == "document" and file.mime_type.startswith("image/")
        shown = "photo" if is_picture else "voice" if kind == "audio" else kind
        sent_at = _read_moment(message.timestamp) if shown in ("photo", "video") else None
        group = f"{int(sent_at.timestamp()) // ALBUM_SECONDS}" if sent_at else ""
        return Media(shown, file.id, file.mime_type, file.file_size, group), file.caption
    return None, ""


def _card(message: Message) -> SharedContact:
    """A contact card: the sender's own where it holds the number that the platform vouches for."""
    phones = [p for card in message.contacts for p in card.phones]
    mine = message.from_.lstrip("+")
    own = next((p for p in phones if mine and p.wa_id.lstrip("+") == mine), None)
    shown = own or (phones[0] if phones else None)
    number = (shown.wa_id or shown.phone) if shown else ""
    return SharedContact(number, own is not None)
