"""Staff change where a training takes place: told once.

Starts on the button of the card · Writes the venue of the meetings still to come · Ends with the
card.
"""

from dataclasses import replace

from dialog.chat import Chat
from domain.seat import TAKES_PLACE
from domain.training import Training, TrainingState, elsewhere
from handlers.parts.announcement import renew
from handlers.parts.ask_days import ask_venue
from handlers.parts.overseen_training import TO_COME, card_buttons, find_training, training_card
from handlers.parts.training_messages import opening_message
from storage import audit, changes, seats, trainings
from storage.changes import TRAININGS
from storage.database import Tx


async def change_venue(chat: Chat[Tx]) -> None:
    """Ask for the venue, write it."""
    training = await find_training(
        chat, (TrainingState.DRAFT, *TO_COME, TrainingState.RUNNING)
    )  # fmt: skip
    old = training.plan.meetings[-1].venue
    chat.say("now", title=training.title, venue=old or chat.words("training_notes.no_venue"))
    venue, link = await ask_venue(chat)
    counted = await seats.count_by_state(chat.tx, training.id)
    await chat.review(count=sum(counted.get(state, 0) for state in TAKES_PLACE))
    changed = await _change(chat, training, venue, link)
    if changed is None:
        return chat.say("gone")
    act = audit.Act(
        "change_venue", f"training:{training.id}", {"venue": old}, {"venue": venue}
    )  # fmt: skip
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    is_draft = training.state is TrainingState.DRAFT
    chat.say("draft_changed" if is_draft else "changed", card=await training_card(chat, changed))
    chat.offer(card_buttons(chat, changed))


async def _change(chat: Chat[Tx], training: Training, venue: str, link: str) -> Training | None:
    if training.state is TrainingState.DRAFT:
        meetings = tuple(replace(m, venue=venue, map_url=link) for m in training.plan.meetings)
        return await trainings.set_plan(
            chat.tx, training, replace(training.plan, meetings=meetings)
        )  # fmt: skip
    changed = await changes.change_venue(
        chat.tx, TRAININGS, training.id,
        lambda held: elsewhere(held.plan, venue, link, chat.now), chat.now,
    )  # fmt: skip
    if changed is not None:
        await renew(chat, TRAININGS, changed, opening_message(chat.catalogue, changed))
    return changed
