"""Staff say when a market event is announced: now, at a set time, or opened without a word.

Starts on the button of the card · Reads the audience · Writes the moment (a job opens it then and
freezes the audience), the audit trail · Ends with what will happen.
"""

from datetime import datetime
from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.words import Ours
from domain.broadcast import Audience
from domain.market_event import EventState, MarketEvent, problems
from domain.quiet_hours import is_quiet
from domain.training import Target
from handlers.parts.ask_days import ask_when
from handlers.parts.event_messages import market_event_message
from handlers.parts.overseen_event import card_buttons, find_event
from handlers.parts.send_word import SendWord
from handlers.parts.training_words import say_cluster_names, say_moment
from storage import audiences, audit, market_events
from storage.database import Tx

WAYS = ("now", "later", "quietly")


async def announce_market_event(chat: Chat[Tx]) -> None:
    """Show whom it reaches and how it reads; take KIRIM n; keep the moment."""
    event = await find_event(chat, (EventState.DRAFT,))
    plan = event.plan
    if wrong := problems(plan, chat.now):
        why = "\n".join(chat.words(f"announce_market_event.problems.{key}") for key in wrong)
        chat.say("cannot", event=plan.name, why=Ours(why))
        return chat.offer(card_buttons(chat, event))
    audience = Audience(Target.IKM, plan.clusters, only_verified=True)
    count = await audiences.count(chat.tx, audience)
    stopped = await audiences.count_stopped(chat.tx, audience)
    clusters = Ours(say_cluster_names(chat.catalogue, plan.clusters))
    whom: dict[str, Any] = {"count": count, "stopped": stopped, "clusters": clusters}
    ways = [(one, chat.words(f"announce_market_event.ways.{one}")) for one in WAYS
            if count or one == "quietly"]  # fmt: skip
    way = await chat.ask("way", Choice(ways), event=plan.name, **whom)
    if way == "quietly":
        return await _open(chat, event)
    due_at = chat.now if way == "now" else await ask_when(chat, plan.registration_closes_at)
    sample = market_event_message(chat.catalogue, event)
    chat.say("sample", text=Ours(sample.text))
    await chat.ask("confirm", SendWord(count), given=(count, sample.text), **whom)
    await _keep(chat, event, due_at, is_now=way == "now")


async def _open(chat: Chat[Tx], event: MarketEvent) -> None:
    held = await market_events.lock(chat.tx, event.id)  # the job may announce it just now
    if not await market_events.open_for_applying(chat.tx, held, chat.now):
        return chat.say("gone")
    await _note(chat, event, None)
    chat.say("opened", event=event.plan.name, code=event.code)


async def _keep(chat: Chat[Tx], event: MarketEvent, due_at: datetime, *, is_now: bool) -> None:
    if not await market_events.set_announce_at(chat.tx, event.id, due_at):
        return chat.say("gone")
    await _note(chat, event, due_at)
    when = Ours(say_moment(chat.catalogue, due_at))
    moment = "sending" if is_now else "scheduled"
    if is_now and is_quiet(due_at):
        moment = "sending_in_the_morning"  # it opens now; the sender waits for the day
    chat.say(moment, when=when, code=event.code)


async def _note(chat: Chat[Tx], event: MarketEvent, due_at: datetime | None) -> None:
    at = due_at.isoformat() if due_at is not None else ""
    act = audit.Act("announce", market_events.about(event), None, {"at": at})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
