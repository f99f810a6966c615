"""What a person has asked as a buyer, the newest first; and, of an owner, what they were asked.

Starts on *pertanyaan saya* or the menu · Reads the enquiries · Writes nothing · Ends with
`follow_enquiry`, or with `list_interested_buyers`.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from handlers.parts.enquiry_messages import say_state
from storage import enquiries
from storage.database import Tx

ASKED, ASKING = "asked", "asking"  # about one's own products, or of others


async def list_my_enquiries(chat: Chat[Tx]) -> None:
    """Offer them; one alone is shown at once. Who buys and sells says first which are meant."""
    mine = await enquiries.list_of_person(chat.tx, chat.person.id)
    if await enquiries.list_of_owner(chat.tx, chat.person.id, 1) and (
        not mine or await chat.ask("side", Choice([ASKED, ASKING])) == ASKED
    ):
        return chat.open("list_interested_buyers", "mine")
    if not mine:
        return chat.say("none")
    if len(mine) == 1:
        return chat.open("follow_enquiry", f"see.{mine[0].id}")
    options = [
        Option(str(one.id), one.product, note=say_state(chat.catalogue, one)) for one in mine
    ]
    chosen = await chat.ask("enquiry", Choice(options))
    chat.open("follow_enquiry", f"see.{chosen}")
