"""Claims of people with a new number, and the moves of contacts between persons they lead to.

Whoever says that a business is theirs sees nothing of it before staff or the coordinator agree.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select, update

from domain.business import Business
from storage import businesses as business_rows
from storage import people
from storage.database import Tx
from storage.ids import new_id
from storage.schema import businesses, claims, contacts, identities, persons

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that a business is theirs. phone: their new number, where they told one."""

    id: int
    person_id: int
    business_id: int
    phone: str | None
    state: str


async def find_business(tx: Tx, member_number: str) -> Business | None:
    """The business with this member number."""
    query = select(businesses.c.id).where(
        func.upper(businesses.c.member_number) == member_number.upper()
    )
    found: int | None = (await tx.execute(query)).scalar()
    return await business_rows.find(tx, found) if found is not None else None


async def add(tx: Tx, person_id: int, business_id: int, phone: str | None, at: datetime) -> int:
    """Keep a claim; its id."""
    new = new_id()
    await tx.execute(
        insert(claims).values(
            id=new, person_id=person_id, business_id=business_id, phone=phone, state=OPEN,
            asked_at=at,
        )
    )  # fmt: skip
    return new


async def find(tx: Tx, claim_id: int) -> Claim | None:
    """A claim by its id."""
    query = select(
        claims.c.id, claims.c.person_id, claims.c.business_id, claims.c.phone, claims.c.state
    ).where(claims.c.id == claim_id)
    r = (await tx.execute(query)).first()
    return Claim(*r) if r is not None else None


async def settle(tx: Tx, claim_id: int, state: str, at: datetime, by: int) -> bool:
    """Accept or refuse a claim; False where somebody else was first."""
    settled = (
        update(claims)
        .where(claims.c.id == claim_id, claims.c.state == OPEN)
        .values(state=state, decided_at=at, decided_by=by)
    )
    return bool((await tx.execute(settled)).rowcount)


async def hand_over(tx: Tx, owner: int, claim: Claim, at: datetime) -> None:
    """The owner goes on from the claimant's contact; the contacts of before are let go."""
    nobody = await _new_person(tx, at)
    old = contacts.c.person_id == owner
    await tx.execute(update(contacts).where(old).values(person_id=nobody))
    await tx.execute(
        update(identities).where(identities.c.person_id == owner).values(person_id=nobody)
    )
    await people.set_phone(tx, owner, None)
    await people.merge(tx, owner, claim.person_id, at)
    if claim.phone is not None:
        await people.set_phone(tx, owner, claim.phone)


async def let_go(tx: Tx, person_id: int, channel: str, address: str, at: datetime) -> None:
    """This contact is not that person: with its identities it becomes a person without anything.

    A phone number goes with it: it is the number that has a new holder.
    """
    people.note_move(tx)
    nobody = await _new_person(tx, at)
    this = (contacts.c.channel == channel) & (
        (contacts.c.address == address) | (contacts.c.alias == address)
    )
    known_as = select(contacts.c.address).where(this).union(select(contacts.c.alias).where(this))
    await tx.execute(
        update(identities)
        .where(
            identities.c.person_id == person_id,
            or_(identities.c.value.in_(known_as), identities.c.kind == "phone"),
        )
        .values(person_id=nobody)
    )
    await tx.execute(update(contacts).where(this).values(person_id=nobody))
    await people.set_phone(tx, person_id, None)


async def _new_person(tx: Tx, at: datetime) -> int:
    new = new_id()
    await tx.execute(insert(persons).values(id=new, created_at=at))
    return new
