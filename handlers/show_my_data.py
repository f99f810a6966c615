"""Everything that is kept about the person, in their own chat.

Starts on *data saya* · Reads all that is theirs · Writes nothing · Ends with the ways to change or
erase it.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.words import Ours
from domain.business import Business
from domain.clock import JAKARTA
from domain.consent import Purpose
from domain.phone import as_people_write
from handlers.parts.business_words import (
    cluster_words,
    papers_words,
    premises_words,
    state_words,
    village_words,
)
from handlers.parts.buyer_words import places_of_buyer
from handlers.parts.product_words import say_price
from storage import (
    businesses,
    buyers,
    consents,
    enquiries,
    media,
    people,
    products,
    staff_messages,
)
from storage.database import Tx

SHOWN_MESSAGES = 20  # the last ones; more would bury the rest


async def show_my_data(chat: Chat[Tx]) -> None:
    """Say all of it, part by part."""
    await _say_person(chat)
    for business in await businesses.list_of_person(chat.tx, chat.person.id):
        await _say_business(chat, business)
    await _say_buyer(chat)
    await _say_products(chat)
    await _say_consents(chat)
    await _say_messages(chat)
    chat.open(await chat.ask("rights", Choice(["change_my_data", "delete_my_data"])))


async def _say_person(chat: Chat[Tx]) -> None:
    nothing = chat.words("show_my_data.nothing")
    contacts = await people.list_contacts(chat.tx, [chat.person.id])
    phone = chat.person.phone
    roles = [chat.words(f"accept_invitation.roles.{one}") for one in sorted(chat.person.roles)]
    chat.say(
        "person",
        name=chat.person.name or nothing,
        phone=as_people_write(phone) if phone else nothing,
        channels=", ".join(
            f"{chat.words(f'show_my_data.channels.{one.channel}')} ({one.address})"
            for one in contacts
        ),
        info=chat.words(f"show_my_data.info.{'yes' if await _wants_info(chat) else 'no'}"),
    )
    if roles:
        chat.say("roles", roles=", ".join(roles))


async def _wants_info(chat: Chat[Tx]) -> bool:
    """Whether broadcasts may come: agreed to, and not stopped since."""
    given = (await consents.find_latest(chat.tx, chat.person.id)).get(Purpose.BROADCASTS)
    return given is not None and given.is_granted and chat.person.opted_out_at is None


async def _say_business(chat: Chat[Tx], business: Business) -> None:
    photos = await media.list_of_business(chat.tx, business.id)
    chat.say(
        "business",
        name=business.name,
        number=business.member_number or "-",
        state=state_words(chat, business),
        product=business.product or "-",
        material=business.material or "-",
        cluster=cluster_words(business.cluster),
        premises=premises_words(chat, business),
        village=village_words(business.village),
        workers=business.workers,
        papers=papers_words(chat, await businesses.list_papers(chat.tx, business.id)),
        photos=len(photos),
        day=f"{business.registered_at.astimezone(JAKARTA):%d-%m-%Y}",
    )


async def _say_buyer(chat: Chat[Tx]) -> None:
    """What is kept of a buyer, and what they asked."""
    buyer = await buyers.find_of_person(chat.tx, chat.person.id)
    if buyer is not None:
        chat.say(
            "buyer", card=chat.words("verify_buyer.card", **places_of_buyer(chat.catalogue, buyer))
        )
    asked = await enquiries.list_of_person(chat.tx, chat.person.id, SHOWN_MESSAGES)
    if asked:
        lines = [
            chat.words("show_my_data.enquiry", product=one.product, quantity=one.quantity or "-",
                       day=f"{one.asked_at.astimezone(JAKARTA):%d-%m-%Y}")
            for one in asked
        ]  # fmt: skip
        chat.say("enquiries", lines=Ours("\n".join(lines)))


async def _say_products(chat: Chat[Tx]) -> None:
    listed = await products.list_of_person(chat.tx, chat.person.id)
    if listed:
        lines = [
            chat.words(
                "show_my_data.product", name=one.name,
                price=say_price(chat.catalogue, one.offer.price_idr, one.offer.unit),
                state=chat.words(f"product_words.states.{one.state}"),
            )
            for one in listed
        ]  # fmt: skip
        chat.say("products", count=len(listed), lines=Ours("\n".join(lines)))


async def _say_consents(chat: Chat[Tx]) -> None:
    given = await consents.find_latest(chat.tx, chat.person.id)
    if given:
        lines = [
            chat.words(
                f"show_my_data.consents.{'yes' if one.is_granted else 'no'}",
                purpose=chat.words(f"show_my_data.purposes.{purpose}"),
                day=f"{one.answered_at.astimezone(JAKARTA):%d-%m-%Y}",
            )
            for purpose, one in given.items()
        ]
        chat.say("consents", lines=Ours("\n".join(lines)))


async def _say_messages(chat: Chat[Tx]) -> None:
    asked = await staff_messages.list_of_person(chat.tx, chat.person.id)
    if asked:
        by_voice = chat.words("show_my_data.by_voice")
        lines = [
            chat.words(
                "show_my_data.message", text=one.text or by_voice,
                day=f"{one.asked_at.astimezone(JAKARTA):%d-%m-%Y}",
            )
            for one in asked[-SHOWN_MESSAGES:]
        ]  # fmt: skip
        chat.say("messages", count=len(asked), lines=Ours("\n".join(lines)))
