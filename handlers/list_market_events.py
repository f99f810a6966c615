"""Market events: those the person is in, and those that still take people and fit them.

Starts on *bazar*, *bazar saya*, or the menu · Reads market events, the person's stalls and
businesses · Writes nothing · Ends with the one chosen.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import literal
from dialog.words import Ours
from domain.market_event import EventState, MarketEvent, fits
from domain.seat import SeatState
from handlers.parts.training_words import say_span
from storage import businesses, market_events, stalls
from storage.database import Tx
from storage.stalls import Stall

MOST = 12  # of the past and the future together


async def list_market_events(chat: Chat[Tx]) -> None:
    """List them; with one alone, show that."""
    own = {s.event_id: s for s in await stalls.list_of_person(chat.tx, chat.person.id)
           if s.is_active}  # fmt: skip
    found = await _mine(chat, own) + await _fitting(chat, own)
    if not found:
        return chat.say("none")
    if len(found) == 1:
        return chat.open("read_about_market_event", str(found[0].id))
    lines = [await _line(chat, n, one, own.get(one.id)) for n, one in enumerate(found, 1)]
    options = [(str(one.id), one.plan.name) for one in found]
    chosen = await chat.ask("event", Choice(options), shown=Ours("\n".join(lines)))
    chat.open("read_about_market_event", chosen)


async def _mine(chat: Chat[Tx], own: dict[int, Stall]) -> list[MarketEvent]:
    """Those to come first, then those that are over, the last one first."""
    found = await market_events.list_of_person(chat.tx, chat.person.id)
    kept = [e for e in found if e.id in own and e.state is not EventState.CANCELLED]
    to_come = [e for e in kept if e.state is not EventState.DONE]
    past = [e for e in reversed(kept) if e.state is EventState.DONE]
    return [*to_come, *past][:MOST]


async def _fitting(chat: Chat[Tx], own: dict[int, Stall]) -> list[MarketEvent]:
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    still_open = await market_events.list_open(chat.tx, chat.now)
    return [e for e in still_open if e.id not in own and fits(e.plan, owned)][:MOST]


async def _line(chat: Chat[Tx], number: int, event: MarketEvent, stall: Stall | None) -> str:
    state = "open" if stall is None else stall.state.value
    state = "over" if event.state is EventState.DONE else state
    waits = stall is not None and stall.state is SeatState.WAITLISTED
    place = await stalls.place_in_line(chat.tx, stall) if stall is not None and waits else 0
    how = chat.words(f"list_market_events.states.{state}", place=place)
    when = say_span(chat.catalogue, event.plan.starts_at, event.plan.ends_at)
    return f"{number}. *{literal(event.plan.name)}*, {when}: {how}"
