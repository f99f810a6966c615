"""Trainings that still take people and fit this person, soonest first.

Starts on *pelatihan*, or the menu · Reads trainings and the person's businesses · Writes nothing ·
Ends with the chosen one.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option, literal
from dialog.words import Ours
from domain.enrolment import fits
from domain.training import Training
from handlers.parts import training_words
from storage import businesses, seats, trainings
from storage.database import Tx


async def list_trainings(chat: Chat[Tx]) -> None:
    """Offer those that fit; show one."""
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    still_open = await trainings.list_enrolling(chat.tx, chat.now)
    fitting = [t for t in still_open if fits(t.plan, owned)]
    if not owned:
        chat.say("register_first" if fitting else "unknown")
    if not fitting:
        return _nothing(chat, is_known=bool(owned))
    options = [Option(str(t.id), t.title, note=await _note(chat, t)) for t in fitting]
    shown = Ours(
        "\n".join(f"{n}. *{literal(o.label)}*: {o.note}" for n, o in enumerate(options, 1))
    )
    chat.open("read_about_training", await chat.ask("training", Choice(options), shown=shown))


async def _note(chat: Chat[Tx], training: Training) -> str:
    """When it is, and whether there is room."""
    free = await seats.count_free(chat.tx, training)
    room = chat.words("list_trainings.room" if free else "list_trainings.full", free=free)
    return f"{training_words.say_days(chat.catalogue, training.plan.meetings)}, {room}"


def _nothing(chat: Chat[Tx], *, is_known: bool) -> None:
    if is_known:
        return chat.say("none")
    register = chat.words("show_status.buttons.register")
    chat.offer([Option(OPEN, register, "register_business:start")])
