"""A chat as it is drawn: bubbles with day lines between them."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from simulator.page.indonesian_time import day, local, time_of_day
from simulator.page.rich_text import rich_text
from simulator.state import Bot, ChatRecord, Entry
from simulator.telegram.types import InlineKeyboardButton

_SPINNER_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a bubble."""

    text: str
    data: str = ""
    url: str = ""
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a WhatsApp list."""

    id: str
    title: str
    description: str = ""
    section: str = ""  # where a new heading begins


@dataclass(frozen=True, slots=True)
class Sheet:
    """A WhatsApp list: a button, and the rows that it opens."""

    button: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, place or contact in a bubble."""

    kind: str  # document, voice, sticker, location or contact
    label: str
    file_id: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message, or the photos of one album."""

    id: int
    day: str
    is_mine: bool
    time: str
    text: Markup
    plain: str
    photos: tuple[str, ...] = ()  # file ids
    album_id: str = ""
    attachment: Attachment | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    quote: str = ""
    forwarded_from: str = ""
    is_edited: bool = False
    is_editable: bool = False
    is_taken: bool = False
    # WhatsApp alone
    header: str = ""
    footer: str = ""
    sheet: Sheet | None = None
    wants_location: bool = False
    progress: str = ""  # how far the bot's message came
    is_read: bool = False
    failure: str = ""  # why it never came
    reaction: str = ""
    is_reactable: bool = False
    is_deleted: bool = False


def bubbles(bot: Bot, chat: ChatRecord, limit: int) -> list[Bubble]:
    """The latest messages, oldest first."""
    entries = [entry for entry in chat.entries.values() if not entry.deleted][-limit:]
    untaken = {update.update_id for update in bot.pending if update.chat_id == chat.id}
    waiting = _waiting_buttons(bot, chat)
    drawn = (_bubble(entry, untaken, waiting) for entry in entries)
    return _albums_joined(drawn)


def _bubble(entry: Entry, untaken: set[int], waiting: set[tuple[int, str]]) -> Bubble:
    message = entry.message
    sent_at = local(message.date)
    words = message.text or message.caption or ""
    answered = message.reply_to_message
    markup = message.reply_markup
    return Bubble(
        id=message.message_id,
        day=day(sent_at),
        is_mine=not entry.by_bot,
        time=time_of_day(sent_at),
        text=rich_text(words, message.entities or message.caption_entities),
        plain=words,
        photos=(message.photo[-1].file_id,) if message.photo else (),
        album_id=message.media_group_id or "",
        attachment=_attachment(entry),
        buttons=tuple(
            tuple(_button(message.message_id, button, waiting) for button in row)
            for row in (markup.inline_keyboard if markup else ())
        ),
        quote=(answered.text or answered.caption or "Lampiran") if answered else "",
        forwarded_from=_forwarded_from(entry),
        is_edited=message.edit_date is not None,
        is_editable=not entry.by_bot and message.text is not None and not message.forward_origin,
        is_taken=bool(entry.update_id) and entry.update_id not in untaken,
    )


def _button(message_id: int, button: InlineKeyboardButton, waiting: set[tuple[int, str]]) -> Button:
    data = button.callback_data or ""
    return Button(button.text, data, button.url or "", (message_id, data) in waiting)


def _waiting_buttons(bot: Bot, chat: ChatRecord) -> set[tuple[int, str]]:
    record = bot.callbacks.get(chat.last_callback_id)
    if record is None or record.answered or time.time() - record.pressed_at > _SPINNER_SECONDS:
        return set()
    return {(record.message_id, record.data)}


def _attachment(entry: Entry) -> Attachment | None:
    message = entry.message
    if message.document:
        return Attachment("document", message.document.file_name or "Berkas",
                          message.document.file_id)  # fmt: skip
    if message.voice:
        return Attachment("voice", f"{message.voice.duration} detik", message.voice.file_id)
    if message.sticker:
        return Attachment("sticker", message.sticker.emoji or "Stiker", message.sticker.file_id)
    if message.location:
        place = f"{message.location.latitude:.5f}, {message.location.longitude:.5f}"
        link = f"https://www.openstreetmap.org/?mlat={place.replace(', ', '&mlon=')}#map=17"
        return Attachment("location", place, link=link)
    if message.contact:
        name = f"{message.contact.first_name} {message.contact.last_name or ''}".strip()
        return Attachment("contact", f"{name} · +{message.contact.phone_number.lstrip('+')}")
    return None


def _forwarded_from(entry: Entry) -> str:
    origin = entry.message.forward_origin
    if origin is None:
        return ""
    return origin.sender_user.first_name if origin.sender_user else origin.sender_user_name or "?"


def _albums_joined(drawn: Iterable[Bubble]) -> list[Bubble]:
    joined: list[Bubble] = []
    for bubble in drawn:
        last = joined[-1] if joined else None
        if last and bubble.photos and bubble.album_id and bubble.album_id == last.album_id:
            joined[-1] = replace(last, photos=last.photos + bubble.photos, is_taken=bubble.is_taken)
        else:
            joined.append(bubble)
    return joined
