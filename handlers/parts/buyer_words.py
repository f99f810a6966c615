"""A buyer in words, for staff and for themselves."""

from typing import Any

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Words, find_text
from domain.person import Role
from domain.phone import as_people_write
from handlers.parts.enquiry_messages import say_requirements
from storage import staff
from storage.buyers import Buyer
from storage.database import Tx

VERIFY = "verify_buyer:start"


def places_of_buyer(words: Words, buyer: Buyer) -> dict[str, Any]:
    """What fills the places of `verify_buyer.card`."""
    nothing = find_text(words, "verify_buyer.nothing", {})
    return {
        "buyer": buyer.name,
        "buyer_kind": find_text(words, f"register_buyer.kind.options.{buyer.kind}", {}),
        "contact": buyer.contact_name or nothing,
        "phone": as_people_write(buyer.phone) if buyer.phone else nothing,
        "papers": say_requirements(words, buyer.papers) or nothing,
        "quantity": buyer.quantity or nothing,
        "delivery": buyer.delivery or nothing,
    }


async def tell_verifiers(chat: Chat[Tx], buyer: Buyer) -> None:
    """Somebody has registered as a buyer: the card, to everybody who may verify it."""
    places = places_of_buyer(chat.catalogue, buyer)
    button = Option(str(buyer.id), chat.words("verify_buyer.button"), VERIFY)
    for person_id in await staff.list_with_role(chat.tx, Role.ADMIN, Role.VERIFIER):
        chat.notify(person_id, "verify_buyer.card", options=[button], **places)
