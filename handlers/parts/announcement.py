"""An announcement under way: how it is kept, and what becomes of it when its facts change."""

import msgspec

from dialog.chat import Chat
from dialog.messages import Outgoing
from domain.market_event import MarketEvent
from domain.training import Training
from handlers.parts.event_messages import market_event_message
from handlers.parts.training_messages import opening_message
from storage import broadcasts
from storage.changes import MARKET_EVENTS, TRAININGS
from storage.database import Tx

_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


def as_payload(message: Outgoing) -> str:
    """The message as a row keeps it."""
    return _encode(message).decode()


async def renew_training(chat: Chat[Tx], changed: Training) -> None:
    """Who is still to be told of a training reads where and when it is now."""
    payload = as_payload(opening_message(chat.catalogue, changed))
    closes_at = changed.plan.registration_closes_at
    await broadcasts.rewrite_about(chat.tx, TRAININGS.about(changed), payload, closes_at)


async def renew_event(chat: Chat[Tx], changed: MarketEvent) -> None:
    """The same for a market event."""
    payload = as_payload(market_event_message(chat.catalogue, changed))
    closes_at = changed.plan.registration_closes_at
    await broadcasts.rewrite_about(chat.tx, MARKET_EVENTS.about(changed), payload, closes_at)
