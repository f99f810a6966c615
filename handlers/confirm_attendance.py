"""Hadir, or Tidak bisa: the answer to a reminder, also the way out of a training or its line.

Starts on the buttons of a reminder ("yes.17", "no.17"), or on words that answer one ("ask.17";
"yes.17-18" where they may mean several; "sure.17" where it was too early for one) ·
Reads the seat · Writes the seat · Ends with how it stands; a freed place goes to the next in line
in the same commit.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option, literal
from dialog.words import Ours
from domain.answers import attendance
from domain.answers.result import Accepted, Understood
from domain.seat import SeatState
from domain.training import Training
from handlers.parts.ask_leaving import is_leaving
from handlers.parts.own_seat import find_own_seat
from handlers.parts.training_card import TO_COME, facts, say_seat, what_next
from handlers.parts.training_words import say_days
from storage import seats
from storage.database import Tx
from storage.seats import Seat


async def confirm_attendance(chat: Chat[Tx]) -> None:
    """One press, one effect; a soft answer is asked about once more."""
    answer, seat, training = await _find(chat)
    if seat is None or training is None:
        return chat.say("gone")
    if answer == "ask" and seat.state is SeatState.HELD:
        answer = await chat.ask("come", Choice(["yes", "no"], understand=_understand, way_out="no"),
                                **facts(chat, training))  # fmt: skip
    if answer == "sure" and not await is_leaving(chat, **facts(chat, training)):
        answer = "stay"
    moment = await _ACTS.get(answer, _leave)(chat, training, seat)
    now = await seats.get(chat.tx, seat.id)
    chat.say(moment, seat=await say_seat(chat, training, now), **facts(chat, training))
    chat.offer(what_next(chat, training, now))


async def _find(chat: Chat[Tx]) -> tuple[str, Seat | None, Training | None]:
    """What was answered, and for which seat: asked where the words may mean several."""
    answer, _, numbers = chat.arg.partition(".")
    if "-" not in numbers:
        return await find_own_seat(chat)
    found = [await find_own_seat(chat, f"{answer}.{number}") for number in numbers.split("-")]
    mine = [(s, t) for _, s, t in found if s is not None and t is not None and s.is_active]
    if not mine:
        return answer, None, None
    days = [say_days(chat.catalogue, training.plan.meetings) for _, training in mine]
    lines = [
        f"{n}. *{literal(training.title)}*, {day}"
        for n, ((_, training), day) in enumerate(zip(mine, days, strict=True), 1)
    ]
    chosen = await chat.ask(
        "training", Choice([Option(str(s.id), t.title, code=t.code) for s, t in mine]),
        asked=chat.words(f"confirm_attendance.which.{answer}"), shown=Ours("\n".join(lines)),
    )  # fmt: skip
    return await find_own_seat(chat, f"{answer}.{chosen}")


def _understand(text: str) -> Understood[str]:
    """The answer as people write it."""
    found = attendance.understand(text)
    return Accepted("yes" if found.value else "no") if isinstance(found, Accepted) else found


async def _come(chat: Chat[Tx], training: Training, seat: Seat) -> str:
    was_open = seat.state is SeatState.HELD
    now = await seats.confirm(chat.tx, seat.id, chat.now)
    return "comes" if was_open and now.state is SeatState.CONFIRMED else "as_it_is"


async def _stay(chat: Chat[Tx], training: Training, seat: Seat) -> str:
    return "as_it_is"


async def _leave(chat: Chat[Tx], training: Training, seat: Seat) -> str:
    was_in_line = seat.state in (SeatState.WAITLISTED, SeatState.APPLIED)
    if not await seats.give_up(chat.tx, seat.id, chat.now):
        return "as_it_is" if training.state in TO_COME or not seat.is_active else "begun"
    if was_in_line:
        return "left_line"
    return "freed" if chat.now < training.plan.offers_close_at else "freed_late"


_ACTS = {"yes": _come, "stay": _stay}
