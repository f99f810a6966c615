"""A person's message on its way to the staff: who it is from, and the button that answers it."""

from collections.abc import Sequence
from typing import Any

from dialog.chat import Chat
from dialog.letters import Attached
from dialog.messages import Option
from dialog.session import from_json
from dialog.words import Ours, fill
from domain.person import Role
from domain.phone import as_people_write
from storage import businesses, media, sessions, staff
from storage.database import Tx

TARGET = "answer_staff_message:start"
NAMED_BY = {"register_business": "name", "register_buyer": "contact"}  # their forms' questions


async def who_writes(chat: Chat[Tx], person_id: int, name: str, phone: str | None) -> Ours:
    """Name, number and businesses of a person, as staff read them; people's words made literal."""
    name = name or await _name_in_form(chat.tx, person_id)
    owned = await businesses.list_of_person(chat.tx, person_id)
    parts = [
        name or chat.words("ask_staff.nameless"),
        *([as_people_write(phone)] if phone else []),
        *(f"{one.name} ({one.member_number})" for one in owned),
    ]
    return Ours(", ".join(fill("{part}", {"part": part}) for part in parts))


async def _name_in_form(tx: Tx, person_id: int) -> str:
    """The name that an open form has already; '' where none has."""
    for stored in await sessions.list_open(tx, [person_id]):
        answers = from_json(stored.data).answers
        told = answers.get(NAMED_BY.get(stored.conversation, ""))
        if told is not None and isinstance(told.value, str):
            return told.value
    return ""


async def keep_files(chat: Chat[Tx], files: Sequence[Attached]) -> list[int]:
    """Ask for the files of a message to be fetched; their ids."""
    return [
        await media.add(
            chat.tx, chat.person.id, chat.channel, one.kind, one.ref, chat.now, mime=one.mime
        )
        for one in files
    ]


async def name_question(chat: Chat[Tx], session_id: int | None, question: str) -> str:
    """The question of a form in words; '' where there is none."""
    stored = await sessions.find(chat.tx, session_id) if session_id else None
    if stored is None or not question:
        return ""
    lender = chat.find_words(f"{stored.conversation}.borrows_from")
    homes = (stored.conversation, *([lender] if lender else []), "shared")
    for kind in ("label", "ask"):
        for home in homes:
            if found := chat.find_words(f"{home}.{question}.{kind}"):
                return found
    return question


async def tell_staff(
    chat: Chat[Tx],
    message_id: int,
    notice: str,
    button: str,
    files: Sequence[int] = (),
    **params: Any,  # str; Any lets them stand beside notify's own names
) -> None:
    """Send a message to everybody who may answer. notice, button: paths of their texts."""
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    answer = Option(str(message_id), chat.words(button), TARGET)
    for person_id in await staff.list_with_role(chat.tx, Role.ADMIN, Role.VERIFIER):
        chat.notify(person_id, notice, options=[answer], media=files, who=who, **params)
