"""Writing, editing, taking back, reacting, and choosing from what is offered."""

from simulator.outcome import ActRefused, Outcome
from simulator.whatsapp.acts.act import Act, new_message, outcome, send, send_unseen
from simulator.whatsapp.errors import status_error
from simulator.whatsapp.payloads import Json
from simulator.whatsapp.state import Choice, Message

MAX_PERSONS_TEXT: int = 65_536  # what the app lets a person write


async def send_text(act: Act) -> Outcome:
    """`text`; optionally `reply_to` a message."""
    text = _checked(act.parameters.text("text"))
    message = new_message(act, "text")
    message.text = text
    return send(act, message, {"body": text})


async def edit_text(act: Act) -> Outcome:
    """Change the `text` of the person's own message `message_id`."""
    act.refuse_if_blocked()
    message = act.message()
    if message.by_bot or message.type != "text":
        raise ActRefused("Hanya teks sendiri yang dapat diubah.")
    message.text = _checked(act.parameters.text("text"))
    message.is_edited = True
    changed = {"type": "text", "text": {"body": message.text}}
    _tell(act, message, "edit", {"original_message_id": message.id, "message": changed})
    return outcome(message)


async def delete(act: Act) -> Outcome:
    """Take back the person's own message `message_id` for everyone."""
    act.refuse_if_blocked()
    message = act.message()
    if message.by_bot:
        raise ActRefused("Hanya pesan sendiri yang dapat dihapus.")
    message.is_deleted = True
    _tell(act, message, "revoke", {"original_message_id": message.id})
    return outcome(message)


async def react(act: Act) -> Outcome:
    """Put `emoji` on the bot's message `message_id`; an empty one takes it away."""
    act.refuse_if_blocked()
    message = act.message()
    message.reaction = act.parameters.text("emoji")
    reaction: Json = {"message_id": message.id}
    if message.reaction:
        reaction["emoji"] = message.reaction
    _tell(act, message, "reaction", reaction)
    return outcome(message)


async def press(act: Act) -> Outcome:
    """Choose under `message_id` what has this `data` (id) or this `text`.

    With `forged` any `data` goes, as a tampered client could send it.
    """
    offered = act.message()
    choice = _choice(act, offered)
    message = new_message(act, "interactive")
    message.reply_to = offered.id
    message.text = choice.title
    if offered.template:
        return send(act, message, {"payload": choice.id, "text": choice.title}, kind="button")
    kind = "list_reply" if offered.list_button else "button_reply"
    reply = {"id": choice.id, "title": choice.title}
    if choice.description:
        reply["description"] = choice.description
    return send(act, message, {"type": kind, kind: reply})


async def send_order(act: Act) -> Outcome:
    """Order something from the business's catalogue."""
    message = new_message(act, "order")
    message.text = "Pesanan dari katalog"
    product = {
        "product_retailer_id": "keripik-1",
        "quantity": act.parameters.integer("quantity", 1),
        "item_price": 15_000,
        "currency": "IDR",
    }
    return send(act, message, {"catalog_id": "1", "text": "", "product_items": [product]})


async def send_unsupported(act: Act) -> Outcome:
    """Send something the API does not carry, such as a poll."""
    message = new_message(act, "unsupported")
    message.text = "(jenis pesan yang tidak dikenal)"
    error = status_error(131051, "Message type is currently not supported.")
    return send(act, message, {"type": "unknown"}, errors=[error])


async def forward(act: Act) -> Outcome:
    """Forward the message `message_id`, or a `text` that came from elsewhere."""
    words = act.parameters.text("text")
    text = _checked(words or act.message().text)
    message = new_message(act, "text")
    message.text = text
    return send(act, message, {"body": text}, context={"forwarded": True})


async def send_anything(act: Act) -> Outcome:
    """A message of any `type` with any `content`, also of kinds that are not invented yet."""
    kind = act.parameters.text("type", "lain")
    message = new_message(act, kind)
    message.text = f"({kind})"
    return send(act, message, act.parameters.values.get("content", {}))


def _choice(act: Act, offered: Message) -> Choice:
    wanted, text = act.parameters.text("data"), act.parameters.text("text")
    if act.parameters.flag("forged"):
        return Choice(wanted, text or "?")
    for choice in offered.choices:
        if choice.url:
            continue
        if choice.id == wanted or (not wanted and choice.title == text):
            return choice
    raise ActRefused("Pilihan itu tidak ada di pesan ini.")


def _tell(act: Act, about: Message, kind: str, content: Json) -> None:
    """News about a message that is there already."""
    news = new_message(act, kind)
    news.reply_to = ""
    about.event_id = send_unseen(act, news, content)
    if kind == "reaction":
        act.chat.last_inbound_at = news.at  # a reaction opens the window too
    act.exchange.changed_whatsapp(act.chat)


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ActRefused("Pesannya masih kosong.")
    if len(text) > MAX_PERSONS_TEXT:
        raise ActRefused(f"Pesannya lebih dari {MAX_PERSONS_TEXT} huruf.")
    return text
