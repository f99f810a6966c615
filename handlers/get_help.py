"""Help: the few words that always work, and how to reach the office.

Starts on: *bantuan* · Reads and writes nothing · Ends at once.
"""

from typing import Any

from dialog.chat import Chat


async def get_help(chat: Chat[Any]) -> None:
    """Say it and be done."""
    chat.say("words")
