"""Yes or no about one's own stall: an offer taken or left, Hadir, Tidak bisa, out of the line.

Starts on the buttons of an offer ("take.17", "leave.17") or a reminder ("yes.17", "no.17"), or on
words that answer one ("ask.17"; "sure.17" where it was too early for one) · Reads and writes the
stall · Ends with how it stands; a freed stall goes to the next in line in the same commit.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from domain.answers import attendance, yes_no
from domain.answers.result import Accepted, Refused, Understood
from domain.market_event import MarketEvent
from domain.seat import SeatState
from handlers.parts import event_words
from handlers.parts.ask_leaving import is_leaving
from handlers.parts.event_card import say_stall, what_next
from storage import market_events, place_changes, stalls
from storage.database import Tx
from storage.ids import read_id
from storage.places import STALLS, TO_COME
from storage.stalls import Stall

OFFER = {"take": "yes", "leave": "no"}  # of its buttons: they say nothing about a stall one has


async def answer_for_stall(chat: Chat[Tx]) -> None:
    """One press, one effect; pressed again it says how things stand."""
    answer, _, number = chat.arg.partition(".")
    stall = await stalls.find_by_id(chat.tx, read_id(number))
    if stall is None or stall.person_id != chat.person.id:
        return chat.say("gone")
    event = await market_events.get(chat.tx, stall.event_id)
    shown = event_words.facts(chat.catalogue, event)
    if answer == "ask" and stall.state in (SeatState.OFFERED, SeatState.HELD):
        key = "take" if stall.state is SeatState.OFFERED else "come"
        answer = await chat.ask(
            key, Choice(["yes", "no"], understand=_understand, way_out="no"), **shown
        )
    stays = answer == "sure" and not await is_leaving(chat, **shown)
    if stays or (answer in OFFER and stall.state is not SeatState.OFFERED):
        moment = "as_it_is"
    else:
        act = _yes if OFFER.get(answer, answer) == "yes" else _no
        moment = await act(chat, event, stall)
    now = await stalls.find_by_id(chat.tx, stall.id)
    chat.say(moment, stall=await say_stall(chat, event, now), **shown)
    chat.offer(what_next(chat, event, now))


def _understand(text: str) -> Understood[str]:
    """The answer as people write it: of coming, or a plain yes or no."""
    comes: Understood[bool] = attendance.understand(text)
    found = yes_no.understand(text) if isinstance(comes, Refused) else comes
    return Accepted("yes" if found.value else "no") if isinstance(found, Accepted) else found


async def _yes(chat: Chat[Tx], event: MarketEvent, stall: Stall) -> str:
    if event.state not in TO_COME:
        return "begun"
    if stall.state is SeatState.OFFERED:
        await place_changes.accept(chat.tx, STALLS, stall.id, chat.now)
        now = await stalls.find_by_id(chat.tx, stall.id)
        return "taken" if now is not None and now.is_active else "too_late"
    await place_changes.confirm(chat.tx, STALLS, stall.id, chat.now)
    return "comes" if stall.state is SeatState.HELD else "as_it_is"


async def _no(chat: Chat[Tx], event: MarketEvent, stall: Stall) -> str:
    if stall.state is SeatState.OFFERED:
        is_done = await place_changes.decline(chat.tx, STALLS, stall.id, chat.now)
        return "declined" if is_done else "begun"
    if not stall.is_active:
        return "as_it_is"
    if not await place_changes.give_up(chat.tx, STALLS, stall.id, chat.now):
        return "begun"
    waited = stall.state in (SeatState.WAITLISTED, SeatState.APPLIED)
    return "left_line" if waited else "freed"
