"""Writing: texts, /start, edits, forwards."""

import msgspec

from simulator.outcome import ActRefused, Outcome
from simulator.telegram import limits
from simulator.telegram.acts.act import Act, new_message, send, user_of
from simulator.telegram.types import MessageEntity, MessageOrigin
from simulator.telegram.update_queue import enqueue
from simulator.telegram.utf16 import utf16_length


async def send_text(act: Act) -> Outcome:
    """`text`; optionally `reply_to` a message."""
    text = _checked(act.parameters.text("text"))
    message = new_message(act)
    message.text, message.entities = text, _command_entities(text)
    return send(act, message)


async def start(act: Act) -> Outcome:
    """Press Start, perhaps through a link with a `payload`."""
    payload = act.parameters.text("payload")
    if len(payload) > limits.MAX_START_PAYLOAD_LENGTH:
        raise ActRefused("Isi tautan terlalu panjang.")
    text = f"/start {payload}".rstrip()
    message = new_message(act)
    message.text, message.entities = text, _command_entities(text)
    return send(act, message)


async def edit_text(act: Act) -> Outcome:
    """Change the `text` of the person's own message `message_id`."""
    act.refuse_if_blocked()
    entry = act.entry()
    if entry.by_bot or entry.message.text is None:
        raise ActRefused("Hanya teks sendiri yang dapat diubah.")
    text = _checked(act.parameters.text("text"))
    entry.message = msgspec.structs.replace(
        entry.message,
        text=text,
        entities=_command_entities(text),
        edit_date=act.exchange.clock.timestamp(),
    )
    kind = "edited_channel_post" if entry.message.chat.type == "channel" else "edited_message"
    entry.update_id = enqueue(act.exchange, act.bot, kind, act.chat.id, entry.message)
    act.exchange.changed(act.bot, act.chat)
    return {"message_id": entry.message.message_id, "update_id": entry.update_id}


async def forward(act: Act) -> Outcome:
    """Forward the message `message_id`, or a `text` that a hidden `sender` once wrote."""
    message = new_message(act)
    now = act.exchange.clock.timestamp()
    if act.parameters.integer("message_id"):
        source = act.entry().message
        message = msgspec.structs.replace(
            source,
            message_id=message.message_id,
            date=message.date,
            from_=message.from_,
            chat=message.chat,
            reply_markup=None,
            edit_date=None,
            reply_to_message=None,
            media_group_id=None,
        )
        author = source.from_ or user_of(act.phone)
        message.forward_origin = MessageOrigin("user", source.date, sender_user=author)
    else:
        message.text = _checked(act.parameters.text("text"))
        sender = act.parameters.text("sender", "Teman")
        message.forward_origin = MessageOrigin("hidden_user", now, sender_user_name=sender)
    return send(act, message)


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ActRefused("Pesannya masih kosong.")
    if utf16_length(text) > limits.MAX_TEXT_LENGTH:
        raise ActRefused(f"Pesannya lebih dari {limits.MAX_TEXT_LENGTH} huruf.")
    return text


def _command_entities(text: str) -> tuple[MessageEntity, ...] | None:
    """Clients mark a leading command; other entities nobody here looks at."""
    if not text.startswith("/") or len(text) < 2:
        return None
    return (MessageEntity("bot_command", 0, utf16_length(text.split()[0])),)
