"""The owner's notice about an enquiry that did not come from a conversation: from the web."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from dialog.words import Words
from domain.delivery import Kind
from handlers.parts.enquiry_messages import owner_message
from storage import enquiries, outbox, reach
from storage.database import Tx
from storage.enquiries import Enquiry

_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


async def tell_owner(
    tx: Tx, words: Words, enquiry: Enquiry, held: Collection[str], now: datetime
) -> bool:
    """Put the notice into the outbox of this transaction; False where nothing reaches the owner."""
    to = (await reach.list_of(tx, [enquiry.owner_id])).get(enquiry.owner_id)
    if to is None or not to.contact_id:
        return False
    message = owner_message(words, enquiry, held, is_verified=False).outgoing(words)
    payload = _encode(message).decode()
    row = outbox.new_row(to.contact_id, to.channel, to.address, Kind.NOTICE, payload)
    await outbox.add(tx, [row], now)
    await enquiries.note_told(tx, enquiry.id, now)
    return True
