"""Staff answer a person's message, or enter the answer that was given by voice.

Starts on the notice's button (the argument is the message), or on a reply to the notice (then the
text follows it) · Writes the answer · Ends with a word to the person, or with the answer entering
their form. The first answer counts, the person's own as well; who comes later is told.
"""

from dialog.chat import Chat
from dialog.letters import Letter, Written
from dialog.messages import OPEN, Option
from handlers.parts.staff_notice import keep_files, name_question, who_writes
from handlers.parts.waiting_messages import is_answered_by_owner, is_still_asked
from storage import people, staff_messages, timers
from storage.database import Tx
from storage.ids import read_id
from storage.staff_messages import ANSWERED, StaffMessage

MAX_ANSWER = 1500


async def answer_staff_message(chat: Chat[Tx]) -> None:
    """Take the answer, and bring it to who asked."""
    number, _, typed = chat.arg.partition(" ")
    message = await staff_messages.find(chat.tx, read_id(number))
    if message is None:
        return chat.say("gone")
    if message.state == ANSWERED:
        return await _say_answered(chat, message)
    if await is_answered_by_owner(chat.tx, message):  # it would only bring them their own words
        owner = message.person_id
        await staff_messages.set_answered(chat.tx, message.id, "", chat.now, owner)
        return await _say_by_owner(chat, message)
    written = Written(typed[:MAX_ANSWER]) if typed else await _ask_for_answer(chat, message)
    by = chat.person.id
    if not await staff_messages.set_answered(chat.tx, message.id, written.text, chat.now, by):
        return await _say_answered(chat, message)
    if await is_still_asked(chat.tx, message):
        await _enter(chat, message, written.text)
    else:
        await _bring(chat, message, written)


async def _ask_for_answer(chat: Chat[Tx], message: StaffMessage) -> Written:
    """The answer in the words of staff; one for a form is only its content."""
    asker = await people.find(chat.tx, message.person_id)
    name, phone = (asker.name, asker.phone) if asker else ("", None)
    who = await who_writes(chat, message.person_id, name, phone)
    letter = Letter(max_length=MAX_ANSWER)
    if message.question:
        asked = await name_question(chat, message.session_id, message.question)
        return await chat.ask("entry", letter, who=who, asked=asked)
    return await chat.ask("answer", letter, who=who, text=await _asked(chat, message))


async def _asked(chat: Chat[Tx], message: StaffMessage) -> str:
    """What was asked: the person's words, or the question that their voice note answers."""
    question = await name_question(chat, message.session_id, message.question)
    return message.text or question or chat.words("answer_staff_message.without_words")


async def _say_answered(chat: Chat[Tx], message: StaffMessage) -> None:
    if message.answered_by == message.person_id:
        return await _say_by_owner(chat, message)
    by = await staff_messages.find_answerer(chat.tx, message.id)
    stored = await staff_messages.find(chat.tx, message.id) or message
    chat.say("already", by=by or chat.words("answer_staff_message.somebody"), answer=stored.answer)


async def _say_by_owner(chat: Chat[Tx], message: StaffMessage) -> None:
    asked = await name_question(chat, message.session_id, message.question)
    chat.say("by_owner", asked=asked)


async def _enter(chat: Chat[Tx], message: StaffMessage, answer: str) -> None:
    """The answer enters the person's form through the same turn as a message of theirs."""
    entry = timers.Timer(
        0, message.person_id, message.session_id or 0, message.question, 0, chat.now, answer
    )
    await timers.set_timer(chat.tx, entry)
    chat.say("entered")


async def _bring(chat: Chat[Tx], message: StaffMessage, written: Written) -> None:
    files = await keep_files(chat, written.files)
    more = Option(OPEN, chat.words("answer_staff_message.brought.button"), "ask_staff:start")
    chat.notify(
        message.person_id, "answer_staff_message.brought.say", options=[more], media=files,
        question=await _asked(chat, message),
        answer=written.text or chat.words("answer_staff_message.only_files"),
    )  # fmt: skip
    chat.say("sent")
