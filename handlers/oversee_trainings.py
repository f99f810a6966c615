"""Trainings as staff see them: a list, a card, and the buttons of what can be done.

Starts on *kelola pelatihan*, or with a training's id · Reads trainings and seats · Writes nothing ·
Ends with the card.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from domain.training import Training, TrainingState
from handlers.parts.overseen_training import card_buttons, training_card
from handlers.parts.training_words import say_days
from storage import trainings
from storage.database import Tx
from storage.ids import read_id

SHOWN = (
    TrainingState.DRAFT, TrainingState.OPEN, TrainingState.CLOSED, TrainingState.RUNNING,
)  # fmt: skip


async def oversee_trainings(chat: Chat[Tx]) -> None:
    """Offer what is not over; show one."""
    training = await _choose(chat)
    if training is None:
        return chat.say("none")
    chat.say("shown", card=await training_card(chat, training))
    chat.offer(card_buttons(chat, training))


async def _choose(chat: Chat[Tx]) -> Training | None:
    if chat.arg.isdecimal():
        return await trainings.find(chat.tx, read_id(chat.arg))
    found = await trainings.list_by_state(chat.tx, SHOWN)
    if not found:
        return None
    options = [Option(str(one.id), _line(chat, one), code=one.code) for one in found]
    chosen = await chat.ask("training", Choice(options))
    return await trainings.find(chat.tx, int(chosen))


def _line(chat: Chat[Tx], one: Training) -> str:
    return chat.words(
        "oversee_trainings.line", title=one.title,
        days=say_days(chat.catalogue, one.plan.meetings),
        state=chat.words(f"oversee_trainings.states.{one.state}"),
    )  # fmt: skip
