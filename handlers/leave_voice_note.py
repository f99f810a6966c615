"""A voice note is kept and goes to the staff, with the question of the form that it answers.

Starts on a voice note; the argument is "<media>.<session>.<question>" · Writes a message to staff ·
Ends with a notice to them. The form stays open: staff enter the answer, and it goes on.
"""

from dialog.chat import Chat
from handlers.parts.staff_notice import name_question, tell_staff
from storage import staff_messages
from storage.database import Tx
from storage.staff_messages import Words


async def leave_voice_note(chat: Chat[Tx]) -> None:
    """Pass the voice note on; say what happens next."""
    media_id, session_id, question = chat.arg.split(".", 2)
    asked = await name_question(chat, int(session_id), question)
    words = Words("", int(media_id))
    if asked:
        words = Words("", int(media_id), int(session_id), question)
    message_id = await staff_messages.add(chat.tx, chat.person.id, words, chat.now)
    if asked:
        notice, button = "leave_voice_note.answer.say", "leave_voice_note.answer.button"
        await tell_staff(chat, message_id, notice, button, [int(media_id)], asked=asked)
        return chat.say("for_form")
    notice, button = "leave_voice_note.message.say", "leave_voice_note.message.button"
    await tell_staff(chat, message_id, notice, button, [int(media_id)])
    chat.say("for_staff")
