"""An owner writes from a new number or account and wants their business back.

Starts on *ganti nomor* · Reads by member number · Writes a claim · Ends with a card to staff and
coordinators. The person sees nothing of the business, and the answer is the same whether it exists.
"""

from dialog.chat import Chat
from dialog.messages import Option
from dialog.phones import Phone
from dialog.questions import Text
from domain.business import Business
from domain.person import Role
from domain.phone import as_people_write
from handlers.parts.staff_notice import tell_staff
from storage import businesses, claims, people, staff, staff_messages
from storage.database import Tx
from storage.staff_messages import Words

TARGET = "confirm_number_change:start"


async def change_number(chat: Chat[Tx]) -> None:
    """Ask for member number and name of the business, and the new number; pass it on."""
    if await businesses.list_of_person(chat.tx, chat.person.id):
        chat.say("known")
        phone = chat.words("change_number.buttons.phone")
        return chat.offer([Option("phone", phone, "change_my_data:start")])
    chat.say("how")
    number = await chat.ask("member_number", Text(max_length=20, min_length=1))
    name = await chat.ask("business_name", Text(max_length=80))
    told = await chat.ask("phone", Phone(optional=True, names=as_people_write))
    await chat.review()
    phone_number = told.number if told is not None else None
    business = await claims.find_business(chat.tx, _member_number(number))
    if business is None:
        await _ask_staff(chat, number, name)
    else:
        await _claim(chat, business, name, phone_number)
    chat.say("sent")


def _member_number(typed: str) -> str:
    """The number as it is written on cards: "ikm 12" is IKM-00012."""
    digits = "".join(c for c in typed if c.isdecimal())
    return f"IKM-{int(digits):05d}" if digits else typed


async def _ask_staff(chat: Chat[Tx], number: str, name: str) -> None:
    """No such number: the staff get a message that they can answer."""
    text = chat.words("change_number.not_found", number=number, name=name)
    message_id = await staff_messages.add(chat.tx, chat.person.id, Words(text), chat.now)
    await tell_staff(chat, message_id, "ask_staff.notice.say", "ask_staff.notice.button", text=text)


async def _claim(chat: Chat[Tx], business: Business, name: str, phone: str | None) -> None:
    claim_id = await claims.add(chat.tx, chat.person.id, business.id, phone, chat.now)
    owner = await people.find(chat.tx, business.person_id)
    options = [
        Option(f"{act}.{claim_id}", chat.words(f"change_number.buttons.{act}"), TARGET)
        for act in ("accept", "refuse")
    ]
    office = await staff.list_with_role(chat.tx, Role.ADMIN, Role.VERIFIER)
    near = await staff.list_coordinators(chat.tx, business.cluster, business.village)
    old = as_people_write(owner.phone) if owner and owner.phone else "-"
    hidden = chat.words("change_number.hidden")  # a coordinator knows the owner, not the number
    for person_id in dict.fromkeys([*office, *near]):
        chat.notify(
            person_id, "change_number.card.say", options=options,
            number=business.member_number or "-", claimed=name, recorded=business.name,
            owner=(owner.name if owner else "") or chat.words("ask_staff.nameless"),
            phone=as_people_write(phone) if phone else "-",
            old=old if person_id in office else hidden,
        )  # fmt: skip
