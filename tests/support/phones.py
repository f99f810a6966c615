"""The phones of a transcript: what a person does becomes the raw update of their channel.

A channel is a `Phone` class; it also shows that every message can be rendered there.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from bot.channels.events import Event
from bot.channels.telegram.requests import Labels, bodies
from bot.channels.telegram.updates import parse
from dialog.messages import Option, Outgoing
from tests.support.whatsapp_phone import WhatsAppPhone

ACT = re.compile(r"\[(?P<act>[^\]:]+)(: (?P<about>[^\]]*))?\]( (?P<words>.*))?", re.DOTALL)
MAX_SENT = 4096  # what the platform lets a person send in one message


class Phone(Protocol):
    """One person's phone on one channel. address: who they are there."""

    channel: str
    address: str
    has_phone_button: bool

    def write(self, text: str, now: datetime, reply_to: str = "") -> Event:
        """A text message; reply_to: the channel's id of the message it answers."""
        ...

    def act(self, act: str, about: str, words: str, now: datetime) -> list[Event]:
        """Something else than a text, by its name in the transcripts."""
        ...

    def press(self, shown: Outgoing, option: Option, ref: str, now: datetime) -> Event:
        """A button of a message that was shown; ref: the channel's id of that message."""
        ...

    def check(self, shown: Outgoing) -> None:
        """Raise where the channel could not show this message."""
        ...

    def numbered(self, shown: Outgoing) -> str:
        """The text with its options as lines, where the channel shows no buttons under it."""
        ...


class TelegramPhone:
    """A phone with Telegram."""

    channel = "telegram"
    has_phone_button = True

    def __init__(self, number: int, counter: Callable[[], int]) -> None:
        self.address = str(1000 + number)
        self._next = counter

    def write(self, text: str, now: datetime, reply_to: str = "") -> Event:
        """A text message; reply_to: the channel's id of the message it answers."""
        answered = {"reply_to_message": {"message_id": int(reply_to)}} if reply_to else {}
        return self._message({"text": text[:MAX_SENT], **answered}, now)

    def act(self, act: str, about: str, words: str, now: datetime) -> list[Event]:
        """Something else than a text."""
        if act.startswith("album"):
            count = int(act.removeprefix("album ").removesuffix(" foto"))
            group = f"album{self._next()}"
            return [self._message({**_photo(f"foto{self._next()}"), "media_group_id": group}, now)
                    for _ in range(count)]  # fmt: skip
        if act == "ubah pesan":
            return [self._event({"edited_message": self._body({"text": words}, now)})]
        fields: dict[str, dict[str, Any]] = {
            "foto": {**_photo(f"foto{self._next()}"), "caption": words or ""},
            "suara": {"voice": {"file_id": "suara1", "mime_type": "audio/ogg"}},
            "stiker": {"sticker": {"file_id": "stiker1"}},
            "berkas": {"document": {"file_id": "berkas1", "mime_type": about or "application/pdf"}},
            "lokasi": {"location": {"latitude": 3.59, "longitude": 98.67}},
            "kontak sendiri": {"contact": {"phone_number": about, "user_id": int(self.address)}},
            "kontak orang lain": {"contact": {"phone_number": about, "user_id": 99}},
            "diteruskan": {"text": words, "forward_origin": {"type": "hidden_user"}},
        }
        return [self._message(fields[act], now)]

    def press(self, shown: Outgoing, option: Option, ref: str, now: datetime) -> Event:
        """A button of a message that was shown."""
        target = option.target or f"{shown.conversation}:{shown.key}"
        callback = {
            "id": "1",
            "from": {"id": int(self.address)},
            "data": f"{target}:{option.id}",
            "message": {"message_id": int(ref), "chat": self._chat()},
        }
        return self._event({"callback_query": callback}, now)

    def check(self, shown: Outgoing) -> None:
        """Raise where Telegram could not show this message."""
        bodies(self.address, shown, Labels("lainnya", "kembali", "bagikan nomor", "ketuk"))

    def numbered(self, shown: Outgoing) -> str:
        """Buttons always fit."""
        return ""

    def _chat(self) -> dict[str, object]:
        return {"id": int(self.address), "type": "private"}

    def _message(self, fields: dict[str, Any], now: datetime) -> Event:
        return self._event({"message": self._body(fields, now)}, now)

    def _body(self, fields: dict[str, Any], now: datetime) -> dict[str, Any]:
        sender = {"id": int(self.address), "first_name": "Uji"}
        return {"message_id": self._next(), "date": int(now.timestamp()), "chat": self._chat(),
                "from": sender, **fields}  # fmt: skip

    def _event(self, fields: dict[str, Any], now: datetime | None = None) -> Event:
        update = {"update_id": self._next(), **fields}
        moment = now or datetime.fromtimestamp(fields["edited_message"]["date"]).astimezone()
        event = parse(json.dumps(update).encode(), "1", moment)
        assert event is not None
        return event


def _photo(file_id: str) -> dict[str, Any]:
    return {"photo": [{"file_id": file_id + "s"}, {"file_id": file_id}]}


CHANNELS: dict[str, Callable[[int, Callable[[], int]], Phone]] = {
    "telegram": TelegramPhone,
    "whatsapp": WhatsAppPhone,
}
