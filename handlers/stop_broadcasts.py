"""Opt-out: no more broadcasts, from this moment on.

Starts on *berhenti* as the whole message · Writes the person's opt-out · Ends at once.
"""

from dialog.chat import Chat
from storage import people
from storage.database import Tx


async def stop_broadcasts(chat: Chat[Tx]) -> None:
    """Set the opt-out; saying it twice changes nothing."""
    if chat.person.opted_out_at is not None:
        return chat.say("stopped_before")
    await people.set_opted_out(chat.tx, chat.person.id, chat.now)
    chat.say("stopped")
