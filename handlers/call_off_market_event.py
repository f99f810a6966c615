"""Staff call a market event off: all are told, nothing more is sent, history stays.

Starts on the button of the card · Writes the state, the end of its notes and broadcasts · Ends at
once.
"""

from dialog.chat import Chat
from dialog.choices import Sure
from dialog.words import Ours
from domain.market_event import EventState
from handlers.parts.overseen_event import find_event
from handlers.parts.training_words import say_span
from storage import audit, changes, market_events, places
from storage.changes import MARKET_EVENTS
from storage.database import Tx
from storage.places import STALLS, TO_COME


async def call_off_market_event(chat: Chat[Tx]) -> None:
    """Ask once more, say how many it concerns, do it."""
    event = await find_event(chat, (EventState.DRAFT, *TO_COME, EventState.RUNNING))
    name = event.plan.name
    count = len(await places.list_of(chat.tx, STALLS, event.id))
    when = Ours(say_span(chat.catalogue, event.plan.starts_at, event.plan.ends_at))
    told = chat.words("call_off_market_event.told", count=count) if count else ""
    sure = await chat.ask(
        "sure", Sure("call_off", "keep"), event=name, when=when,
        told=told,
    )  # fmt: skip
    if sure == "keep":
        return chat.say("kept", event=name)
    if await changes.call_off(chat.tx, MARKET_EVENTS, event.id, chat.now) is None:
        return chat.say("gone")
    about = market_events.about(event)
    act = audit.Act("call_off", about, {"state": event.state}, None)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("draft_gone" if event.state is EventState.DRAFT else "done", event=name, count=count)
