"""One training as a person sees it: its facts, how their own seat stands, what they can do."""

from datetime import datetime
from typing import Any

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from dialog.words import Ours
from domain.reminder import FIRST_REMINDER
from domain.seat import SeatState
from domain.training import Admission, Training, TrainingState, accepts_enrolment
from handlers.parts import training_buttons as buttons
from handlers.parts import training_words as words
from storage import seats, trainings
from storage.database import Tx
from storage.ids import read_id
from storage.seats import Seat

LIST = "list_trainings:start"
TO_COME = (TrainingState.OPEN, TrainingState.CLOSED)


async def find_training(chat: Chat[Tx]) -> Training | None:
    """The announced training that the conversation was opened with, by its id or its code."""
    found = await _find_named(chat.tx, chat.arg)
    return found if found is not None and found.state is not TrainingState.DRAFT else None


async def _find_named(tx: Tx, arg: str) -> Training | None:
    """By its id or its code."""
    if arg.isdecimal():
        return await trainings.find(tx, read_id(arg))
    return await trainings.find_by_code(tx, arg)


async def is_closed(tx: Tx, arg: str, now: datetime) -> bool:
    """Whether nobody can come in any more; arg as in `find_training`."""
    found = await _find_named(tx, arg)
    return found is None or not accepts_enrolment(found, now)


def facts(chat: Chat[Tx], training: Training) -> dict[str, Any]:  # places of texts take all
    """What fills a text about a training: title, when, venue, and whole lines that may be ''."""
    plan, first = training.plan, training.plan.meetings[0]
    link = Ours(first.map_url)  # bears no markers
    return {
        "title": plan.title,
        "when": Ours(words.say_when(chat.catalogue, plan)),
        "venue": first.venue or chat.words("training_notes.no_venue"),
        "map": link and chat.words("training_notes.lines.map", map=link),
        "bring": chat.words("training_notes.lines.bring", bring=plan.bring) if plan.bring else "",
        "closes": Ours(words.say_moment(chat.catalogue, plan.registration_closes_at)),
    }


async def say_seat(chat: Chat[Tx], training: Training, seat: Seat | None) -> str:
    """How the person's own seat stands, in a sentence; '' where they never had one."""
    if seat is None:
        return ""
    if seat.state is SeatState.CANCELLED:
        return chat.words(f"read_about_training.given_up.{seat.why}")
    if training.state is TrainingState.DONE:
        return chat.words("read_about_training.seat.over")
    place = await seats.place_in_line(chat.tx, seat)
    until = ""
    if seat.offer_ends_at is not None:
        until = words.say_moment(chat.catalogue, seat.offer_ends_at)
    is_over = seat.state is SeatState.WAITLISTED and chat.now >= training.plan.offers_close_at
    path = f"read_about_training.seat.{'line_closed' if is_over else seat.state}"
    return chat.words(path, place=place, until=Ours(until))


def what_next(chat: Chat[Tx], training: Training, seat: Seat | None) -> list[Option]:
    """The buttons under it: enrol, answer, leave, or see others."""
    found: list[Option] = []
    if seat is not None and seat.is_active and training.state in TO_COME:
        found += _own(chat, training, seat)
    elif accepts_enrolment(training, chat.now):
        found.append(buttons.enrol_button(chat.catalogue, training.id))
    return [*found, Option(OPEN, chat.words("read_about_training.others"), LIST)]


def _own(chat: Chat[Tx], training: Training, seat: Seat) -> list[Option]:
    if seat.state is SeatState.OFFERED:
        return list(buttons.offer_buttons(chat.catalogue, seat.id))
    if seat.state is SeatState.HELD and chat.now >= training.plan.starts_at - FIRST_REMINDER:
        return list(buttons.confirm_buttons(chat.catalogue, seat.id))
    if seat.state in (SeatState.WAITLISTED, SeatState.APPLIED):
        leave = chat.words(f"read_about_training.leave.{seat.state}")
        return [Option(f"no.{seat.id}", leave, buttons.CONFIRM)]
    return [buttons.cannot_button(chat.catalogue, seat.id)]


def is_selected(training: Training) -> bool:
    """Whether staff choose who takes part."""
    return training.plan.admission is Admission.SELECT
