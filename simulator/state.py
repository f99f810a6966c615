"""Everything the simulator remembers over a restart, as it lies in its file."""

import msgspec

from simulator.telegram.limits import (
    DEFAULT_WEBHOOK_CONNECTIONS,
    WEBHOOK_RETRY_SECONDS,
    WEBHOOK_TIMEOUT_SECONDS,
)
from simulator.telegram.types import BotCommand, Message, ReplyKeyboard
from simulator.whatsapp.state import WhatsAppState


class Phone(msgspec.Struct):
    """A phone on the page; its id is the Telegram user id, and the id of its private chat."""

    id: int
    label: str
    number: str  # E.164
    first_name: str
    last_name: str | None = None
    username: str | None = None


class Room(msgspec.Struct):
    """A group or channel the bot was put into."""

    id: int  # negative, as in Telegram
    type: str  # group, supergroup or channel
    title: str


class Entry(msgspec.Struct, omit_defaults=True, gc=False):
    """A message in a chat, with what only the person's side knows."""

    message: Message
    by_bot: bool = False
    update_id: int = 0
    deleted: bool = False


class CallbackRecord(msgspec.Struct, omit_defaults=True):
    """A press on a button and the bot's answer to it."""

    chat_id: int
    message_id: int
    data: str
    pressed_at: float  # real time
    answered: bool = False
    text: str = ""
    show_alert: bool = False


class ChatRecord(msgspec.Struct, omit_defaults=True):
    """One chat with one bot."""

    id: int
    started: bool = False  # the person has written at least once
    blocked: bool = False
    revision: int = 0  # grows with every visible change
    seen_message_id: int = 0
    keyboard: ReplyKeyboard | None = None
    action: str = ""
    action_until: float = 0.0  # real time
    last_callback_id: str = ""
    entries: dict[int, Entry] = {}


class QueuedUpdate(msgspec.Struct, omit_defaults=True, gc=False):
    """An update that the bot has not confirmed yet."""

    update_id: int
    kind: str
    chat_id: int
    body: msgspec.Raw
    repeats: int = 0  # further deliveries although confirmed (a fault)


class Webhook(msgspec.Struct, omit_defaults=True):
    """Where a bot wants its updates sent."""

    url: str
    secret_token: str = ""
    max_connections: int = DEFAULT_WEBHOOK_CONNECTIONS
    last_error_at: int | None = None
    last_error: str | None = None


class Bot(msgspec.Struct, omit_defaults=True):
    """A bot, known by the number before the colon of its token; tokens are never kept."""

    id: int
    first_name: str = "Bot IKM"
    username: str = ""
    revoked: bool = False
    commands: list[BotCommand] = []
    allowed_updates: list[str] = []
    webhook: Webhook | None = None
    last_message_id: int = 0
    last_update_id: int = 0
    pending: list[QueuedUpdate] = []
    chats: dict[int, ChatRecord] = {}
    callbacks: dict[str, CallbackRecord] = {}


class StoredFile(msgspec.Struct, omit_defaults=True):
    """A file someone sent; its bytes lie beside the state, under its unique id."""

    file_id: str
    unique_id: str
    path: str
    size: int
    name: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0


class Settings(msgspec.Struct):
    """What a test may tune while the simulator runs; the webhook's two hold for both channels."""

    rate_limits: bool = False  # both channels keep their published rates
    webhook_timeout_seconds: float = WEBHOOK_TIMEOUT_SECONDS
    webhook_retry_seconds: float = WEBHOOK_RETRY_SECONDS


class State(msgspec.Struct):
    """The root of the file."""

    format: int = 1
    clock_offset_seconds: float = 0.0
    clock_version: int = 1
    current_bot_id: int = 0
    last_number: int = 0  # source of file ids, callback ids and album ids
    phones: dict[int, Phone] = {}
    rooms: dict[int, Room] = {}
    bots: dict[int, Bot] = {}
    files: dict[str, StoredFile] = {}
    settings: Settings = msgspec.field(default_factory=Settings)
    whatsapp: WhatsAppState = msgspec.field(default_factory=WhatsAppState)
