"""Staff choose among those who applied for a stall, in the order in which they applied.

Starts on the button of the card · Reads who applied, their businesses, papers and products, what
became of their earlier stalls · Writes the choice; a note tells all · Ends with the numbers.
"""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.messages import Option
from dialog.words import Ours
from domain.seat import HAS_SEAT, Selection
from domain.training import Admission
from handlers.parts.applicants_seen import keep_seen
from handlers.parts.business_words import cluster_words, papers_words
from handlers.parts.overseen_event import card_buttons, find_event
from storage import audit, market_events, places, stall_applicants, stalls
from storage.database import Tx
from storage.places import STALLS, TO_COME
from storage.stall_applicants import StallApplicant, Trade

REST = ("wait", "let_go")


async def select_stallholders(chat: Chat[Tx]) -> None:
    """Show the list, take the choice, say what becomes of the others."""
    event = await find_event(chat, TO_COME)
    applied = await stall_applicants.list_of(chat.tx, event.id)
    seen = await keep_seen(chat, event.id, [one.stall_id for one in applied])
    found = [one for one in applied if one.stall_id in seen]
    if event.plan.admission is not Admission.SELECT or not found:
        return chat.say("none", event=event.plan.name)
    named = Several([Option(str(one.stall_id), _name(one)) for one in found])
    held = await places.list_of(chat.tx, STALLS, event.id, HAS_SEAT)
    chosen = await chat.ask(
        "chosen", named, event=event.plan.name, lines=_lines(chat, found),
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
    chat.offer(card_buttons(chat, event))


def _name(one: StallApplicant) -> str:
    return one.name or ", ".join(trade.name for trade in one.trades) or "-"


def _lines(chat: Chat[Tx], found: Sequence[StallApplicant]) -> Ours:
    """A line for each with what became of earlier stalls, and one for each of their businesses."""
    lines = [
        line
        for number, one in enumerate(found, 1)
        for line in (_line(chat, number, one), *(_trade(chat, trade) for trade in one.trades))
    ]
    return Ours("\n".join(lines))


def _line(chat: Chat[Tx], number: int, one: StallApplicant) -> str:
    before = "before" if one.held else "first_time"
    before = chat.words(f"select_stallholders.history.{before}", held=one.held, came=one.came)
    return chat.words(
        "select_stallholders.line", number=number,
        name=one.name or chat.words("oversee_market_events.nameless"), before=before,
    )  # fmt: skip


def _trade(chat: Chat[Tx], trade: Trade) -> str:
    shown = "some" if trade.shown else "none"
    return chat.words(
        "select_stallholders.trade", business=trade.name, cluster=cluster_words(trade.cluster),
        papers=papers_words(chat, trade.papers),
        products=chat.words(f"select_stallholders.products.{shown}", count=trade.shown),
    )  # fmt: skip
