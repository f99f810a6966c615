"""Market events: those the person is in, and those that still take people and fit them.

Staff and partners without a business see all that are announced; who plans, where that is done.

Starts on *bazar*, *bazar saya*, the menu, or *Acara lain* with the id of one · Reads market events,
the person's stalls and businesses · Writes nothing · Ends with the one chosen.
"""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option, literal
from dialog.words import Ours
from domain.business import Business, State
from domain.market_event import EventState, MarketEvent, fits
from domain.person import Role
from domain.seat import SeatState
from handlers.parts.training_words import say_span
from storage import businesses, market_events, stalls
from storage.database import Tx
from storage.ids import read_id
from storage.stalls import Stall

PLANNERS = (Role.BROADCASTER, Role.TRAINER)
ANNOUNCED = (EventState.OPEN, EventState.CLOSED, EventState.RUNNING)
MOST = 12  # of the past and the future together


async def list_market_events(chat: Chat[Tx]) -> None:
    """List them; with one alone, show that."""
    own = {s.event_id: s for s in await stalls.list_of_person(chat.tx, chat.person.id)
           if s.is_active}  # fmt: skip
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    is_office = bool(chat.person.roles) and not owned and not own
    if is_office and any(map(chat.person.has_role, PLANNERS)):
        return chat.open("oversee_market_events", OPEN)
    if is_office:
        found = await market_events.list_by_state(chat.tx, ANNOUNCED)
    else:
        found = await _mine(chat, own) + await _fitting(chat, own, owned)
    if chat.arg.isdecimal():  # from one of them, to see others
        found = [one for one in found if one.id != read_id(chat.arg)]
    if not found:
        return _say_none(chat, owned, is_office=is_office)
    if len(found) == 1:
        return chat.open("read_about_market_event", str(found[0].id))
    lines = [await _line(chat, n, one, own.get(one.id)) for n, one in enumerate(found, 1)]
    options = [(str(one.id), one.plan.name) for one in found]
    key = "office" if is_office else "event"
    chosen = await chat.ask(key, Choice(options), shown=Ours("\n".join(lines)))
    chat.open("read_about_market_event", chosen)


def _say_none(chat: Chat[Tx], owned: Sequence[Business], *, is_office: bool) -> None:
    """Why there is nothing for them, and the next step."""
    if is_office:
        return chat.say("office_no_other" if chat.arg.isdecimal() else "office_none")
    if not owned:
        chat.say("unregistered")
        register = chat.words("show_status.buttons.register")
        return chat.offer([Option(OPEN, register, "register_business:start")])
    is_verified = any(one.state is State.VERIFIED for one in owned)
    what = "none" if is_verified else "unverified"
    chat.say("no_other" if is_verified and chat.arg.isdecimal() else what)


async def _mine(chat: Chat[Tx], own: dict[int, Stall]) -> list[MarketEvent]:
    """Those to come first, then those that are over, the last one first."""
    found = await market_events.list_of_person(chat.tx, chat.person.id)
    kept = [e for e in found if e.id in own and e.state is not EventState.CANCELLED]
    to_come = [e for e in kept if e.state is not EventState.DONE]
    past = [e for e in reversed(kept) if e.state is EventState.DONE]
    return [*to_come, *past][:MOST]


async def _fitting(
    chat: Chat[Tx], own: dict[int, Stall], owned: Sequence[Business]
) -> list[MarketEvent]:
    still_open = await market_events.list_open(chat.tx, chat.now)
    return [e for e in still_open if e.id not in own and fits(e.plan, owned)][:MOST]


async def _line(chat: Chat[Tx], number: int, event: MarketEvent, stall: Stall | None) -> str:
    state = "open" if stall is None else stall.state.value
    state = "over" if event.state is EventState.DONE else state
    if stall is None and event.state is not EventState.OPEN:
        state = event.state.value
    waits = stall is not None and stall.state is SeatState.WAITLISTED
    place = await stalls.place_in_line(chat.tx, stall) if stall is not None and waits else 0
    how = chat.words(f"list_market_events.states.{state}", place=place)
    when = say_span(chat.catalogue, event.plan.starts_at, event.plan.ends_at)
    return f"{number}. *{literal(event.plan.name)}*, {when}: {how}"
