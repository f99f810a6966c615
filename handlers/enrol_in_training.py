"""Take a seat in a training, or a place in line.

Starts on *Daftar* under an announcement, a list, or a shared link · Reads the training, the
person's businesses and other trainings · Writes the seat · Ends with how it stands.
"""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from dialog.questions import Shall
from domain.enrolment import doubts, refusals
from domain.training import Doubt, Training, accepts_enrolment
from handlers.parts.training_card import (
    facts,
    find_training,
    is_selected,
    say_seat,
    what_next,
)
from storage import attendance, businesses, seats, trainings
from storage.database import Tx
from storage.seats import Seat

SHOW_MINE = "show_my_trainings:start"


async def enrol_in_training(chat: Chat[Tx]) -> None:
    """Say what stands against it, ask once, take the seat that there is."""
    training = await find_training(chat)
    if training is None:
        return chat.say("gone")
    mine = await seats.list_of_person(chat.tx, chat.person.id)
    is_in_it = any(seat.training_id == training.id and seat.is_active for seat in mine)
    if is_in_it or not accepts_enrolment(training, chat.now):
        return await _show_instead(chat, training)
    await chat.require("register_business")
    found = await _doubts(chat, training, mine)
    if refused := refusals(training.plan, found):
        for doubt in refused:
            chat.say(f"refused_{doubt}", **facts(chat, training))
        return chat.offer(what_next(chat, training, None)[-1:])
    for doubt in found:
        chat.say(f"doubt_{doubt}", **facts(chat, training))
    if not await _wants(chat, training):
        chat.say("not_now", **facts(chat, training))
        return chat.offer(what_next(chat, training, None)[-1:])
    await _take(chat, training, found)


async def _show_instead(chat: Chat[Tx], training: Training) -> None:
    """There is nothing to take any more, or they are in it: say how it stands."""
    seat = await seats.find(chat.tx, training.id, chat.person.id)
    if seat is not None and seat.is_active:
        chat.say("already", seat=await say_seat(chat, training, seat), **facts(chat, training))
    else:
        chat.say(f"too_late_{training.state}", **facts(chat, training))
    chat.offer(what_next(chat, training, seat))


async def _doubts(chat: Chat[Tx], training: Training, mine: Sequence[Seat]) -> list[Doubt]:
    """What is said before: a clash, a like training, what is not verified yet.

    Who never had a seat has no other trainings, and has come to none.
    """
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    if not mine:
        return doubts(training, owned, [], [])
    known = await trainings.list_by_id(chat.tx, [seat.training_id for seat in mine])
    others = [known[seat.training_id] for seat in mine if seat.is_active]
    came = await attendance.list_trainings_attended(chat.tx, chat.person.id)
    return doubts(training, owned, others, [known[i] for i in came if i in known])


async def _wants(chat: Chat[Tx], training: Training) -> bool:
    """The one question, by what there is to take."""
    shown = facts(chat, training)
    if is_selected(training):
        return await chat.ask("apply", Shall(), **shown)
    places = await seats.count_places(chat.tx, training)
    if places.free and not places.waiting:
        return await chat.ask("take", Shall(), **shown)
    return await chat.ask("wait", Shall(), place=places.waiting + 1, **shown)


async def _take(chat: Chat[Tx], training: Training, found: list[Doubt]) -> None:
    seat = await seats.enrol(chat.tx, training.id, chat.person.id, chat.now, found)
    if seat is None:
        return await _show_instead(chat, training)
    place = await seats.place_in_line(chat.tx, seat)
    chat.say(f"done_{seat.state}", name=chat.person.name or chat.words("training_notes.nameless"),
             place=place, **facts(chat, training))  # fmt: skip
    chat.offer([Option(OPEN, chat.words("enrol_in_training.mine"), SHOW_MINE)])
