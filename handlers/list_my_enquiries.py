"""What a buyer has asked, the newest first; the chosen one is shown.

Starts on *pertanyaan saya* or the menu of buyers · Reads the enquiries · Writes nothing · Ends with
`follow_enquiry`.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from handlers.parts.enquiry_messages import say_state
from storage import enquiries
from storage.database import Tx


async def list_my_enquiries(chat: Chat[Tx]) -> None:
    """Offer them; one alone is shown at once."""
    mine = await enquiries.list_of_person(chat.tx, chat.person.id)
    if not mine:
        return chat.say("none")
    if len(mine) == 1:
        return chat.open("follow_enquiry", f"see.{mine[0].id}")
    options = [
        Option(str(one.id), one.product, note=say_state(chat.catalogue, one)) for one in mine
    ]
    chosen = await chat.ask("enquiry", Choice(options))
    chat.open("follow_enquiry", f"see.{chosen}")
