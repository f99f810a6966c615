"""Staff call a training off: all are told, nothing more is sent, history stays.

Starts on the button of the card · Writes the state, the end of its notes and broadcasts · Ends at
once.
"""

from dialog.chat import Chat
from dialog.choices import Sure
from domain.seat import ACTIVE
from domain.training import TrainingState
from handlers.parts.overseen_training import TO_COME, find_training
from handlers.parts.training_words import say_days
from storage import audit, changes, seats
from storage.changes import TRAININGS
from storage.database import Tx


async def call_off_training(chat: Chat[Tx]) -> None:
    """Ask once more, say how many it concerns, do it."""
    training = await find_training(chat, (TrainingState.DRAFT, *TO_COME, TrainingState.RUNNING))
    counted = await seats.count_by_state(chat.tx, training.id)
    count = sum(counted.get(state, 0) for state in ACTIVE)
    sure = await chat.ask(
        "sure", Sure("call_off", "keep"), title=training.title,
        days=say_days(chat.catalogue, training.plan.meetings), count=count,
    )  # fmt: skip
    if sure == "keep":
        return chat.say("kept", title=training.title)
    if await changes.call_off(chat.tx, TRAININGS, training.id, chat.now) is None:
        return chat.say("gone")
    act = audit.Act("call_off_training", f"training:{training.id}", {"state": training.state}, None)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("draft_gone" if training.state is TrainingState.DRAFT else "done",
             title=training.title, count=count)  # fmt: skip
