"""What is known of an owner when a registration begins: read once, then carried by the session."""

from dataclasses import dataclass
from typing import Any

from dialog.chat import Chat
from dialog.phones import PhoneNumber
from domain.consent import Purpose
from storage import owners
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be asked again. asked: purpose → version of the text that was answered."""

    name: str
    phone: PhoneNumber | None
    businesses: tuple[str, ...]
    asked: dict[str, str]


async def recall_owner(chat: Chat[Tx]) -> Known:
    """The person's name, number, businesses and answered consents."""

    async def look_up() -> dict[str, Any]:
        person = chat.person
        found = await owners.recall(chat.tx, person.id)
        return {
            "name": person.name,
            "phone": found.proven or person.phone,
            "is_proven": found.proven is not None,
            "businesses": list(found.businesses),
            # A refused service is asked about anew; a refused broadcast is not.
            "asked": {
                purpose: version
                for purpose, (version, is_granted) in found.answered.items()
                if is_granted or purpose is not Purpose.SERVICE
            },
        }

    found = await chat.once("known", look_up)
    phone = PhoneNumber(found["phone"], found["is_proven"]) if found["phone"] else None
    return Known(found["name"], phone, tuple(found["businesses"]), found["asked"])
