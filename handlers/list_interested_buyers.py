"""What buyers have asked about one's own products; the chosen one is shown with its buttons.

Starts on *pembeli berminat*, or from `list_my_enquiries` ("mine") · Reads the enquiries · Writes
nothing · Ends with `answer_enquiry`. The office's own people, by the same words, see everybody's.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import literal
from dialog.words import Ours
from domain.person import Role
from handlers.parts.enquiry_messages import say_buyer, say_state_to_owner
from storage import enquiries
from storage.database import Tx
from storage.enquiries import Enquiry

MINE = "mine"


async def list_interested_buyers(chat: Chat[Tx]) -> None:
    """List them; one alone is shown at once."""
    sees_all = chat.person.is_staff or chat.person.has_role(Role.PARTNER)
    if sees_all and chat.arg != MINE:
        return chat.open("follow_pipeline")
    asked = await enquiries.list_of_owner(chat.tx, chat.person.id)
    if not asked:
        return chat.say("none")
    if len(asked) == 1:
        return chat.open("answer_enquiry", f"see.{asked[0].id}")
    lines = Ours("\n".join(_line(chat, n, one) for n, one in enumerate(asked, 1)))
    options = [(str(one.id), _label(chat, one)) for one in asked]
    chosen = await chat.ask("enquiry", Choice(options), shown=lines)
    chat.open("answer_enquiry", f"see.{chosen}")


def _line(chat: Chat[Tx], number: int, one: Enquiry) -> Ours:
    """Which product, who asks, for how much, and how it stands."""
    told = f", {literal(one.quantity)}" if one.quantity else ""
    return chat.words(
        "list_interested_buyers.line", n=number, product=one.product,
        buyer=say_buyer(chat.catalogue, one), quantity=Ours(told),
        state=Ours(say_state_to_owner(chat.catalogue, one)),
    )  # fmt: skip


def _label(chat: Chat[Tx], one: Enquiry) -> Ours:
    buyer = say_buyer(chat.catalogue, one)
    return chat.words("follow_pipeline.line", buyer=buyer, product=one.product)
