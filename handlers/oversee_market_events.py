"""Market events as staff see them: a list, a card with the people, and what can be done.

Starts on *kelola bazar*, or with an id · Reads market events and stalls · Writes nothing · Ends
with the card.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from domain.market_event import EventState, MarketEvent
from handlers.parts.overseen_event import card_buttons, event_card
from handlers.parts.training_words import say_days_between
from storage import market_events
from storage.database import Tx
from storage.ids import read_id

TO_COME = (EventState.DRAFT, EventState.OPEN, EventState.CLOSED, EventState.RUNNING)
PAST = 5  # the last ones, for their numbers


async def oversee_market_events(chat: Chat[Tx]) -> None:
    """Offer what is to come and the last that are over; show one."""
    event = await _choose(chat)
    if event is None:
        chat.say("none")
        plan = chat.words("oversee_market_events.plan")
        return chat.offer([Option(OPEN, plan, "plan_market_event:start")])
    chat.say("shown", card=await event_card(chat, event))
    chat.offer(card_buttons(chat, event))


async def _choose(chat: Chat[Tx]) -> MarketEvent | None:
    if chat.arg.isdecimal():
        return await market_events.find(chat.tx, read_id(chat.arg))
    done = await market_events.list_by_state(chat.tx, (EventState.DONE,))
    found = await market_events.list_by_state(chat.tx, TO_COME) + done[::-1][:PAST]
    if not found:
        return None
    options = [Option(str(one.id), _line(chat, one), code=one.code) for one in found]
    chosen = await chat.ask("event", Choice(options))
    return await market_events.find(chat.tx, int(chosen))


def _line(chat: Chat[Tx], one: MarketEvent) -> str:
    return chat.words(
        "oversee_market_events.option", event=one.plan.name,
        when=say_days_between(chat.catalogue, one.plan.starts_at, one.plan.ends_at),
        state=chat.words(f"oversee_market_events.states.{one.state}"),
    )  # fmt: skip
