"""A month and three months after a training: do you produce, do you sell?

Starts on *Jawab sekarang* ("<training>.<30|90>") · Reads whether they came · Writes the answer ·
Ends with thanks, and with a way to the office for those who do not sell yet. Whoever answers again
replaces it, so no review is needed.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from dialog.questions import YesNo
from domain.reminder import FOLLOW_UP_DAYS
from storage import attendance, feedback, trainings
from storage.database import Tx
from storage.feedback import Answer
from storage.ids import read_id


async def answer_follow_up(chat: Chat[Tx]) -> None:
    """Two questions, yes or no each."""
    number, _, days = chat.arg.partition(".")
    training = await trainings.find(chat.tx, read_id(number))
    if training is None or days not in map(str, FOLLOW_UP_DAYS.values()):
        return chat.say("gone")
    if not await attendance.count_attended(chat.tx, training.id, chat.person.id):
        return chat.say("not_there", title=training.title)
    produces = await chat.ask("produces", YesNo(), title=training.title)
    sells = await chat.ask("sells", YesNo())
    answer = Answer(int(days), produces, sells)
    await feedback.add_follow_up(chat.tx, training.id, chat.person.id, answer, chat.now)
    chat.say("going_well" if produces and sells else "not_yet")
    name = "others" if produces and sells else "ask_staff"
    target = "list_trainings:start" if produces and sells else "ask_staff:start"
    chat.offer([Option(OPEN, chat.words(f"answer_follow_up.buttons.{name}"), target)])
