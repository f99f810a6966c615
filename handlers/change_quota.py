"""Staff change how many places a training has.

Starts on the button of the card · Writes the quota; places that become free are offered to the next
in line in the same commit · Ends with the numbers. Lowering evicts nobody.
"""

from dialog.chat import Chat
from domain.seat import TAKES_PLACE
from domain.training import MAX_QUOTA, TrainingState
from handlers.parts.ask_count import Count
from handlers.parts.overseen_training import TO_COME, find_training
from storage import audit, seats
from storage.database import Tx


async def change_quota(chat: Chat[Tx]) -> None:
    """Ask for the number, write it."""
    training = await find_training(chat, (TrainingState.DRAFT, *TO_COME))
    counted = await seats.count_by_state(chat.tx, training.id)
    taken = sum(counted.get(state, 0) for state in TAKES_PLACE)
    quota = await chat.ask(
        "quota", Count(1, MAX_QUOTA), title=training.title, quota=training.plan.quota, taken=taken
    )
    await chat.review()
    offered = await seats.set_quota(chat.tx, training.id, quota, chat.now)
    before = {"quota": training.plan.quota}
    act = audit.Act("change_quota", f"training:{training.id}", before, {"quota": quota})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("done", title=training.title, quota=quota)
    if offered:
        chat.say("offered", count=offered)
    if quota < taken:
        chat.say("stays", taken=taken)
