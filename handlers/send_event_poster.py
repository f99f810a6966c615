"""The poster with a market event's check-in code, as a file in the chat: printed and hung up there.

Starts on the button of the card · Reads the market event · Writes nothing · Ends with the file,
which is made from the rows when it is sent.
"""

from dialog.chat import Chat
from dialog.messages import Option
from domain.market_event import EventState
from handlers.parts import event_words
from handlers.parts.overseen_event import find_event
from storage.database import Tx
from storage.places import TO_COME

CARD = "oversee_market_events:start"


async def send_event_poster(chat: Chat[Tx]) -> None:
    """Send it, with a word on when its code holds."""
    event = await find_event(chat, (*TO_COME, EventState.RUNNING))
    chat.say("sent", **event_words.facts(chat.catalogue, event))
    back = Option(str(event.id), chat.words("send_event_poster.card"), CARD)
    chat.offer([back], document=f"event_poster:{event.id}")
