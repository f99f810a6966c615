"""Staff change where a market event takes place: who has a stall or its offer is told once.

Starts on the button of the card · Writes the venue · Ends with the card.
"""

from dataclasses import replace

from dialog.chat import Chat
from domain.market_event import EventPlan, EventState, MarketEvent
from domain.seat import TAKES_PLACE
from handlers.parts.announcement import renew
from handlers.parts.ask_days import ask_venue
from handlers.parts.event_messages import market_event_message
from handlers.parts.overseen_event import card_buttons, event_card, find_event
from storage import audit, changes, market_events, places
from storage.changes import MARKET_EVENTS
from storage.database import Tx
from storage.places import STALLS, TO_COME


async def change_event_venue(chat: Chat[Tx]) -> None:
    """Ask for the venue, write it."""
    event = await find_event(chat, (EventState.DRAFT, *TO_COME, EventState.RUNNING))
    chat.say("now", event=event.plan.name, venue=event.plan.venue)
    venue, link = await ask_venue(chat)
    holders = await places.list_of(chat.tx, STALLS, event.id, TAKES_PLACE)
    told = "told" if holders else "nobody"
    await chat.review(told=chat.words(f"change_event_venue.whom.{told}", count=len(holders)))
    now = await _change(chat, event, venue, link)
    if now is None:
        return chat.say("gone")
    before, after = {"venue": event.plan.venue}, {"venue": venue}
    act = audit.Act("change_venue", market_events.about(event), before, after)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    how = "changed" if holders else "changed_quietly"
    chat.say(how, count=len(holders), card=await event_card(chat, now))
    chat.offer(card_buttons(chat, now))


async def _change(chat: Chat[Tx], event: MarketEvent, venue: str, link: str) -> MarketEvent | None:
    def elsewhere(held: MarketEvent) -> EventPlan:
        return replace(held.plan, venue=venue, map_url=link)

    held = await market_events.lock(chat.tx, event.id)  # a job may announce a draft just now
    if held.state is EventState.DRAFT:
        return await market_events.set_plan(chat.tx, held, elsewhere(held))
    now = await changes.change_venue(chat.tx, MARKET_EVENTS, event.id, elsewhere, chat.now)
    if now is not None:
        await renew(chat, MARKET_EVENTS, now, market_event_message(chat.catalogue, now))
    return now
