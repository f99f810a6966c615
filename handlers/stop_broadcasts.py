"""Opt-out: no more broadcasts, from this moment on.

Starts on: *berhenti* as the whole message · Writes the person's opt-out · Ends at once.
"""

from typing import Any

from dialog.chat import Chat
from storage import people


async def stop_broadcasts(chat: Chat[Any]) -> None:
    """Set the opt-out; saying it twice changes nothing."""
    if chat.person.opted_out_at is None:
        await people.set_opted_out(chat.tx, chat.person.id, chat.now)
    chat.say("stopped")
