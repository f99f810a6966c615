"""One call of a method, and the chat it may write to."""

from dataclasses import dataclass

from starlette.types import Receive

from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.state import Bot, ChatRecord, Room
from simulator.telegram.errors import (
    BLOCKED,
    CHAT_NOT_FOUND,
    NEVER_STARTED,
    bad_request,
    forbidden,
)
from simulator.telegram.types import Chat, User


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls what with which parameters."""

    exchange: Exchange
    bot: Bot
    method: str
    parameters: Parameters
    receive: Receive  # tells when the caller goes away

    def writable_chat(self) -> ChatRecord:
        """The chat that `chat_id` names, where the bot may write.

        Raises 400 for an unknown chat, 403 where the person blocked the bot or never wrote,
        429 where rates are enforced and this message is one too many.
        """
        chat_id = self.chat_id()
        record = self.bot.chats.get(chat_id)
        if chat_id not in self.exchange.state.rooms:
            if chat_id not in self.exchange.state.phones:
                raise bad_request(CHAT_NOT_FOUND)
            if record is None or not record.started:
                raise forbidden(NEVER_STARTED)
            if record.blocked:
                raise forbidden(BLOCKED)
        elif record is None:
            raise bad_request(CHAT_NOT_FOUND)
        return record

    def chat_for_message(self) -> ChatRecord:
        """As `writable_chat`, and the message is counted against the rates."""
        record = self.writable_chat()
        if self.exchange.state.settings.rate_limits:
            self.exchange.rates.take(self.bot.id, record.id)
        return record

    def chat_id(self) -> int:
        """The number in `chat_id`; a user name of a group is not known here."""
        raw = self.parameters.text("chat_id").strip()
        if not raw:
            raise bad_request("chat_id is empty")
        try:
            return int(raw)
        except ValueError:
            raise bad_request(CHAT_NOT_FOUND) from None


def bot_user(bot: Bot) -> User:
    """The bot as author of a message."""
    return User(bot.id, True, bot.first_name, username=bot.username)


def chat_object(exchange: Exchange, chat_id: int) -> Chat:
    """A chat as it stands in messages."""
    room: Room | None = exchange.state.rooms.get(chat_id)
    if room is not None:
        return Chat(room.id, room.type, title=room.title)
    phone = exchange.state.phones[chat_id]
    return Chat(
        phone.id,
        "private",
        username=phone.username,
        first_name=phone.first_name,
        last_name=phone.last_name,
    )
