"""A phone with WhatsApp. Its people hide their number, unless one is given: both is common."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.channels.events import Event
from bot.channels.whatsapp.limits import (
    MAX_BODY,
    MAX_BUTTON_TITLE,
    MAX_BUTTONS,
    MAX_CAPTION,
    MAX_ROW_DESCRIPTION,
    MAX_ROW_TITLE,
    MAX_ROWS,
    MAX_TEXT,
)
from bot.channels.whatsapp.requests import Labels, bodies
from bot.channels.whatsapp.updates import read_body
from dialog.messages import Option, Outgoing
from tests.support import whatsapp

LABELS = Labels("Lainnya", "Sebelumnya", "Lihat pilihan", "Ketik nomornya ya.")
Json = dict[str, Any]


class WhatsAppPhone:
    """One person's WhatsApp. number: digits as the platform has them, '' = it is hidden."""

    channel = "whatsapp"
    has_phone_button = False

    def __init__(self, number: int, counter: Callable[[], int], shown: str = "") -> None:
        self.user_id, self.number = f"ID.{1000 + number}", shown
        self.address = shown or self.user_id
        self._next = counter

    def write(self, text: str, now: datetime, reply_to: str = "") -> Event:
        """A text message; reply_to: the channel's id of the message it answers."""
        answered = {"context": {"id": reply_to}} if reply_to else {}
        written = text[:MAX_TEXT]  # what the platform lets a person send in one message
        return self._event({"type": "text", "text": {"body": written}, **answered}, now)

    def act(self, act: str, about: str, words: str, now: datetime) -> list[Event]:
        """Something else than a text; an album is so many pictures at once."""
        if act.startswith("album"):
            count = int(act.removeprefix("album ").removesuffix(" foto"))
            return [self._event(self._photo(""), now) for _ in range(count)]
        card = {"phones": [{"phone": about, "wa_id": about.lstrip("+")}]}
        fields: dict[str, Json] = {
            "foto": self._photo(words or ""),
            "suara": {"type": "audio", "audio": {"id": "suara1", "voice": True}},
            "stiker": {"type": "sticker", "sticker": {"id": "stiker1"}},
            "berkas": {"type": "document", "document": {"id": "berkas1",
                                                        "mime_type": about or "application/pdf"}},
            "lokasi": {"type": "location", "location": {"latitude": 3.59, "longitude": 98.67}},
            "kontak sendiri": {"type": "contacts", "contacts": [card]},
            "kontak orang lain": {"type": "contacts", "contacts": [card]},
            "diteruskan": {"type": "text", "text": {"body": words},
                           "context": {"forwarded": True}},
            "ubah pesan": {"type": "edit", "edit": {}},
        }  # fmt: skip
        return [self._event(fields[act], now)]

    def press(self, shown: Outgoing, option: Option, ref: str, now: datetime) -> Event:
        """A button, or a row of a list, of a message that was shown."""
        target = option.target or f"{shown.conversation}:{shown.key}"
        reply = {"id": f"{target}:{option.id}", "title": option.label[:MAX_ROW_TITLE]}
        pressed = {"type": "list_reply", "list_reply": reply}
        fields = {"type": "interactive", "interactive": pressed, "context": {"id": ref}}
        return self._event(fields, now)

    def check(self, shown: Outgoing) -> None:
        """Raise where WhatsApp would refuse this message."""
        for body in bodies(shown, LABELS):
            check_body(body)

    def numbered(self, shown: Outgoing) -> str:
        """The text with its options as lines, where the text is too long for buttons."""
        last = bodies(shown, LABELS)[-1]
        return str(last["text"]["body"]) if shown.options and last["type"] == "text" else ""

    def _photo(self, caption: str) -> Json:
        image = {"id": f"foto{self._next()}", "mime_type": "image/jpeg", "caption": caption}
        return {"type": "image", "image": image}

    def _event(self, fields: Json, now: datetime) -> Event:
        message = {
            **({"from": self.number} if self.number else {}),
            "from_user_id": self.user_id,
            "id": f"wamid.{self._next()}",
            "timestamp": str(int(now.timestamp())),
            **fields,
        }
        who = whatsapp.contact(self.number, self.user_id, "Uji")
        raw = whatsapp.as_bytes(whatsapp.body(message, contacts=[who]))
        (event,) = read_body(raw, whatsapp.NUMBER, now).events
        return event


def units(text: str) -> int:
    """Length in UTF-16 units, the longest way in which Meta may count."""
    return len(text.encode("utf-16-le")) // 2


def check_body(body: Json) -> None:
    """Raise AssertionError where the Cloud API refuses a body for its lengths and numbers."""
    if body["type"] == "text":
        assert 0 < units(body["text"]["body"]) <= MAX_TEXT
        return
    if body["type"] != "interactive":
        assert units(body[body["type"]].get("caption", "")) <= MAX_CAPTION
        return
    shown = body["interactive"]
    assert 0 < units(shown["body"]["text"]) <= MAX_BODY
    if shown["type"] == "button":
        replies = [b["reply"] for b in shown["action"]["buttons"]]
        assert 1 <= len(replies) <= MAX_BUTTONS
        _check_choices(replies, MAX_BUTTON_TITLE)
        assert len({r["title"] for r in replies}) == len(replies)
    elif shown["type"] == "list":
        rows = [r for s in shown["action"]["sections"] for r in s["rows"]]
        assert 1 <= len(rows) <= MAX_ROWS
        _check_choices(rows, MAX_ROW_TITLE)
        assert all(units(r.get("description", "")) <= MAX_ROW_DESCRIPTION for r in rows)


def _check_choices(choices: list[Json], longest: int) -> None:
    assert all(0 < units(c["title"]) <= longest for c in choices)
    assert all(len(c["id"].encode()) <= 64 and c["id"] == c["id"].strip() for c in choices)
    assert len({c["id"] for c in choices}) == len(choices)
