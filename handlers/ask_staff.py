"""A message to the staff; their answer comes back into this chat.

Starts on *petugas* · Writes the message and its photos · Ends with a notice to the staff. An open
form stays open.
"""

from dialog.chat import Chat
from dialog.letters import Letter
from handlers.parts.staff_notice import tell_staff
from storage import media, staff_messages
from storage.database import Tx
from storage.staff_messages import Words

MAX_MESSAGE = 1500  # leaves room for who writes, within one message of every channel


async def ask_staff(chat: Chat[Tx]) -> None:
    """Take the message, which may come in several bubbles, and pass it on."""
    written = await chat.ask("message", Letter(max_length=MAX_MESSAGE, in_bubbles=True))
    photos = [
        await media.add(chat.tx, chat.person.id, chat.channel, "photo", ref, chat.now, mime=mime)
        for ref, mime in written.photos
    ]
    words = Words(written.text, photos[0] if photos else None)
    message_id = await staff_messages.add(chat.tx, chat.person.id, words, chat.now)
    text = written.text or chat.words("ask_staff.photo_only")
    await tell_staff(
        chat, message_id, "ask_staff.notice.say", "ask_staff.notice.button", photos, text=text
    )
    chat.say("sent")
