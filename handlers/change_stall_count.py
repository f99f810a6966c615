"""Staff change how many stalls a market event has.

Starts on the button of the card · Writes the number; stalls that become free are offered to the
next in line in the same commit · Ends with the numbers. Lowering evicts nobody.
"""

from dialog.chat import Chat
from domain.market_event import MAX_QUOTA, EventState
from domain.seat import TAKES_PLACE
from handlers.parts.ask_count import Count
from handlers.parts.overseen_event import card_buttons, find_event
from storage import audit, market_events, place_changes, places
from storage.database import Tx
from storage.places import STALLS, TO_COME


async def change_stall_count(chat: Chat[Tx]) -> None:
    """Ask for the number, write it."""
    event = await find_event(chat, (EventState.DRAFT, *TO_COME))
    name, before = event.plan.name, event.plan.quota
    taken = len(await places.list_of(chat.tx, STALLS, event.id, TAKES_PLACE))
    quota = await chat.ask("quota", Count(1, MAX_QUOTA), event=name, quota=before, taken=taken)
    await chat.review()
    offered = await place_changes.set_quota(chat.tx, STALLS, event.id, quota, chat.now)
    about = market_events.about(event)
    act = audit.Act("change_quota", about, {"quota": before}, {"quota": quota})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("done", event=name, quota=quota)
    if offered:
        chat.say("offered", count=offered)
    if quota < taken:
        chat.say("stays", taken=taken)
    chat.offer(card_buttons(chat, await market_events.get(chat.tx, event.id)))
