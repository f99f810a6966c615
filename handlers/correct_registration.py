"""The owner corrects the one answer that a verifier sent back.

Starts on the button of the notice, or of *status* · Reads the business · Writes that fact and the
state · Ends under review again, with a fresh card for the verifiers.
"""

from dialog.chat import Chat
from domain.business import State
from handlers.parts.ask_fact import ask_fact, write_fact
from handlers.parts.registration_card import send_card
from storage import businesses, reviews
from storage.database import Tx
from storage.ids import read_id
from storage.reviews import Decision


async def correct_registration(chat: Chat[Tx]) -> None:
    """Say why, ask that one thing, send it in again."""
    business = await businesses.find(chat.tx, read_id(chat.arg))
    if business is None or business.person_id != chat.person.id:
        return chat.say("gone")
    if business.state is not State.NEEDS_CORRECTION:
        return chat.say("not_needed", business=business.name)
    chat.say("why", business=business.name, why=business.reason)
    value = await ask_fact(chat, business.correct_key, business)
    await chat.review()
    if not await reviews.decide(chat.tx, business, Decision(State.UNDER_REVIEW), chat.now, None):
        return chat.say("not_needed", business=business.name)
    await write_fact(chat, business.correct_key, value, business)
    await send_card(chat, await businesses.get(chat.tx, business.id))
    chat.say("sent", business=business.name)
