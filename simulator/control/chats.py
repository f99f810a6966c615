"""Looking at a phone's chat: its history, and the next message of the bot."""

import time

import msgspec
from starlette.requests import Request

from simulator.control import whatsapp_chats
from simulator.control.answers import Unknown
from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.state import Bot, ChatRecord, Entry


class ChatLine(msgspec.Struct, omit_defaults=True):
    """A message as tests read it."""

    message_id: int
    direction: str  # in = from the bot, out = from the phone
    date: int
    text: str = ""  # text or caption
    buttons: list[list[dict[str, str]]] = []
    media: str = ""  # photo, document, voice, sticker, location or contact
    file_id: str = ""
    media_group_id: str = ""
    edited: bool = False
    deleted: bool = False
    update_id: int = 0
    taken: bool = False  # the bot has confirmed the update
    entities: list[dict[str, object]] = []


class Chats:
    """Reads chats for tests."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def history(self, request: Request, parameters: Parameters) -> object:
        """Messages (oldest first), the keyboard shown now, and whether the bot is typing."""
        if request.path_params["phone_id"] in self._exchange.state.whatsapp.phones:
            return whatsapp_chats.history(
                self._exchange, request.path_params["phone_id"], parameters
            )
        bot, chat = self._chat(request, parameters)
        return {
            "messages": [line(bot, entry) for entry in list(chat.entries.values())],
            "keyboard": chat.keyboard,
            "blocked": chat.blocked,
            "action": chat.action if chat.action_until > time.time() else "",
        }

    async def wait(self, request: Request, parameters: Parameters) -> object:
        """The first message of the bot after `after`, or null at the `timeout` (seconds)."""
        if request.path_params["phone_id"] in self._exchange.state.whatsapp.phones:
            phone_id = request.path_params["phone_id"]
            return await whatsapp_chats.wait(self._exchange, phone_id, parameters)
        bot, chat = self._chat(request, parameters)
        after = parameters.integer("after")
        until = time.monotonic() + float(parameters.text("timeout", "10"))
        while True:
            for entry in chat.entries.values():
                if entry.by_bot and not entry.deleted and entry.message.message_id > after:
                    return {"message": line(bot, entry)}
            left = until - time.monotonic()
            if not await self._exchange.bell.wait(("chat", bot.id, chat.id), timeout_seconds=left):
                return {"message": None}

    async def callback(self, request: Request, parameters: Parameters) -> object:
        """How the bot answered a press, waiting up to `timeout` seconds for the answer."""
        bot = self._exchange.bot(parameters.integer("bot_id") or None)
        record = bot.callbacks.get(request.path_params["callback_id"])
        if record is None:
            raise Unknown("no such callback query")
        until = time.monotonic() + float(parameters.text("timeout", "0"))
        key = ("chat", bot.id, record.chat_id)
        while not record.answered:
            left = until - time.monotonic()
            if not await self._exchange.bell.wait(key, timeout_seconds=left):
                break
        return record

    def _chat(self, request: Request, parameters: Parameters) -> tuple[Bot, ChatRecord]:
        phone_id = request.path_params["phone_id"]
        if phone_id not in self._exchange.state.phones:
            raise Unknown("no such phone")
        bot = self._exchange.bot(parameters.integer("bot_id") or None)
        return bot, self._exchange.chat(bot, parameters.integer("chat_id") or phone_id)


def line(bot: Bot, entry: Entry) -> ChatLine:
    """One message for tests."""
    message = entry.message
    media, file_id = media_of(entry)
    entities = message.entities or message.caption_entities or ()
    markup = message.reply_markup
    return ChatLine(
        message_id=message.message_id,
        direction="in" if entry.by_bot else "out",
        date=message.date,
        text=message.text or message.caption or "",
        buttons=[
            [msgspec.to_builtins(button) for button in row]
            for row in (markup.inline_keyboard if markup else ())
        ],
        media=media,
        file_id=file_id,
        media_group_id=message.media_group_id or "",
        edited=message.edit_date is not None,
        deleted=entry.deleted,
        update_id=entry.update_id,
        taken=is_taken(bot, entry),
        entities=[msgspec.to_builtins(entity) for entity in entities],
    )


def is_taken(bot: Bot, entry: Entry) -> bool:
    """Whether the bot has confirmed the update of this message."""
    if not entry.update_id:
        return False
    return not any(update.update_id == entry.update_id for update in bot.pending)


def media_of(entry: Entry) -> tuple[str, str]:
    """What kind of thing a message carries, and the id of its file."""
    message = entry.message
    if message.photo:
        return "photo", message.photo[-1].file_id
    for kind in ("document", "voice", "sticker"):
        thing = getattr(message, kind)
        if thing is not None:
            return kind, thing.file_id
    for kind in ("location", "contact"):
        if getattr(message, kind) is not None:
            return kind, ""
    return "", ""
