"""Staff look at a buyer: the hotel is one, or the entry is nobody's and goes.

Starts on the card's button (the argument is the buyer), or on the menu with the first who waits ·
Reads the buyer · Writes that they are verified, or takes the entry out · Ends with a word to the
buyer, and the way to the next.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from handlers.parts.buyer_words import VERIFY, places_of_buyer
from storage import audit, buyers
from storage.buyers import Buyer
from storage.database import Tx
from storage.ids import read_id


async def verify_buyer(chat: Chat[Tx]) -> None:
    """One buyer at a time."""
    is_first = chat.arg in ("", OPEN)
    # The first now may be another by the time of the answer: it is kept who was shown.
    named = await chat.once("buyer", lambda: _first(chat)) if is_first else read_id(chat.arg)
    buyer = await buyers.find(chat.tx, named)
    if buyer is None:
        return chat.say("none" if is_first else "gone")
    if buyer.verified_at is not None:
        return chat.say("already", buyer=buyer.name)
    card = chat.words("verify_buyer.card", **places_of_buyer(chat.catalogue, buyer))
    answer = await chat.ask("verdict", Choice(["verify", "remove", "later"]), card=card)
    if answer == "verify":
        await _verify(chat, buyer)
    elif answer == "remove":
        await _remove(chat, buyer)
    else:
        chat.say("later")
    await _go_on(chat, buyer)


async def _first(chat: Chat[Tx]) -> int:
    waiting = await buyers.list_unverified(chat.tx, 1)
    return waiting[0].id if waiting else 0


async def _verify(chat: Chat[Tx], buyer: Buyer) -> None:
    if not await buyers.verify(chat.tx, buyer.id, chat.now, chat.person.id):
        return chat.say("already", buyer=buyer.name)
    await _note(chat, "verify_buyer", buyer)
    if buyer.person_id is not None:
        chat.notify(buyer.person_id, "verify_buyer.told", buyer=buyer.name)
    chat.say("verified", buyer=buyer.name)


async def _remove(chat: Chat[Tx], buyer: Buyer) -> None:
    if not await buyers.remove(chat.tx, buyer.id):
        return chat.say("already", buyer=buyer.name)
    await _note(chat, "remove_buyer", buyer)
    chat.say("removed", buyer=buyer.name)


async def _note(chat: Chat[Tx], action: str, buyer: Buyer) -> None:
    act = audit.Act(action, f"buyer:{buyer.id}")
    await audit.add(chat.tx, chat.now, chat.person.id, act)


async def _go_on(chat: Chat[Tx], seen: Buyer) -> None:
    rest = [one for one in await buyers.list_unverified(chat.tx) if one.id != seen.id]
    if rest:
        following = chat.words("verify_buyer.next", count=len(rest))
        chat.offer([Option(str(rest[0].id), following, VERIFY)])
