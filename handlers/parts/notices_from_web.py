"""What the website tells people in their chats: rows in the outbox of its own transaction."""

from collections.abc import Collection
from datetime import datetime

from dialog.messages import Option, Outgoing, as_payload
from dialog.words import Words, find_text
from domain.delivery import Kind
from domain.person import Role
from handlers.parts.buyer_words import VERIFY, places_of_buyer
from handlers.parts.enquiry_messages import owner_message
from storage import enquiries, outbox, reach, staff
from storage.buyers import Buyer
from storage.database import Tx
from storage.enquiries import Enquiry


async def tell_owner(
    tx: Tx, words: Words, enquiry: Enquiry, held: Collection[str], now: datetime
) -> bool:
    """The owner's notice about an enquiry; False where nothing reaches the owner."""
    message = owner_message(words, enquiry, held, is_verified=False).outgoing(words)
    if not await _tell(tx, [enquiry.owner_id], message, now):
        return False
    await enquiries.note_told(tx, enquiry.id, now)
    return True


async def tell_of_buyer(tx: Tx, words: Words, buyer: Buyer, now: datetime) -> None:
    """A buyer has registered on the web: the card, to everybody who may verify it."""
    text = find_text(words, "verify_buyer.card", places_of_buyer(words, buyer))
    button = Option(str(buyer.id), find_text(words, "verify_buyer.button", {}), VERIFY)
    verifiers = await staff.list_with_role(tx, Role.ADMIN, Role.VERIFIER)
    await _tell(tx, verifiers, Outgoing(text, (button,)), now)


async def _tell(tx: Tx, person_ids: Collection[int], message: Outgoing, now: datetime) -> bool:
    """Write to whoever of these can be reached; whether anybody can."""
    payload = as_payload(message)
    found = await reach.list_of(tx, list(person_ids))
    rows = [
        outbox.new_row(to.contact_id, to.channel, to.address, Kind.NOTICE, payload)
        for to in found.values()
        if to.contact_id
    ]
    if rows:
        await outbox.add(tx, rows, now)
    return bool(rows)
