"""The person's own trainings: what is to come, and what was.

Starts on *pelatihan saya*, or the menu · Reads their seats · Writes nothing · Ends with the one
chosen, where there are several.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option, literal
from dialog.words import Ours
from domain.seat import SeatState
from domain.training import Training, TrainingState
from handlers.parts import training_words
from handlers.parts.training_card import LIST
from storage import seats, trainings
from storage.database import Tx
from storage.seats import Seat

MOST = 12  # of the past and the future together; older ones stand in the certificates


async def show_my_trainings(chat: Chat[Tx]) -> None:
    """List them; with one alone, show that."""
    mine = await _mine(chat)
    if not mine:
        chat.say("none")
        return chat.offer([Option(OPEN, chat.words("show_my_trainings.see"), LIST)])
    if len(mine) == 1:
        return chat.open("read_about_training", str(mine[0][0].id))
    lines = [await _line(chat, n, *one) for n, one in enumerate(mine, 1)]
    options = [(str(training.id), training.title) for training, _ in mine]
    chosen = await chat.ask("training", Choice(options), shown=Ours("\n".join(lines)))
    chat.open("read_about_training", chosen)


async def _mine(chat: Chat[Tx]) -> list[tuple[Training, Seat]]:
    """Active seats in trainings that were not called off: those to come first."""
    own = {s.training_id: s for s in await seats.list_of_person(chat.tx, chat.person.id)
           if s.is_active}  # fmt: skip
    found = [t for t in await trainings.list_of_person(chat.tx, chat.person.id) if t.id in own]
    kept = [t for t in found if t.state is not TrainingState.CANCELLED]
    to_come = [t for t in kept if t.state is not TrainingState.DONE]
    past = [t for t in reversed(kept) if t.state is TrainingState.DONE]
    return [(t, own[t.id]) for t in [*to_come, *past][:MOST]]


async def _line(chat: Chat[Tx], number: int, training: Training, seat: Seat) -> str:
    state = "over" if training.state is TrainingState.DONE else seat.state
    place = await seats.place_in_line(chat.tx, seat) if seat.state is SeatState.WAITLISTED else 0
    how = chat.words(f"show_my_trainings.states.{state}", place=place)
    days = training_words.say_days(chat.catalogue, training.plan.meetings)
    return f"{number}. *{literal(training.title)}*, {days}: {how}"
