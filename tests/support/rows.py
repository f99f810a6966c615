"""Rows that many tests need: people with a contact, and registered businesses."""

from datetime import UTC, datetime
from itertools import count

from domain.business import Business
from domain.person import Contact, Person
from storage import businesses, people, staff
from storage.businesses import Registration
from storage.database import Tx
from storage.people import Newcomer
from storage.staff import Invitation

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
VILLAGE = "12.71.15.1005"  # Sei Mati, Medan Maimun
_addresses = count(990_000_500_000_000)  # long: no other number holds it by chance


async def add_person(tx: Tx, name: str = "", *roles: str) -> tuple[Contact, Person]:
    """A person on Telegram, with these roles."""
    address = str(next(_addresses))
    newcomer = Newcomer("telegram", address, name, ("telegram", address), NOW)
    [(contact, person)] = await people.add(tx, [newcomer])
    await people.set_name(tx, person.id, name)
    for role in roles:
        await staff.grant(tx, person.id, Invitation(role), NOW)
    return contact, person


async def add_business(
    tx: Tx, person_id: int, name: str = "Keripik Bu Ani", at: datetime = NOW
) -> Business:
    """A registered business that nobody has looked at."""
    told = Registration(
        name, "ikm", "yes", "own", "KERIPIK", VILLAGE, "singkong", "keripik singkong", 3,
        ["nib", "halal"],
    )  # fmt: skip
    return await businesses.add(tx, person_id, told, at)
