"""Everything about one training, and how the person's own seat stands.

Starts on *Info lengkap*, a list, or the link that is shared · Reads the training and the person's
seat · Writes nothing · Ends with the buttons that fit.
"""

from dialog.chat import Chat
from dialog.words import Ours
from domain.training import Training
from handlers.parts import training_words as words
from handlers.parts.training_card import facts, find_training, is_selected, say_seat, what_next
from handlers.parts.training_messages import poster
from storage import seats
from storage.database import Tx


async def read_about_training(chat: Chat[Tx]) -> None:
    """Show it, with what can be done."""
    training = await find_training(chat)
    if training is None:
        return chat.say("gone")
    seat = await seats.find(chat.tx, training.id, chat.person.id)
    shown = facts(chat, training)
    state = chat.words(f"read_about_training.states.{training.state}", **shown)
    chat.say(
        "card", description=training.plan.description, lines=await _lines(chat, training),
        state=state, seat=await say_seat(chat, training, seat), **shown,
    )  # fmt: skip
    chat.offer(what_next(chat, training, seat), media=poster(training.plan))


async def _lines(chat: Chat[Tx], training: Training) -> Ours:
    """Whom it is for, how many places, who teaches, what about transport money."""
    plan = training.plan
    free = await seats.count_free(chat.tx, training)
    room = "selected" if is_selected(training) else "room"
    lines = [
        chat.words(
            "read_about_training.lines.target",
            target=words.say_target(chat.catalogue, plan),
            clusters=words.say_clusters(chat.catalogue, plan),
        ),
        chat.words(f"read_about_training.lines.{room}", quota=plan.quota, free=free),
    ]
    if plan.trainer:
        lines.append(chat.words("read_about_training.lines.trainer", trainer=plan.trainer))
    if plan.transport:
        lines.append(chat.words("read_about_training.lines.transport", transport=plan.transport))
    return Ours("\n".join(lines))
