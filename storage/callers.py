"""Contacts that a channel knows by two addresses: found by either, linked when both are seen.

WhatsApp shows a person's number, their user id, or both. Whichever comes first makes the contact;
what carries both links them, a moved number moves the contact, and nobody becomes a second person.
A number that somebody has proven elsewhere leads to the same person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from storage import people
from storage.database import Tx
from storage.ids import new_id
from storage.schema import contacts, identities, inbox, outbox, persons


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a channel says is speaking. address: where answers go.

    identity, alias: (kind, value) that the channel vouches for; formerly: addresses they had
    before a change that the channel tells of.
    """

    channel: str
    address: str
    identity: tuple[str, str]
    alias: tuple[str, str] | None
    profile_name: str
    at: datetime
    formerly: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """All they may be known by, the present ones first."""
        return (self.address, *([self.alias[1]] if self.alias else []), *self.formerly)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Where a caller's contact stands. is_new: they never wrote on this channel before."""

    address: str
    is_new: bool


@dataclass(slots=True)
class _Known:
    """A contact while callers are matched with it."""

    id: int
    person_id: int
    address: str
    alias: str


async def recognise(tx: Tx, callers: Sequence[Caller]) -> dict[str, Recognised]:
    """Where each known caller's contact stands, by the address they came with.

    Links, moves and joins contacts where a caller says so. Who is missing has never written.
    All callers are of one channel.
    """
    known = await _find(tx, callers)
    holders = await _find_holders(tx, callers)
    found: dict[str, Recognised] = {}
    for caller in callers:
        contact = await _match(tx, caller, known)
        is_new = contact is None
        if contact is None:
            person_id = next((holders[i] for i in _proofs(caller) if i in holders), None)
            if person_id is None:
                continue
            contact = await _add(tx, caller, person_id)
            known.append(contact)
        await _set_addresses(tx, contact, caller)
        await _prove(tx, contact, caller, known)
        found[caller.address] = Recognised(contact.address, is_new)
    return found


def _proofs(caller: Caller) -> tuple[tuple[str, str], ...]:
    return (caller.identity, *([caller.alias] if caller.alias else []))


async def _find(tx: Tx, callers: Sequence[Caller]) -> list[_Known]:
    """The contacts that bear one of the callers' addresses."""
    every = {a for caller in callers for a in caller.addresses}
    query = select(contacts.c.id, contacts.c.person_id, contacts.c.address, contacts.c.alias).where(
        contacts.c.channel == callers[0].channel,
        or_(contacts.c.address.in_(every), contacts.c.alias.in_(every)),
    )
    rows = await tx.execute(query.order_by(contacts.c.id))
    return [_Known(r.id, r.person_id, r.address, r.alias or "") for r in rows]


async def _find_holders(tx: Tx, callers: Sequence[Caller]) -> dict[tuple[str, str], int]:
    """Who has proven one of the callers' identities, on whatever channel."""
    proofs = {proof for caller in callers for proof in _proofs(caller)}
    query = select(identities.c.kind, identities.c.value, identities.c.person_id).where(
        identities.c.kind.in_({kind for kind, _ in proofs}),
        identities.c.value.in_({value for _, value in proofs}),
    )
    rows = await tx.execute(query)
    return {(r.kind, r.value): r.person_id for r in rows}


async def _match(tx: Tx, caller: Caller, known: list[_Known]) -> _Known | None:
    """The caller's contact; several that turn out to be one are joined."""
    mine: list[_Known] = []
    for address in caller.addresses:
        mine += [k for k in known if address in (k.address, k.alias) and k not in mine]
    if not mine:
        return None
    keep, *others = mine
    for other in others:
        await _join(tx, caller, keep, other, known)
    return keep


async def _join(tx: Tx, caller: Caller, keep: _Known, gone: _Known, known: list[_Known]) -> None:
    """Two contacts are one: messages on their way go over, the persons become one."""
    await tx.execute(
        update(outbox).where(outbox.c.contact_id == gone.id).values(contact_id=keep.id)
    )
    await _readdress(tx, caller.channel, gone.address, keep.address)
    await tx.execute(delete(contacts).where(contacts.c.id == gone.id))
    known.remove(gone)
    await _merge(tx, keep.person_id, gone.person_id, caller.at, known)


async def _merge(tx: Tx, one: int, other: int, at: datetime, known: Iterable[_Known]) -> None:
    if one == other:
        return
    keep, gone = min(one, other), max(one, other)  # ids are in order of time
    await people.merge(tx, keep, gone, at)
    for contact in known:
        if contact.person_id == gone:
            contact.person_id = keep


async def _add(tx: Tx, caller: Caller, person_id: int) -> _Known:
    """A first contact on this channel for somebody who is known from another."""
    alias = caller.alias[1] if caller.alias else ""
    made = _Known(new_id(), person_id, caller.address, alias)
    await tx.execute(
        insert(contacts).values(
            id=made.id, person_id=person_id, channel=caller.channel, address=caller.address,
            alias=alias or None, profile_name=caller.profile_name, last_inbound_at=caller.at,
        )
    )  # fmt: skip
    return made


async def _set_addresses(tx: Tx, contact: _Known, caller: Caller) -> None:
    """Link the second address, or move to the present ones; identities of before are dropped."""
    alias = caller.alias[1] if caller.alias else ""
    is_moved = bool({contact.address, contact.alias} & set(caller.formerly))
    if not is_moved and (not alias or (contact.address, contact.alias) == (caller.address, alias)):
        return
    before = {contact.address, contact.alias} - {"", caller.address, alias}
    if contact.address != caller.address:
        await _readdress(tx, caller.channel, contact.address, caller.address)
    moved: Any = update(contacts).where(contacts.c.id == contact.id)
    await tx.execute(moved.values(address=caller.address, alias=alias or None))
    for old in before:
        await _drop_proof(tx, contact.person_id, old, caller)
    contact.address, contact.alias = caller.address, alias


async def _readdress(tx: Tx, channel: str, old: str, new: str) -> None:
    """What came from, and what waits for, an address belongs to another one now."""
    for table in (inbox, outbox):
        here = (table.c.channel == channel) & (table.c.address == old)
        await tx.execute(update(table).where(here).values(address=new))


async def _drop_proof(tx: Tx, person_id: int, address: str, caller: Caller) -> None:
    """An address of before proves nothing any more; a told number that was it changes along."""
    number = f"+{address}"
    for kind, value in (("bsuid", address), ("phone", number)):
        await tx.execute(
            delete(identities).where(
                identities.c.person_id == person_id,
                identities.c.kind == kind,
                identities.c.value == value,
            )
        )
    if caller.identity[0] == "phone":
        told = (persons.c.id == person_id) & (persons.c.phone == number)
        await tx.execute(update(persons).where(told).values(phone=caller.identity[1]))


async def _prove(tx: Tx, contact: _Known, caller: Caller, known: list[_Known]) -> None:
    """Bind the caller's identities to the contact's person; whoever held one is the same person."""
    for kind, value in _proofs(caller):
        holder = await people.find_by_identity(tx, kind, value)
        if holder is None:
            await people.add_identity(tx, contact.person_id, kind, value, caller.at)
            if kind == "phone":
                await _tell_phone(tx, contact.person_id, value)
        else:
            await _merge(tx, contact.person_id, holder, caller.at, [*known, contact])


async def _tell_phone(tx: Tx, person_id: int, number: str) -> None:
    """The number is theirs where they have told none."""
    untold = (persons.c.id == person_id) & persons.c.phone.is_(None)
    await tx.execute(update(persons).where(untold).values(phone=number))
