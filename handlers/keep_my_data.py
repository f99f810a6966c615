"""Whether the data of somebody who was silent for two years is still needed.

Starts on the buttons of that question ("keep", "erase"), or on words that answer it · Reads what
they have · Writes that they were heard · Ends with thanks, or with the erasure, which asks once
more. Any other message keeps the data as well.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from handlers.parts.silence_message import ERASE
from storage import businesses, silences
from storage.database import Tx


async def keep_my_data(chat: Chat[Tx]) -> None:
    """One press, one effect; pressed again it says the same."""
    await silences.drop(chat.tx, [chat.person.id])
    if chat.arg == ERASE:
        return chat.open("delete_my_data")
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    if not owned and not chat.person.name:
        return chat.say("nothing_here")
    if not owned:
        return chat.say("kept_without")
    chat.say("kept", names=", ".join(one.name for one in owned))
    chat.offer([
        Option(OPEN, chat.words(f"keep_my_data.buttons.{name}"), f"{name}:start")
        for name in ("change_my_data", "list_trainings")
    ])  # fmt: skip
