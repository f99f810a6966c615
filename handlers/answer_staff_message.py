"""Staff answer a person's message, or enter the answer that was given by voice.

Starts on the notice's button (the argument is the message), or on a reply to the notice (then the
text follows it) · Writes the answer · Ends with a word to the person, or with the answer entering
their form. The first answer counts; who comes later is told.
"""

from dialog.chat import Chat
from dialog.letters import Letter, Written
from dialog.messages import OPEN, Option
from handlers.parts.staff_notice import who_writes
from storage import media, people, staff_messages, timers
from storage.database import Tx
from storage.staff_messages import ANSWERED, StaffMessage

MAX_ANSWER = 1500


async def answer_staff_message(chat: Chat[Tx]) -> None:
    """Take the answer, and bring it to who asked."""
    number, _, typed = chat.arg.partition(" ")
    message = await staff_messages.find(chat.tx, int(number)) if number.isdecimal() else None
    if message is None:
        return chat.say("gone")
    if message.state == ANSWERED:
        return await _say_answered(chat, message)
    photos: tuple[tuple[str, str], ...] = ()
    if not typed:
        written = await _ask_for_answer(chat, message)
        typed, photos = written.text, written.photos
    answer = typed[:MAX_ANSWER]
    by = chat.person.id
    if not await staff_messages.set_answered(chat.tx, message.id, answer, chat.now, by):
        return await _say_answered(chat, message)
    if message.question and message.session_id:
        await _enter(chat, message, answer)
    else:
        await _bring(chat, message, answer, photos)


async def _ask_for_answer(chat: Chat[Tx], message: StaffMessage) -> Written:
    asker = await people.find(chat.tx, message.person_id)
    name, phone = (asker.name, asker.phone) if asker else ("", None)
    who = await who_writes(chat, message.person_id, name, phone)
    key = "entry" if message.question else "answer"
    said = message.text or chat.words("answer_staff_message.by_voice")
    return await chat.ask(key, Letter(max_length=MAX_ANSWER), who=who, text=said)


async def _say_answered(chat: Chat[Tx], message: StaffMessage) -> None:
    by = await staff_messages.find_answerer(chat.tx, message.id)
    stored = await staff_messages.find(chat.tx, message.id) or message
    chat.say("already", by=by or chat.words("answer_staff_message.somebody"), answer=stored.answer)


async def _enter(chat: Chat[Tx], message: StaffMessage, answer: str) -> None:
    """The answer enters the person's form through the same turn as a message of theirs."""
    entry = timers.Timer(
        0, message.person_id, message.session_id or 0, message.question, 0, chat.now, answer
    )
    await timers.set_timer(chat.tx, entry)
    chat.say("entered")


async def _bring(
    chat: Chat[Tx], message: StaffMessage, answer: str, photos: tuple[tuple[str, str], ...]
) -> None:
    sent = [
        await media.add(chat.tx, chat.person.id, chat.channel, "photo", ref, chat.now, mime=mime)
        for ref, mime in photos
    ]
    more = Option(OPEN, chat.words("answer_staff_message.brought.button"), "ask_staff:start")
    chat.notify(
        message.person_id, "answer_staff_message.brought.say", options=[more], media=sent,
        question=message.text or chat.words("answer_staff_message.by_voice"),
        answer=answer or chat.words("answer_staff_message.photo_only"),
    )  # fmt: skip
    chat.say("sent")
