"""The menu: what a person can do here, by what they are.

Starts on: *menu*, a greeting, or words that fit nothing else · Reads and writes nothing · Ends
with the conversation that was chosen.
"""

from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice

FOR_ALL = ("register_business", "show_status", "get_help")


async def main_menu(chat: Chat[Any]) -> None:
    """Welcome a newcomer, offer the choices, open the chosen one."""
    if not chat.person.name:
        chat.say("welcome")
    choice = await chat.ask("choice", Choice(FOR_ALL))
    chat.open(choice)
