"""How much was sold at a market event, in a band, as far as somebody wants to say.

Starts on *Jawab* after the last day · Reads the person's stall · Writes the band · Ends with
thanks. Whoever answers again replaces it, so no review is needed.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from domain.market_event import EventState, SalesBand
from domain.seat import HAS_SEAT
from handlers.parts import event_words
from handlers.parts.event_card import find_event
from storage import stalls
from storage.database import Tx


async def answer_sales(chat: Chat[Tx]) -> None:
    """Ask for the band, keep it."""
    event = await find_event(chat)
    stall = await stalls.find(chat.tx, event.id, chat.person.id) if event is not None else None
    if event is None or stall is None or stall.state not in HAS_SEAT:
        return chat.say("gone")
    if event.state is not EventState.DONE:
        return chat.say("not_over", event=event.plan.name)
    options = [Option(band, chat.words(f"market_event_notes.bands.{band}")) for band in SalesBand]
    band = await chat.ask("band", Choice(options), event=event.plan.name)
    await stalls.set_sales_band(chat.tx, stall.id, SalesBand(band))
    chat.say("thanks", event=event.plan.name)
    again = chat.words("answer_sales.again")
    chat.offer([Option(str(event.id), again, event_words.SALES)])
