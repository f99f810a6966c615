"""A message to the staff; their answer comes back into this chat.

Starts on *petugas* · Writes the message and its files · Ends with a notice to the staff. An open
form stays open.
"""

from dialog.chat import Chat
from dialog.letters import Letter
from handlers.parts.staff_notice import keep_files, tell_staff
from storage import staff_messages
from storage.database import Tx
from storage.staff_messages import Words

MAX_MESSAGE = 1500  # leaves room for who writes, within one message of every channel


async def ask_staff(chat: Chat[Tx]) -> None:
    """Take the message, which may come in several bubbles, and pass it on."""
    written = await chat.ask("message", Letter(max_length=MAX_MESSAGE, in_bubbles=True))
    files = await keep_files(chat, written.files)
    words = Words(written.text, files[0] if files else None)
    message_id = await staff_messages.add(chat.tx, chat.person.id, words, chat.now)
    text = written.text or chat.words("ask_staff.no_words")
    await tell_staff(
        chat, message_id, "ask_staff.notice.say", "ask_staff.notice.button", files, text=text
    )
    chat.say("sent")
