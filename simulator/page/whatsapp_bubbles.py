"""A WhatsApp chat as it is drawn."""

from typing import Final

from simulator.exchange import Exchange
from simulator.page.bubbles import Attachment, Bubble, Button, Sheet, SheetRow
from simulator.page.indonesian_time import day, local, time_of_day
from simulator.page.whatsapp_text import whatsapp_text, without_marks
from simulator.whatsapp.state import Chat, Choice, Message

_PROGRESS: Final = {
    "accepted": "belum terkirim",
    "sent": "terkirim",
    "delivered": "sampai",
    "read": "dibaca",
}


def whatsapp_bubbles(exchange: Exchange, chat: Chat, limit: int) -> list[Bubble]:
    """The latest messages, oldest first."""
    untaken = {
        event.id for event in exchange.state.whatsapp.events if event.phone_id == chat.phone_id
    }
    messages = list(chat.messages.values())[-limit:]
    return [_bubble(chat, message, untaken) for message in messages]


def _bubble(chat: Chat, message: Message, untaken: set[int]) -> Bubble:
    sent_at = local(message.at)
    answered = chat.messages.get(message.reply_to)
    is_there = message.status != "failed"
    return Bubble(
        id=message.number,
        day=day(sent_at),
        is_mine=not message.by_bot,
        time=time_of_day(sent_at),
        text=whatsapp_text(message.text),
        plain=message.text,
        photos=(message.file_id,) if message.file_id and _is_picture(message) else (),
        attachment=_attachment(message),
        buttons=_buttons(message) if is_there else (),
        quote=(without_marks(answered.text) or "Lampiran") if answered else "",
        is_edited=message.is_edited,
        is_editable=not message.by_bot and message.type == "text" and not message.is_deleted,
        is_taken=bool(message.event_id) and message.event_id not in untaken,
        header=message.header,
        footer=message.footer,
        sheet=_sheet(message) if is_there else None,
        wants_location=message.wants_location and is_there,
        progress=_PROGRESS.get(message.status, "") if message.by_bot else "",
        is_read=message.status == "read",
        failure=message.error,
        reaction=message.reaction,
        is_reactable=message.by_bot and is_there,
        is_deleted=message.is_deleted,
    )


def _buttons(message: Message) -> tuple[tuple[Button, ...], ...]:
    if message.list_button:
        return ()
    return tuple((Button(choice.title, choice.id, choice.url),) for choice in message.choices)


def _sheet(message: Message) -> Sheet | None:
    if not message.list_button:
        return None
    rows, section = [], ""
    for choice in message.choices:
        rows.append(_row(choice, section))
        section = choice.section
    return Sheet(message.list_button, tuple(rows))


def _row(choice: Choice, section_before: str) -> SheetRow:
    heading = choice.section if choice.section != section_before else ""
    return SheetRow(choice.id, choice.title, choice.description, heading)


def _attachment(message: Message) -> Attachment | None:
    if message.type == "location":
        place = f"{message.latitude:.5f}, {message.longitude:.5f}"
        link = f"https://www.openstreetmap.org/?mlat={place.replace(', ', '&mlon=')}#map=17"
        return Attachment("location", message.place or place, link=link)
    if message.type == "contacts":
        return Attachment("contact", f"{message.contact_name} · {message.contact_number}")
    if not message.file_id or _is_picture(message):
        return None
    if message.type == "audio":
        return Attachment("voice", "Pesan suara", message.file_id)
    if message.type == "sticker":
        return Attachment("sticker", "👍", message.file_id)
    return Attachment("document", message.file_name or "Berkas", message.file_id)


def _is_picture(message: Message) -> bool:
    return "image" in (message.type, message.header_media)
