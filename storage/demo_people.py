"""Invented people for the demo, one for each phone of the simulator."""

from datetime import datetime

from sqlalchemy import func, insert, select

from domain.business import Premises, State
from domain.eligibility import Makes, Outcome
from storage import businesses
from storage.database import Tx
from storage.ids import new_id
from storage.schema import contacts, identities, persons, roles

# (Telegram id, name, number, role); the numbers are invented
PEOPLE = (
    (1002, "Ani Siregar", "+6281300001002", ""),
    (1003, "Hasan Lubis", "+6281300001003", "admin"),
    (1003, "Hasan Lubis", "+6281300001003", "verifier"),
    (1004, "Sari Nasution", "+6281300001004", "coordinator"),
)

VERIFIED_OWNER = 1002
KERIPIK = businesses.Registration(
    name="Keripik Bu Ani",
    outcome=Outcome.IKM,
    makes=Makes.YES,
    premises=Premises.OWN,
    cluster="KERIPIK",
    village="12.71.10.1012",  # Tegal Sari III
    material="singkong, minyak goreng",
    product="keripik ubi pedas",
    workers=3,
    papers=("nib", "halal"),
)


async def count_people(tx: Tx) -> int:
    """How many persons there are."""
    return int((await tx.execute(select(func.count()).select_from(persons))).scalar_one())


async def seed(tx: Tx, now: datetime) -> None:
    """Write the demo people into an empty database."""
    for address in dict.fromkeys(p[0] for p in PEOPLE):
        own = [p for p in PEOPLE if p[0] == address]
        granted = [p[3] for p in own if p[3]]
        person_id = await _add(tx, str(address), own[0][1], own[0][2], granted, now)
        if address == VERIFIED_OWNER:
            business = await businesses.add(tx, person_id, KERIPIK, now)
            await businesses.set_state(tx, business, State.VERIFIED, now, None)


async def _add(
    tx: Tx, address: str, name: str, phone: str, granted: list[str], now: datetime
) -> int:
    """One person with a contact, identities and roles; their id."""
    person_id = new_id()
    await tx.execute(
        insert(persons).values(
            id=person_id, name=name, phone=phone, created_at=now, roles=" ".join(granted)
        )
    )
    await tx.execute(
        insert(contacts).values(
            id=new_id(), person_id=person_id, channel="telegram", address=address,
            profile_name=name, last_inbound_at=now,
        )
    )  # fmt: skip
    for kind, value in (("telegram", address), ("phone", phone)):
        await tx.execute(
            insert(identities).values(
                id=new_id(), person_id=person_id, kind=kind, value=value, verified_at=now
            )
        )
    for role in granted:
        await tx.execute(
            insert(roles).values(id=new_id(), person_id=person_id, role=role, granted_at=now)
        )
    return person_id
