"""A market event as staff see it: how it stands, who has a stall, and what can be done with it."""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Ours
from domain.market_event import EventState, MarketEvent
from domain.person import Role
from domain.seat import SeatState
from domain.training import Admission
from handlers.parts import event_words
from handlers.parts.event_messages import say_bands
from handlers.parts.training_words import say_moment
from storage import market_events, places, stalls
from storage.database import Tx
from storage.ids import read_id
from storage.places import STALLS, TO_COME
from storage.stalls import Holder

MOST = 30  # lines of people; more would bury the card
#: What may be done in which state; each is a conversation that takes the market event's id.
ACTS: Sequence[tuple[str, tuple[EventState, ...]]] = (
    ("announce_market_event", (EventState.DRAFT,)),
    ("select_stallholders", TO_COME),
    ("send_event_poster", (*TO_COME, EventState.RUNNING)),
    ("change_stall_count", (EventState.DRAFT, *TO_COME)),
    ("move_market_event", (EventState.DRAFT, *TO_COME)),
    ("change_event_venue", (EventState.DRAFT, *TO_COME, EventState.RUNNING)),
    ("call_off_market_event", (EventState.DRAFT, *TO_COME, EventState.RUNNING)),
)


async def event_card(chat: Chat[Tx], event: MarketEvent) -> Ours:
    """The card as text: facts, counts, the people in it, and the bands where there are some."""
    counted = await places.count_by_state(chat.tx, STALLS, event.id)
    counts = [
        chat.words(f"oversee_market_events.stalls.{state}", count=counted[state])
        for state in SeatState
        if counted.get(state)
    ]
    announced = ""
    if event.state is EventState.DRAFT and event.announce_at is not None:
        when = Ours(say_moment(chat.catalogue, event.announce_at))
        announced = chat.words("oversee_market_events.announced", when=when)
    check_in = ""
    if event.state is not EventState.DRAFT:
        check_in = chat.words("oversee_market_events.check_in", code=event.check_in_code)
    return chat.words(
        "oversee_market_events.card.say", code=event.code,
        state=chat.words(f"oversee_market_events.states.{event.state}"),
        check_in=check_in, announced=announced,
        counts=Ours(", ".join(counts)) or chat.words("oversee_market_events.stalls.none"),
        people=Ours("\n".join(_lines(chat, await stalls.list_holders(chat.tx, event.id)))),
        sales=await _sales(chat, event), **event_words.facts(chat.catalogue, event),
    )  # fmt: skip


def _lines(chat: Chat[Tx], found: Sequence[Holder]) -> list[str]:
    lines = [
        chat.words(
            "oversee_market_events.line", number=number,
            name=one.name or chat.words("oversee_market_events.nameless"),
            businesses=one.businesses,
            state=chat.words(f"oversee_market_events.person.{one.stall.state}"),
        )
        for number, one in enumerate(found[:MOST], 1)
    ]  # fmt: skip
    if len(found) > MOST:
        lines.append(chat.words("oversee_market_events.more", count=len(found) - MOST))
    return [str(line) for line in lines]


async def _sales(chat: Chat[Tx], event: MarketEvent) -> Ours:
    if event.state is not EventState.DONE:
        return Ours("")
    came = await stalls.count_checked_in(chat.tx, event.id)
    bands = say_bands(chat.catalogue, await stalls.count_bands(chat.tx, event.id))
    nothing = chat.words("oversee_market_events.no_bands")
    return chat.words("oversee_market_events.sales", came=came, bands=Ours(bands) or nothing)


def card_buttons(chat: Chat[Tx], event: MarketEvent) -> list[Option]:
    """What this person may do with it now."""
    may_announce = chat.person.has_role(Role.BROADCASTER)
    return [
        Option(str(event.id), chat.words(f"oversee_market_events.acts.{act}"), f"{act}:start")
        for act, states in ACTS
        if event.state in states
        and (act != "announce_market_event" or may_announce)
        and (act != "select_stallholders" or event.plan.admission is Admission.SELECT)
    ]


async def find_event(chat: Chat[Tx], states: Sequence[EventState]) -> MarketEvent:
    """The one that the conversation was opened with, in one of these states; else leave."""
    found = await market_events.find(chat.tx, read_id(chat.arg))
    if found is None or found.state not in states:
        chat.say("gone")
        chat.leave()
    return found
