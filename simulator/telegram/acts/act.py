"""One act of a person: who, with which bot, in which chat; and how it becomes an update."""

from dataclasses import dataclass

from simulator.exchange import Exchange
from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Parameters
from simulator.state import Bot, ChatRecord, Entry, Phone
from simulator.telegram.call import chat_object
from simulator.telegram.types import Message, User
from simulator.telegram.update_queue import enqueue


@dataclass(frozen=True, slots=True)
class Act:
    """A phone in a chat with a bot, and what it was asked to do."""

    exchange: Exchange
    bot: Bot
    phone: Phone
    parameters: Parameters

    @property
    def chat(self) -> ChatRecord:
        """The private chat, or the room that `chat_id` names."""
        chat_id = self.parameters.integer("chat_id") or self.phone.id
        if chat_id != self.phone.id and chat_id not in self.exchange.state.rooms:
            raise ActRefused("Grup atau kanal itu tidak ada.")
        return self.exchange.chat(self.bot, chat_id)

    def entry(self) -> Entry:
        """The message that `message_id` names; it must still be there."""
        entry = self.chat.entries.get(self.parameters.integer("message_id"))
        if entry is None or entry.deleted:
            raise ActRefused("Pesan itu sudah tidak ada.")
        return entry

    def refuse_if_blocked(self) -> None:
        """A person who blocked the bot cannot write to it."""
        if self.chat.blocked:
            raise ActRefused("Bot sedang diblokir. Buka blokirnya dulu.")


def user_of(phone: Phone) -> User:
    """The person as author of a message."""
    return User(
        phone.id,
        False,
        phone.first_name,
        last_name=phone.last_name,
        username=phone.username,
        language_code="id",
    )


def new_message(act: Act) -> Message:
    """A message of this person with its head filled in; not sent yet."""
    act.refuse_if_blocked()
    where = chat_object(act.exchange, act.chat.id)
    is_channel = where.type == "channel"
    message = Message(
        message_id=act.exchange.next_message_id(act.bot),
        date=act.exchange.clock.timestamp(),
        chat=where,
        from_=None if is_channel else user_of(act.phone),
        sender_chat=where if is_channel else None,
    )
    answered = act.chat.entries.get(act.parameters.integer("reply_to"))
    if answered is not None:
        message.reply_to_message = answered.message
    return message


def send(act: Act, message: Message) -> Outcome:
    """Send it: the bot gets an update, the chat shows it."""
    chat = act.chat
    chat.started = True
    kind = "channel_post" if message.chat.type == "channel" else "message"
    update_id = enqueue(act.exchange, act.bot, kind, chat.id, message)
    if chat.keyboard and chat.keyboard.one_time_keyboard:
        chat.keyboard = None
    act.exchange.put(act.bot, chat, Entry(message, update_id=update_id))
    return {"message_id": message.message_id, "update_id": update_id}
