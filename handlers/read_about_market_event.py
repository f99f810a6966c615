"""Everything about one market event, and how the person's own stall stands.

Starts on *Info lengkap*, a list, or its code ("BZR-001") · Reads the market event and the stall ·
Writes nothing · Ends with the buttons that fit.
"""

from dialog.chat import Chat
from domain.training import Admission, accepts_enrolment
from handlers.parts import event_words
from handlers.parts.event_card import find_event, say_stall, what_next
from storage import businesses, places, stalls
from storage.database import Tx
from storage.places import STALLS


async def read_about_market_event(chat: Chat[Tx]) -> None:
    """Show it, with what can be done."""
    event = await find_event(chat)
    if event is None:
        return chat.say("gone")
    stall = await stalls.find(chat.tx, event.id, chat.person.id)
    shown = event_words.facts(chat.catalogue, event)
    free = await places.count_free(chat.tx, STALLS, event.id, event.plan.quota)
    waits = accepts_enrolment(event, chat.now) and (stall is None or not stall.is_active)
    how = "room" if free else "queue" if waits else "full"
    how = "selected" if event.plan.admission is Admission.SELECT else how
    room = chat.words(f"read_about_market_event.rooms.{how}", quota=event.plan.quota, free=free)
    state = chat.words(f"read_about_market_event.states.{event.state}", **shown)
    chat.say("card", room=room, state=state, stall=await say_stall(chat, event, stall), **shown)
    buttons = what_next(chat, event, stall)
    if chat.person.roles and not await businesses.list_of_person(chat.tx, chat.person.id):
        buttons = [one for one in buttons if one.target != event_words.APPLY]  # looks, for others
    chat.offer(buttons)
