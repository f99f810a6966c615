"""The owner's phone number, and whose it is where somebody else has proven it before."""

from dialog.chat import Chat
from dialog.phones import Phone, PhoneNumber
from dialog.questions import YesNo
from domain.phone import as_people_write
from storage import audit, people
from storage.database import Tx


async def ask_phone(chat: Chat[Tx], known: PhoneNumber | None) -> PhoneNumber | None:
    """The number that is known, else the one that is shared or typed; None where it is left out."""
    if known is not None:
        return known
    return await chat.ask("phone", Phone(optional=True, names=as_people_write))


async def settle_owner(chat: Chat[Tx], name: str, phone: PhoneNumber | None) -> int:
    """Keep a name ('' leaves it as it is), and bind a proven number to its owner.

    Returns the id of the person that everything belongs to now.

    Asked last of all, before the first write: a number that another person has proven is either
    the same person on another channel (the older one stays), or a number with a new owner.
    """
    me: int = chat.person.id
    if phone is None:
        await people.introduce(chat.tx, me, name)
        return me
    other = await _find_other(chat, phone)
    if other is None:
        return await _keep(chat, me, name, phone)
    is_mine = await chat.ask(
        "phone_is_mine", YesNo(), given=phone.number, phone=as_people_write(phone.number)
    )
    if is_mine:
        keep, gone = min(me, other), max(me, other)  # ids are in order of time
        await people.merge(chat.tx, keep, gone, chat.now)
        chat.last_word()
        chat.say("merged")
        return await _keep(chat, keep, name, phone)
    await people.drop_identity(chat.tx, "phone", phone.number)
    act = audit.Act("lose_phone", f"person:{other}", after={"to": me})
    await audit.add(chat.tx, chat.now, me, act)
    return await _keep(chat, me, name, phone)


async def _find_other(chat: Chat[Tx], phone: PhoneNumber) -> int | None:
    """Another person who has proven this number; a typed number proves nothing against them."""
    if not phone.is_proven:
        return None
    found = await people.find_by_identity(chat.tx, "phone", phone.number)
    return found if found != chat.person.id else None


async def _keep(chat: Chat[Tx], person_id: int, name: str, phone: PhoneNumber) -> int:
    """Write them; a proven number is an identity as well, where it was none before."""
    await people.introduce(chat.tx, person_id, name, phone.number)
    if phone.is_proven and await people.find_by_identity(chat.tx, "phone", phone.number) is None:
        await people.add_identity(chat.tx, person_id, "phone", phone.number, chat.now)
    return person_id
