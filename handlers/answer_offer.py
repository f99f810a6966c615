"""Take an offered place, or leave it to the next in line.

Starts on the buttons of an offer ("yes.17", "no.17"), or on words that answer one ("ask.17") ·
Reads the seat · Writes the seat · Ends with how it stands; the next in line is offered the place in
the same commit.
"""

from dialog.chat import Chat
from dialog.questions import Shall
from domain.seat import SeatState
from handlers.parts.own_seat import find_own_seat
from handlers.parts.training_card import facts, say_seat, what_next
from storage import seats
from storage.database import Tx


async def answer_offer(chat: Chat[Tx]) -> None:
    """One press, one effect; pressed again it says how things stand."""
    answer, seat, training = await find_own_seat(chat)
    if seat is None or training is None:
        return chat.say("gone")
    was_offered = seat.state is SeatState.OFFERED
    if answer == "ask" and was_offered:
        answer = "yes" if await chat.ask("take", Shall(), **facts(chat, training)) else "no"
    if answer == "no" and was_offered:
        moment = "declined" if await seats.decline(chat.tx, seat.id, chat.now) else "as_it_is"
    elif was_offered:
        seat = await seats.accept(chat.tx, seat.id, chat.now)
        moment = "taken" if seat.is_active and seat.state is not SeatState.OFFERED else "too_late"
    else:
        moment = "as_it_is"
    now = await seats.get(chat.tx, seat.id)
    chat.say(moment, seat=await say_seat(chat, training, now), **facts(chat, training))
    chat.offer(what_next(chat, training, now))
