"""What somebody thinks of a training: one to five, and a sentence if they like.

Starts on *Beri nilai* after the last day · Reads whether they came · Writes the opinion · Ends with
thanks. Whoever gives it again replaces it, so no review is needed.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from dialog.questions import Text
from handlers.parts import training_buttons as buttons
from handlers.parts.training_card import find_training
from storage import attendance, feedback
from storage.database import Tx

STARS = ("1", "2", "3", "4", "5")  # ascending: the number that is typed is the mark
MAX_WORDS = 500  # a few sentences, read in a report


async def give_feedback(chat: Chat[Tx]) -> None:
    """Ask for the mark and the sentence; keep both."""
    training = await find_training(chat)
    if training is None:
        return chat.say("gone")
    if not await attendance.count_attended(chat.tx, training.id, chat.person.id):
        return chat.say("not_there", title=training.title)
    stars = await chat.ask("stars", Choice(STARS), title=training.title)
    words = await chat.ask("words", Text(max_length=MAX_WORDS, optional=True))
    await feedback.add(chat.tx, training.id, chat.person.id, int(stars), words or "", chat.now)
    chat.say("thanks", stars=stars, title=training.title)
    again = chat.words("give_feedback.again")
    chat.offer([Option(str(training.id), again, buttons.FEEDBACK)])
