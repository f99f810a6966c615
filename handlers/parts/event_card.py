"""One market event as an owner sees it: how their own stall stands, what they can do."""

from datetime import datetime

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Ours
from domain.market_event import EventState, MarketEvent
from domain.reminder import asked_from
from domain.seat import HAS_SEAT, SeatState
from domain.training import accepts_enrolment
from handlers.parts import event_words
from handlers.parts.training_words import say_moment
from storage import market_events, stalls
from storage.database import Tx
from storage.ids import read_id
from storage.places import TO_COME
from storage.stalls import Stall

LIST = "list_market_events:start"


async def find_event(chat: Chat[Tx]) -> MarketEvent | None:
    """The announced market event that the conversation was opened with, by its id or its code."""
    found = await _find_named(chat.tx, chat.arg)
    return found if found is not None and found.state is not EventState.DRAFT else None


async def _find_named(tx: Tx, arg: str) -> MarketEvent | None:
    """By its id or its code."""
    if arg.isdecimal():
        return await market_events.find(tx, read_id(arg))
    return await market_events.find_by_code(tx, arg)


async def is_closed(tx: Tx, arg: str, now: datetime) -> bool:
    """Whether nobody can come in any more; arg as in `find_event`."""
    found = await _find_named(tx, arg)
    return found is None or not accepts_enrolment(found, now)


async def say_stall(chat: Chat[Tx], event: MarketEvent, stall: Stall | None) -> str:
    """How the person's own stall stands, in a sentence; '' where they never had one."""
    if stall is None:
        return ""
    if stall.state is SeatState.CANCELLED:
        return chat.words(f"read_about_market_event.given_up.{stall.why}")
    if event.state is EventState.DONE:
        return chat.words("read_about_market_event.stall.over")
    until = say_moment(chat.catalogue, stall.offer_ends_at) if stall.offer_ends_at else ""
    place = await stalls.place_in_line(chat.tx, stall)
    is_over = stall.state is SeatState.WAITLISTED and chat.now >= event.plan.offers_close_at
    path = f"read_about_market_event.stall.{'line_closed' if is_over else stall.state}"
    return chat.words(path, place=place, until=Ours(until))


def what_next(chat: Chat[Tx], event: MarketEvent, stall: Stall | None) -> list[Option]:
    """The buttons under it: apply, answer, leave, or see others."""
    found: list[Option] = []
    is_in = stall is not None and stall.is_active
    if stall is not None and is_in and event.state in TO_COME:
        found += _own(chat, event, stall)
    elif stall is not None and stall.state in HAS_SEAT and event.state is EventState.DONE:
        found.append(event_words.sales_button(chat.catalogue, event.id))
    elif not is_in and accepts_enrolment(event, chat.now):
        found.append(event_words.apply_button(chat.catalogue, event.id))
    return [*found, Option(str(event.id), chat.words("read_about_market_event.others"), LIST)]


def _own(chat: Chat[Tx], event: MarketEvent, stall: Stall) -> list[Option]:
    words = chat.catalogue
    if stall.state is SeatState.OFFERED:
        return list(event_words.offer_buttons(words, stall.id))
    if stall.state is SeatState.HELD and chat.now >= asked_from(event.plan.starts_at):
        return list(event_words.confirm_buttons(words, stall.id))
    if stall.state in (SeatState.WAITLISTED, SeatState.APPLIED):
        return [event_words.leave_button(words, stall.id)]
    return [event_words.cannot_button(words, stall.id)]
