"""Apply for a stall at a market event: a stall, a place in line, or to be chosen by staff.

Starts on *Daftar* under an announcement or a list, or *ikut BZR-001* · Reads the market event and
the person's businesses · Writes the stall · Ends with how it stands. Only a verified IKM of a
fitting cluster gets one; everybody else hears kindly why not.
"""

from typing import Any

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from dialog.questions import Shall
from domain.business import State
from domain.market_event import MarketEvent, fits
from domain.seat import SeatState
from domain.training import Admission, accepts_enrolment
from handlers.parts import event_words
from handlers.parts.event_card import LIST, find_event, say_stall, what_next
from storage import businesses, places, stalls
from storage.database import Tx
from storage.places import STALLS


async def apply_for_stall(chat: Chat[Tx]) -> None:
    """Say what stands against it; else ask once and take what there is."""
    event = await find_event(chat)
    if event is None:
        return chat.say("gone")
    stall = await stalls.find(chat.tx, event.id, chat.person.id)
    if (stall is not None and stall.is_active) or not accepts_enrolment(event, chat.now):
        return await _show_instead(chat, event)
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    shown = event_words.facts(chat.catalogue, event)
    if not fits(event.plan, owned):
        is_verified = any(one.state is State.VERIFIED for one in owned)
        why = "other_cluster" if is_verified else "unverified" if owned else "unregistered"
        return _refuse(chat, why, shown)
    if not await _wants(chat, event):
        chat.say("not_now", **shown)
        return chat.offer([event_words.read_button(chat.catalogue, event.id)])
    await _take(chat, event)


def _refuse(chat: Chat[Tx], why: str, shown: dict[str, Any]) -> None:
    chat.say(why, **shown)
    if why == "unregistered":
        register = chat.words("show_status.buttons.register")
        return chat.offer([Option(OPEN, register, "register_business:start")])
    chat.offer([Option(OPEN, chat.words("read_about_market_event.others"), LIST)])


async def _show_instead(chat: Chat[Tx], event: MarketEvent) -> None:
    """There is nothing to take any more, or they are in it: say how it stands."""
    stall = await stalls.find(chat.tx, event.id, chat.person.id)
    shown = event_words.facts(chat.catalogue, event)
    if stall is not None and stall.is_active:
        chat.say("already", stall=await say_stall(chat, event, stall), **shown)
    else:
        chat.say(f"too_late_{event.state}", **shown)
    chat.offer(what_next(chat, event, stall))


async def _wants(chat: Chat[Tx], event: MarketEvent) -> bool:
    """The one question, by what there is to take."""
    shown = event_words.facts(chat.catalogue, event)
    if event.plan.admission is Admission.SELECT:
        return await chat.ask("apply", Shall(), **shown)
    if await places.count_free(chat.tx, STALLS, event.id, event.plan.quota):
        return await chat.ask("take", Shall(), **shown)
    counted = await places.count_by_state(chat.tx, STALLS, event.id)
    place = counted.get(SeatState.WAITLISTED, 0) + 1
    return await chat.ask("wait", Shall(), place=place, **shown)


async def _take(chat: Chat[Tx], event: MarketEvent) -> None:
    stall = await stalls.apply(chat.tx, event.id, chat.person.id, chat.now)
    if stall is None:
        return await _show_instead(chat, event)
    name = chat.person.name or chat.words("training_notes.nameless")
    place = await stalls.place_in_line(chat.tx, stall)
    shown = event_words.facts(chat.catalogue, event)
    chat.say(f"done_{stall.state}", name=name, place=place, **shown)
    chat.offer(what_next(chat, event, stall))
