"""What waits to be verified, the oldest first; the chosen one is shown with its buttons.

Starts on the menu of staff, or *berikutnya* after a decision · Reads registrations · Writes
nothing · Ends with the card.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from handlers.parts.registration_card import registration_card
from storage import businesses, reviews
from storage.database import Tx
from storage.reviews import Waiting


async def list_registrations(chat: Chat[Tx]) -> None:
    """Offer those that wait; show one."""
    waiting = await reviews.list_waiting(chat.tx)
    if not waiting:
        return chat.say("none")
    options = [(str(one.id), _line(chat, one)) for one in waiting]
    total = await reviews.count_waiting(chat.tx)
    chosen = await chat.ask("registration", Choice(options), count=total)
    card = await registration_card(chat, await businesses.get(chat.tx, int(chosen)))
    chat.say("card", card=chat.words("verify_registration.card.say", **card.params))
    chat.offer(card.options, card.media)


def _line(chat: Chat[Tx], one: Waiting) -> str:
    """Name, number, and for how long it waits."""
    days = (chat.now - one.registered_at).days
    path = "list_registrations.line" if days else "list_registrations.line_today"
    return chat.words(path, number=one.member_number, name=one.name, days=days)
