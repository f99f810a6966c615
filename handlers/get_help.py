"""Help: the few words that always work, and how to reach the office.

Starts on *bantuan* outside of a form · Reads and writes nothing · Ends at once.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from storage.database import Tx


async def get_help(chat: Chat[Tx]) -> None:
    """Say it and be done."""
    chat.say("words")
    chat.offer([
        Option(OPEN, chat.words("get_help.menu"), "main_menu:start"),
        Option(OPEN, chat.words("get_help.ask_staff"), "ask_staff:start"),
    ])  # fmt: skip
