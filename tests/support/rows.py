"""Rows that many tests need: people with a contact, registered businesses, trainings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from domain.business import Business
from domain.person import Contact, Person
from domain.product import Offer, Product, ProductState
from domain.training import Meeting, Plan, Training
from storage import businesses, people, products, staff, trainings
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
    await people.introduce(tx, person.id, name)
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


async def add_product(  # what one row is made of
    tx: Tx, business_id: int, name: str = "Keripik Ubi", price_idr: int = 25_000,
    state: ProductState = ProductState.PUBLIC, at: datetime = NOW, **more: Any,
) -> Product:  # fmt: skip
    """A product without photos; more: of its offer."""
    offer = Offer(name, price_idr, **{"unit": "bungkus", **more})
    return await products.add(tx, business_id, offer, [], at, state)


def a_plan(**changes: Any) -> Plan:
    """A plan of one day, Tuesday 12 January 2027, 09.00 to 15.00 WIB; one enrols until the 5th."""
    starts_at = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
    plan = Plan(
        title="Membatik untuk Pemula",
        meetings=(Meeting(starts_at, starts_at + timedelta(hours=6), "Aula Camat Medan Maimun"),),
        registration_closes_at=datetime(2027, 1, 5, 11, 0, tzinfo=UTC),
        offers_close_at=datetime(2027, 1, 11, 11, 0, tzinfo=UTC),
    )
    return replace(plan, **changes)


async def add_training(tx: Tx, at: datetime = NOW, **changes: Any) -> Training:
    """An announced training; changes are those of its plan."""
    training = await trainings.add(tx, a_plan(**changes), at, None)
    await trainings.open_for_enrolment(tx, training, at)
    return await trainings.get(tx, training.id)


async def add_crowd(tx: Tx, count: int) -> list[int]:
    """Ids of so many new persons on Telegram, in one go."""
    addresses = [str(next(_addresses)) for _ in range(count)]
    newcomers = [Newcomer("telegram", a, "", ("telegram", a), NOW) for a in addresses]
    return [person.id for _, person in await people.add(tx, newcomers)]
