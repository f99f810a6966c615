"""Messages that wait for staff: not the voice notes whose question the person has answered."""

from dialog.session import from_json
from storage import sessions, staff_messages
from storage.database import Tx
from storage.staff_messages import StaffMessage


async def list_waiting(tx: Tx) -> list[StaffMessage]:
    """Those that still need an answer, the oldest first."""
    waiting = await staff_messages.list_open(tx)
    return [one for one in waiting if not await is_answered_by_owner(tx, one)]


async def count_waiting(tx: Tx) -> int:
    """How many still need an answer."""
    listed = await staff_messages.list_open(tx)
    settled = [one for one in listed if await is_answered_by_owner(tx, one)]
    return await staff_messages.count_open(tx) - len(settled)


async def is_still_asked(tx: Tx, message: StaffMessage) -> bool:
    """Whether the form still waits for the answer to this question."""
    stored = await sessions.find(tx, message.session_id) if message.session_id else None
    if stored is None or stored.state != sessions.OPEN:
        return False
    pending = from_json(stored.data).pending
    return pending is not None and pending.key == message.question


async def is_answered_by_owner(tx: Tx, message: StaffMessage) -> bool:
    """Whether the form has the answer that a voice note was to give, in the person's own words."""
    if not message.session_id or not message.question:
        return False
    stored = await sessions.find(tx, message.session_id)
    if stored is None or stored.state not in (sessions.OPEN, "done"):
        return False
    if await is_still_asked(tx, message):
        return False
    return message.question in from_json(stored.data).answers
