"""The way back from an opt-out.

Starts on: *mulai lagi* · Writes the person's opt-out away · Ends at once.
"""

from typing import Any

from dialog.chat import Chat
from storage import people


async def resume_broadcasts(chat: Chat[Any]) -> None:
    """Lift the opt-out; without one it only says so."""
    if chat.person.opted_out_at is not None:
        await people.set_opted_out(chat.tx, chat.person.id, None)
    chat.say("resumed")
