"""A hotel, a supermarket or a shop registers as a buyer and says what it requires.

Starts on *daftar pembeli*, the menu, or an interest in a product · Reads once what is known of the
person · Writes the consent as it is answered, the buyer at the end · Ends with a card for the
verifiers. Registered already, it is written anew; another name is verified anew.
"""

from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.names import PersonName, ThingName
from dialog.questions import Text, YesNo
from domain.consent import Purpose, text_version
from domain.enquiry import REQUIREMENTS, BuyerKind
from domain.person import Person
from handlers.parts.ask_consents import keep_consent
from handlers.parts.ask_phone import ask_phone
from handlers.parts.buyer_words import tell_verifiers
from storage import buyers, consents, people
from storage.buyers import BuyerTold
from storage.database import Tx

MAX_NAME, MAX_TOLD = 120, 120


async def register_buyer(chat: Chat[Tx]) -> None:
    """Ask, show, write."""
    known = await chat.once("known", lambda: _look_up(chat))
    chat.say("known" if known["is_buyer"] else "welcome")
    await _ask_consent(chat, known["consent"])
    name = await chat.ask("name", ThingName(max_length=MAX_NAME))
    kind = await chat.ask("kind", Choice(list(BuyerKind)))
    contact = known["name"] or await chat.ask("contact", PersonName(max_length=MAX_NAME))
    phone = known["phone"]
    if not phone:
        given = await ask_phone(chat, None)
        phone = given.number if given is not None else known["buyer_phone"]
    papers = await chat.ask("papers", Several(REQUIREMENTS))
    quantity = await chat.ask("quantity", Text(max_length=MAX_TOLD, optional=True))
    delivery = await chat.ask("delivery", Text(max_length=MAX_TOLD, optional=True))
    await chat.review()
    told = BuyerTold(name, kind, contact, phone, papers, quantity or "", delivery or "")
    await _write(chat, told)


async def _look_up(chat: Chat[Tx]) -> dict[str, Any]:
    buyer = await buyers.find_of_person(chat.tx, chat.person.id)
    proven = await people.find_value(chat.tx, chat.person.id, "phone")
    given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.SERVICE)
    return {
        "is_buyer": buyer is not None,
        "name": chat.person.name,
        "phone": proven or chat.person.phone,
        "buyer_phone": buyer.phone if buyer is not None else None,
        "consent": given.text_version if given is not None and given.is_granted else "",
    }


async def _ask_consent(chat: Chat[Tx], given: str) -> None:
    """Once per wording; refused, it ends here."""
    version = text_version(chat.words("register_buyer.consent.ask"))
    if given == version:
        return
    is_granted = await chat.ask("consent", YesNo(), given=version)
    await keep_consent(chat, Purpose.SERVICE, version, is_granted=is_granted)
    if not is_granted:
        chat.say("refused")
        chat.leave()


async def _write(chat: Chat[Tx], told: BuyerTold) -> None:
    if not chat.person.name:
        await people.introduce(chat.tx, chat.person.id, told.contact_name)
    before = await buyers.find_of_person(chat.tx, chat.person.id)
    if before is None:
        buyer, _ = await buyers.add(chat.tx, told, chat.now, person_id=chat.person.id)
        await tell_verifiers(chat, buyer)
        return chat.say("done", buyer=told.name)
    await buyers.change(chat.tx, before.id, told)
    after = await buyers.find(chat.tx, before.id)
    if after is not None and after.verified_at is None:
        await tell_verifiers(chat, after)
    chat.say("changed", buyer=told.name)


async def find_buyer(tx: Tx, person: Person) -> int | None:
    """What a conversation that requires a buyer gets."""
    found = await buyers.find_of_person(tx, person.id)
    return found.id if found is not None else None
