"""An announcement under way, when the facts of what it announces change."""

from typing import TypeVar

from dialog.chat import Chat
from dialog.messages import Outgoing, as_payload
from domain.market_event import EventPlan, MarketEvent
from domain.training import Plan, Training
from storage import broadcasts
from storage.changes import Planned
from storage.database import Tx

T = TypeVar("T", Training, MarketEvent)
P = TypeVar("P", Plan, EventPlan)


async def renew(chat: Chat[Tx], what: Planned[T, P], changed: T, message: Outgoing) -> None:
    """Who is still to be told reads the new message, until enrolment closes by the new plan."""
    closes_at = changed.plan.registration_closes_at
    await broadcasts.rewrite_about(chat.tx, what.about(changed), as_payload(message), closes_at)
