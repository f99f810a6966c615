"""The person changes one fact about themselves or a business.

Starts on a button of *data saya*; the argument may name the fact · Reads the person's businesses ·
Writes that fact · Ends, where the fact decides whether it is IKM, with a card for the verifiers.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.names import PersonName
from dialog.questions import Shall
from domain.business import Business, State
from domain.consent import Consent, Purpose, text_version
from handlers.parts.ask_fact import DECISIVE, FACTS, ask_fact, write_fact
from handlers.parts.ask_phone import ask_phone, settle_owner
from handlers.parts.registration_card import send_card
from storage import audit, businesses, consents, people, products, reviews
from storage.database import Tx
from storage.reviews import Decision

PERSONAL = ("name", "phone")
SHOWING = "showing"  # products, to buyers: it can be taken back here
MAX_NAME = 80


async def change_my_data(chat: Chat[Tx]) -> None:
    """Which fact, its new value, review, write."""
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    shows = await _is_shown(chat)
    facts = (*PERSONAL, *(FACTS if owned else ()), *((SHOWING,) if shows else ()))
    fact = chat.arg if chat.arg in facts else await chat.ask("what", Choice(facts))
    if fact == "name":
        await _change_name(chat)
    elif fact == "phone":
        await _change_phone(chat)
    elif fact == SHOWING:
        await _stop_showing(chat)
    else:
        await _change_business(chat, fact, owned)


async def _change_name(chat: Chat[Tx]) -> None:
    name = await chat.ask("name", PersonName(max_length=MAX_NAME))
    await chat.review()
    await people.introduce(chat.tx, chat.person.id, name)
    await _note(chat, "name")
    chat.say("changed")


async def _change_phone(chat: Chat[Tx]) -> None:
    phone = await ask_phone(chat, None)
    if phone is None:
        return chat.say("unchanged")
    await chat.review()
    await settle_owner(chat, "", phone)
    await _note(chat, "phone")
    chat.say("changed")


async def _is_shown(chat: Chat[Tx]) -> bool:
    given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.SHOWING)
    return given is not None and given.is_granted


async def _stop_showing(chat: Chat[Tx]) -> None:
    """Take the consent to be shown back: every product is out of the catalogue in this commit."""
    if not await chat.ask("stop_showing", Shall()):
        return chat.say("unchanged")
    version = text_version(chat.words("change_my_data.stop_showing.ask"))
    taken_back = Consent(Purpose.SHOWING, False, version, chat.channel, chat.now)
    await consents.add(chat.tx, chat.person.id, [taken_back])
    await products.hide_of_person(chat.tx, chat.person.id, chat.now)
    await _note(chat, SHOWING)
    chat.say("not_shown_now")


async def _note(chat: Chat[Tx], fact: str) -> None:
    act = audit.Act(audit.CHANGED, f"person:{chat.person.id}", None, {"fact": fact})
    await audit.add(chat.tx, chat.now, chat.person.id, act)


async def _change_business(chat: Chat[Tx], fact: str, owned: list[Business]) -> None:
    chosen = str(owned[0].id)
    if len(owned) > 1:
        chosen = await chat.ask("business", Choice([(str(one.id), one.name) for one in owned]))
    business = next(one for one in owned if str(one.id) == chosen)
    value = await ask_fact(chat, fact, business)
    await chat.review()
    await write_fact(chat, fact, value, business)
    if fact in DECISIVE and await _is_looked_at_again(chat, business):
        await send_card(chat, await businesses.get(chat.tx, business.id))
        return chat.say("changed_and_checked", business=business.name)
    chat.say("changed")


async def _is_looked_at_again(chat: Chat[Tx], business: Business) -> bool:
    """A decided business comes under review; one that waits gets a fresh card."""
    if business.state is State.NEEDS_CORRECTION:
        return False  # the correction brings it back
    if business.state in reviews.WAITING:
        return True
    return await reviews.decide(chat.tx, business, Decision(State.UNDER_REVIEW), chat.now, None)
