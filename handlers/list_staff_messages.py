"""Messages that nobody has answered, the oldest first; the chosen one is shown with its button.

Starts on the menu of staff · Reads messages · Writes nothing · Ends with the message.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from handlers.parts.staff_notice import TARGET, who_writes
from handlers.parts.waiting_messages import list_waiting
from storage import people
from storage.database import Tx
from storage.staff_messages import StaffMessage

MAX_GLIMPSE = 40  # of a message, on a button


async def list_staff_messages(chat: Chat[Tx]) -> None:
    """Offer those that wait; show one."""
    waiting = await list_waiting(chat.tx)
    if not waiting:
        return chat.say("none")
    options = [(str(one.id), _line(chat, one)) for one in waiting]
    chosen = await chat.ask("message", Choice(options))
    message = next(one for one in waiting if str(one.id) == chosen)
    asker = await people.find(chat.tx, message.person_id)
    name, phone = (asker.name, asker.phone) if asker else ("", None)
    who = await who_writes(chat, message.person_id, name, phone)
    chat.say("shown", who=who, text=message.text or chat.words("list_staff_messages.by_voice"))
    answer = Option(str(message.id), chat.words("list_staff_messages.button"), TARGET)
    chat.offer([answer], [message.media_id] if message.media_id else [])


def _line(chat: Chat[Tx], message: StaffMessage) -> str:
    """The beginning of a message, and for how many days it waits."""
    text = message.text or chat.words("list_staff_messages.by_voice")
    glimpse = text if len(text) <= MAX_GLIMPSE else text[: MAX_GLIMPSE - 1] + "…"
    days = (chat.now - message.asked_at).days
    path = "list_staff_messages.line" if days else "list_staff_messages.line_today"
    return chat.words(path, text=glimpse.replace("\n", " "), days=days)
