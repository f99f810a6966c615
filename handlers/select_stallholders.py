"""Staff choose among those who applied for a stall, in the order in which they applied.

Starts on the button of the card · Reads who applied · Writes the choice; a note tells all · Ends
with the numbers.
"""

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.messages import Option
from dialog.words import Ours
from domain.seat import HAS_SEAT, SeatState, Selection
from domain.training import Admission
from handlers.parts.applicants_seen import keep_seen
from handlers.parts.overseen_event import find_event
from storage import audit, market_events, places, stalls
from storage.database import Tx
from storage.places import STALLS, TO_COME

REST = ("wait", "let_go")


async def select_stallholders(chat: Chat[Tx]) -> None:
    """Show the list, take the choice, say what becomes of the others."""
    event = await find_event(chat, TO_COME)
    applied = await stalls.list_holders(chat.tx, event.id, (SeatState.APPLIED,))
    seen = await keep_seen(chat, event.id, [one.stall.id for one in applied])
    found = [one for one in applied if one.stall.id in seen]
    if event.plan.admission is not Admission.SELECT or not found:
        return chat.say("none", event=event.plan.name)
    named = Several([Option(str(one.stall.id), one.name or one.businesses) for one in found])
    lines = [
        chat.words("select_stallholders.line", number=n, name=one.name or "-",
                   businesses=one.businesses)
        for n, one in enumerate(found, 1)
    ]  # fmt: skip
    held = await places.list_of(chat.tx, STALLS, event.id, HAS_SEAT)
    chosen = await chat.ask(
        "chosen", named, event=event.plan.name, lines=Ours("\n".join(lines)),
        free=max(0, event.plan.quota - len(held)),
    )  # fmt: skip
    rest = "let_go"
    if len(chosen) < len(found):
        rest = await chat.ask("rest", Choice(REST), count=len(found) - len(chosen))
    await chat.review()
    selection = Selection(tuple(seen), tuple(map(int, chosen)), others_wait=rest == "wait")
    taken, refused = await stalls.select_applicants(chat.tx, event.id, selection, chat.now)
    about = market_events.about(event)
    act = audit.Act("select", about, None, {"chosen": taken, "not": refused})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("done", event=event.plan.name, taken=taken, refused=refused)
