"""Staff put a training on other days: all are told and asked to confirm again.

Starts on the button of the card · Writes the days, the closings, a new round of reminders · Ends
with the card. A draft is only changed: nobody knows of it yet.
"""

from dataclasses import replace

from dialog.chat import Chat
from domain.seat import ACTIVE
from domain.training import Meeting, Training, TrainingState, default_closings
from handlers.parts.announcement import renew
from handlers.parts.ask_days import as_meetings, ask_hours
from handlers.parts.overseen_training import TO_COME, card_buttons, find_training, training_card
from handlers.parts.training_messages import opening_message
from handlers.parts.training_words import say_when
from storage import audit, changes, seats, trainings
from storage.changes import TRAININGS
from storage.database import Tx


async def move_training(chat: Chat[Tx]) -> None:
    """Ask for days and hours anew; the venue stays."""
    training = await find_training(chat, (TrainingState.DRAFT, *TO_COME))
    chat.say("now", title=training.title, when=_when(chat, training))
    on, begin, end = await ask_hours(chat)
    old = training.plan.meetings[0]
    meetings = _keep_codes(training, as_meetings(on, begin, end, old.venue, old.map_url))
    await chat.review(**await _whom(chat, training))
    moved = await _move(chat, training, meetings)
    if moved is None:
        return chat.say("gone")
    before = {"starts_at": training.plan.starts_at.isoformat()}
    after = {"starts_at": moved.plan.starts_at.isoformat()}
    act = audit.Act("move_training", f"training:{training.id}", before, after)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    is_draft = training.state is TrainingState.DRAFT
    chat.say("changed" if is_draft else "moved", card=await training_card(chat, moved))
    chat.offer(card_buttons(chat, moved))


def _when(chat: Chat[Tx], training: Training) -> object:
    return chat.words("move_training.when", when=say_when(chat.catalogue, training.plan))


async def _whom(chat: Chat[Tx], training: Training) -> dict[str, object]:
    """How many people it concerns."""
    counted = await seats.count_by_state(chat.tx, training.id)
    return {"count": sum(counted.get(state, 0) for state in ACTIVE)}


def _keep_codes(training: Training, new: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """The first new day is the first old one, moved: its printed poster stays good."""
    old = (*training.plan.meetings, *[None] * len(new))
    return tuple(
        replace(day, id=was.id, code=was.code) if was is not None else day
        for day, was in zip(new, old, strict=False)
    )


async def _move(
    chat: Chat[Tx], training: Training, meetings: tuple[Meeting, ...]
) -> Training | None:
    closes_at, offers_at = default_closings(meetings[0].starts_at, chat.now)
    plan = replace(
        training.plan, meetings=meetings, registration_closes_at=closes_at,
        offers_close_at=offers_at,
    )  # fmt: skip
    if training.state is TrainingState.DRAFT:
        return await trainings.set_plan(chat.tx, training, plan)
    moved = await changes.move(chat.tx, TRAININGS, training.id, plan, chat.now)
    if moved is not None:
        await renew(chat, TRAININGS, moved, opening_message(chat.catalogue, moved))
    return moved
