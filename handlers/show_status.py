"""Status: where each of the person's businesses stands.

Starts on: *status* · Reads the person's businesses · Writes nothing · Ends at once.
"""

from typing import Any

from dialog.chat import Chat
from dialog.words import Ours
from storage import businesses


async def show_status(chat: Chat[Any]) -> None:
    """One line per business, or the way to register one."""
    own = await businesses.list_of_person(chat.tx, chat.person.id)
    if not own:
        return chat.say("nothing")
    for business in own:
        state: Ours = chat.words(f"show_status.states.{business.state}", reason=business.reason)
        chat.say("business", name=business.name, number=business.member_number or "-", state=state)
