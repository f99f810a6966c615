"""Where the catalogue is, for whoever asks.

Starts on *katalog* · Reads nothing · Writes nothing · Ends at once.
"""

from dialog.chat import Chat
from storage.database import Tx


async def show_catalogue(chat: Chat[Tx]) -> None:
    """Give the address, and the word that leads on: for buyers and for owners."""
    chat.say("address")
