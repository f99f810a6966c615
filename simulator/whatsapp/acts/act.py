"""One act of a person with a WhatsApp phone, and how it becomes a webhook."""

from dataclasses import dataclass

from simulator.exchange import Exchange
from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Parameters
from simulator.whatsapp import payloads
from simulator.whatsapp.chats import chat_of, put
from simulator.whatsapp.event_queue import enqueue
from simulator.whatsapp.outcomes import mark_seen
from simulator.whatsapp.state import BusinessNumber, Chat, Message, WhatsAppPhone


@dataclass(frozen=True, slots=True)
class Act:
    """A phone, one of the business's numbers, and what the phone was asked to do."""

    exchange: Exchange
    number: BusinessNumber
    phone: WhatsAppPhone
    parameters: Parameters

    @property
    def chat(self) -> Chat:
        """Their chat."""
        return chat_of(self.number, self.phone)

    def message(self, name: str = "message_id") -> Message:
        """The message that this parameter names, by its number or its wamid; still there."""
        wanted = self.parameters.text(name)
        found = self.chat.messages.get(wanted)
        if found is None and wanted.isdigit():
            numbered = (m for m in self.chat.messages.values() if m.number == int(wanted))
            found = next(numbered, None)
        if found is None or found.is_deleted:
            raise ActRefused("Pesan itu sudah tidak ada.")
        return found

    def refuse_if_blocked(self) -> None:
        """A person who blocked the business cannot write to it."""
        if self.phone.blocked:
            raise ActRefused("Bot sedang diblokir. Buka blokirnya dulu.")
        if self.phone.is_off:
            raise ActRefused("Ponsel ini sedang mati. Nyalakan dulu.")


def new_message(act: Act, kind: str) -> Message:
    """A message of this person with its head filled in; not sent yet."""
    act.refuse_if_blocked()
    number = act.exchange.next_number()
    at = act.exchange.clock.timestamp()
    message = Message(payloads.wamid(number, act.phone), number, at, kind)
    if act.parameters.text("reply_to"):
        message.reply_to = act.message("reply_to").id
    return message


def send(act: Act, message: Message, content: object, kind: str = "", **extra: object) -> Outcome:
    """Send it: the callback hears of it, the chat shows it. extra: more fields of the message."""
    message.event_id = send_unseen(act, message, content, kind, **extra)
    chat = act.chat
    chat.last_inbound_at = message.at
    mark_seen(act.exchange, act.number, act.phone)  # whoever answers has read
    put(act.exchange, act.number, chat, message)
    chat.seen_number = message.number
    return outcome(message)


def send_unseen(
    act: Act, message: Message, content: object, kind: str = "", **extra: object
) -> int:
    """Tell the callback alone; returns the event's id."""
    settings = act.exchange.state.whatsapp.settings
    body: payloads.Json = {
        **payloads.sender(act.phone),
        "id": message.id,
        "timestamp": payloads.timestamp(message.at, settings),
        "type": kind or message.type,
        (kind or message.type): content,
    }
    if message.reply_to:
        body["context"] = {"from": act.number.display_number, "id": message.reply_to}
    value = payloads.metadata(act.number)
    value["contacts"] = [payloads.contact(act.phone)]
    value["messages"] = [{**body, **extra}]
    return enqueue(act.exchange, act.number, act.phone, "message", value)


def outcome(message: Message) -> Outcome:
    """What the control API answers."""
    return {"message_id": message.number, "wamid": message.id, "event_id": message.event_id}
