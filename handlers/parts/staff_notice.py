"""A person's message on its way to the staff: who it is from, and the button that answers it."""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.messages import Option
from dialog.words import Ours, fill
from domain.person import Role
from domain.phone import as_people_write
from storage import businesses, staff
from storage.database import Tx

TARGET = "answer_staff_message:start"


async def who_writes(chat: Chat[Tx], person_id: int, name: str, phone: str | None) -> Ours:
    """Name, number and businesses of a person, as staff read them; people's words made literal."""
    owned = await businesses.list_of_person(chat.tx, person_id)
    parts = [
        name or chat.words("ask_staff.nameless"),
        *([as_people_write(phone)] if phone else []),
        *(f"{one.name} ({one.member_number})" for one in owned),
    ]
    return Ours(", ".join(fill("{part}", {"part": part}) for part in parts))


async def tell_staff(
    chat: Chat[Tx],
    message_id: int,
    notice: str,
    button: str,
    media: Sequence[int] = (),
    **params: str,
) -> None:
    """Send a message to everybody who may answer. notice, button: paths of their texts."""
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    answer = Option(str(message_id), chat.words(button), TARGET)
    for person_id in await staff.list_with_role(chat.tx, Role.ADMIN, Role.VERIFIER):
        chat.notify(person_id, notice, options=[answer], media=media, who=who, **params)
