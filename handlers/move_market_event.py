"""Staff put a market event on other days: all are told and asked to confirm again.

Starts on the button of the card · Writes the days, the closings, a new round of reminders · Ends
with the card. A draft is only changed: nobody knows of it yet.
"""

from dialog.chat import Chat
from dialog.words import Ours
from domain.market_event import MAX_DAYS, EventPlan, EventState, MarketEvent, moved
from handlers.parts.announcement import renew
from handlers.parts.ask_days import ask_hours, first_and_last
from handlers.parts.event_messages import market_event_message
from handlers.parts.overseen_event import card_buttons, event_card, find_event
from handlers.parts.training_words import say_moment, say_span
from storage import audit, changes, market_events, places
from storage.changes import MARKET_EVENTS
from storage.database import Tx
from storage.places import STALLS, TO_COME


async def move_market_event(chat: Chat[Tx]) -> None:
    """Ask for days and hours anew; the venue stays."""
    event = await find_event(chat, (EventState.DRAFT, *TO_COME))
    when = Ours(say_span(chat.catalogue, event.plan.starts_at, event.plan.ends_at))
    chat.say("now", event=event.plan.name, when=when)
    starts_at, ends_at = first_and_last(*await ask_hours(chat, MAX_DAYS, may_be_today=False))
    plan = moved(event.plan, starts_at, ends_at, chat.now)
    is_draft = event.state is EventState.DRAFT
    concerned = await places.list_of(chat.tx, STALLS, event.id)
    told = "nobody" if is_draft or not concerned else "told"
    await chat.review(
        told=chat.words(f"move_market_event.whom.{told}", count=len(concerned)),
        closes=Ours(say_moment(chat.catalogue, plan.registration_closes_at)),
    )  # fmt: skip
    held = await market_events.lock(chat.tx, event.id)  # a job may announce a draft just now
    now = await (_set_draft if held.state is EventState.DRAFT else _move)(chat, held, plan)
    if now is None:
        return chat.say("gone")
    before, after = ({"starts_at": p.starts_at.isoformat()} for p in (event.plan, plan))
    act = audit.Act("move", market_events.about(event), before, after)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    moment = "moved" if told == "told" else "changed"
    if event.announce_at is not None and is_draft and now.announce_at is None:
        moment = "announce_again"
    chat.say(moment, card=await event_card(chat, now))
    chat.offer(card_buttons(chat, now))


async def _set_draft(chat: Chat[Tx], event: MarketEvent, plan: EventPlan) -> MarketEvent:
    """A set moment of announcing that would come too late now is none any more."""
    await market_events.set_plan(chat.tx, event, plan)
    if event.announce_at is not None and event.announce_at >= plan.registration_closes_at:
        await market_events.set_announce_at(chat.tx, event.id, None)
    return await market_events.get(chat.tx, event.id)


async def _move(chat: Chat[Tx], event: MarketEvent, plan: EventPlan) -> MarketEvent | None:
    now = await changes.move(chat.tx, MARKET_EVENTS, event.id, plan, chat.now)
    if now is not None:
        await renew(chat, MARKET_EVENTS, now, market_event_message(chat.catalogue, now))
    return now
