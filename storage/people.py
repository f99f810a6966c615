"""Persons, their contacts and the identities that prove who they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from domain.person import Contact, Person
from storage import owners, postponed, seat_owners
from storage.among import among
from storage.bulk import Bulk
from storage.database import Tx, is_sqlite, tally
from storage.ids import new_id
from storage.lookup import Lookup
from storage.schema import contacts, identities, metadata, persons

_LOAD = (
    select(
        contacts.c.id, contacts.c.person_id, contacts.c.channel, contacts.c.address,
        contacts.c.reachable, contacts.c.is_waiting, contacts.c.last_inbound_at,
        contacts.c.alias,
        persons.c.name, persons.c.phone, persons.c.roles, persons.c.opted_out_at,
        persons.c.erased_at,
    )
    .join(persons, persons.c.id == contacts.c.person_id)
    .where(among(contacts.c.address, "addresses"))
    .order_by(persons.c.id)
)  # fmt: skip
_FIND_CALLERS = Lookup(_LOAD), Lookup(_LOAD.with_for_update(of=persons))
_TOUCH = Bulk(
    update(contacts)
    .where(contacts.c.id == bindparam("contact"))
    .values(last_inbound_at=bindparam("at"), reachable=bindparam("is_reachable")),
    key="contact",
)


_ADD_PERSONS, _ADD_CONTACTS, _ADD_IDENTITIES = (
    Bulk(insert(persons)), Bulk(insert(contacts)), Bulk(insert(identities))
)  # fmt: skip
_UNTOLD = {"name": "", "roles": "", "opted_out_at": None, "erased_at": None}  # of a new person
_IN_TOUCH = {"reachable": True, "is_waiting": False}  # a new contact is
_FIND = select(persons).where(persons.c.id == bindparam("person"), persons.c.erased_at.is_(None))
_FIND_BY_IDENTITY = select(identities.c.person_id).where(
    identities.c.kind == bindparam("kind"), identities.c.value == bindparam("value")
)
_SET_PHONE = (
    update(persons).where(persons.c.id == bindparam("person")).values(phone=bindparam("to"))
)
_INTRODUCE = Bulk(
    update(persons)
    .where(persons.c.id == bindparam("person"))
    .values(
        name=func.coalesce(bindparam("called", type_=Text), persons.c.name),
        phone=func.coalesce(bindparam("number", type_=Text), persons.c.phone),
    ),
    key="person",
)
_FIND_VALUE = (
    select(identities.c.value)
    .where(identities.c.person_id == bindparam("person"), identities.c.kind == bindparam("kind"))
    .order_by(identities.c.verified_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who has never written before. identity: what the channel vouches for.

    alias: the second address of a channel that has two, an identity like the first.
    """

    channel: str
    address: str
    profile_name: str
    identity: tuple[str, str]
    at: datetime
    alias: tuple[str, str] | None = None


def count_moves(counted: Mapping[str, int]) -> int:
    """Times that people changed places, of a `tally`. Only differences mean something."""
    return counted.get("moves", 0)


def note_move(tx: Tx) -> None:
    """A contact has got another person, or a person was erased: who is loaded may be out of date.

    Turns that share the transaction run again one by one then, each with the people as they are.
    """
    counted = tally(tx)
    counted["moves"] = count_moves(counted) + 1


async def load(
    tx: Tx, addresses: Sequence[str]
) -> tuple[dict[tuple[str, str], Contact], dict[int, Person]]:
    """Contacts by (channel, address) and persons by id, locked in order of id until the commit."""
    free, locked = _FIND_CALLERS
    query = free if is_sqlite(tx) else locked
    found_contacts: dict[tuple[str, str], Contact] = {}
    found_persons: dict[int, Person] = {}
    rows = await query.find(tx, addresses)
    if any(erased_at is not None for *_, erased_at in rows):
        # Another process has moved or erased them while we waited for the lock (PostgreSQL looks
        # again at the locked row alone). No contact of a committed state leads to such a person.
        rows = await query.find(tx, addresses)
    for r in rows:
        (contact_id, person_id, channel, address, is_reachable, is_waiting, last_at, alias,
         name, phone, roles, opted_out_at, _) = r  # fmt: skip
        found_contacts[channel, address] = Contact(
            contact_id, person_id, channel, address, is_reachable, is_waiting, last_at, alias or ""
        )
        found_persons[person_id] = Person(
            person_id, name, phone, frozenset(roles.split()), opted_out_at
        )
    return found_contacts, found_persons


def _person(r: Any, person_id: int) -> Person:
    return Person(person_id, r.name, r.phone, frozenset(r.roles.split()), r.opted_out_at)


async def add(tx: Tx, newcomers: Sequence[Newcomer]) -> list[tuple[Contact, Person]]:
    """New persons with one contact and one identity each."""
    made = []
    person_rows, contact_rows, identity_rows = [], [], []
    for new in newcomers:
        phone = new.identity[1] if new.identity[0] == "phone" else None
        person = Person(new_id(), "", phone, frozenset(), None)
        alias = new.alias[1] if new.alias else ""
        contact = Contact(new_id(), person.id, new.channel, new.address, True, False, new.at, alias)
        made.append((contact, person))
        person_rows.append({"id": person.id, "created_at": new.at, "phone": phone})
        contact_rows.append({
            "id": contact.id, "person_id": person.id, "channel": new.channel,
            "address": new.address, "profile_name": new.profile_name, "last_inbound_at": new.at,
            "alias": alias or None,
        })  # fmt: skip
        identity_rows += [
            {"id": new_id(), "person_id": person.id, "kind": kind, "value": value,
             "verified_at": new.at}
            for kind, value in (new.identity, *([new.alias] if new.alias else []))
        ]  # fmt: skip
    await _ADD_PERSONS.run(tx, person_rows, _UNTOLD)
    await _ADD_CONTACTS.run(tx, contact_rows, _IN_TOUCH)
    await _ADD_IDENTITIES.run(tx, identity_rows)
    for _, person in made:
        owners.note_new(tx, person.id, person.phone)
    return made


async def touch(tx: Tx, seen: Sequence[Contact]) -> None:
    """Record when these contacts last wrote, and that they can be reached."""
    rows = [
        {"contact": c.id, "at": c.last_inbound_at, "is_reachable": c.is_reachable} for c in seen
    ]
    await _TOUCH.run(tx, rows)


async def find(tx: Tx, person_id: int) -> Person | None:
    """The person, or None where there is none or it was erased."""
    r = (await tx.execute(_FIND, {"person": person_id})).first()
    return _person(r, r.id) if r is not None else None


async def lock(tx: Tx, person_ids: Sequence[int]) -> None:
    """Hold these persons until the commit, in order of id. SQLite has one writer anyway."""
    if not is_sqlite(tx):
        query = select(persons.c.id).where(persons.c.id.in_(sorted(person_ids)))
        await tx.execute(query.order_by(persons.c.id).with_for_update())


async def find_by_identity(tx: Tx, kind: str, value: str) -> int | None:
    """The id of the person with this identity, or None."""
    found = await tx.execute(_FIND_BY_IDENTITY, {"kind": kind, "value": value})
    person_id: int | None = found.scalar()
    return person_id


async def add_identity(tx: Tx, person_id: int, kind: str, value: str, at: datetime) -> None:
    """Bind a proven value to a person. Raises IntegrityError where another one has it."""
    await tx.execute(
        insert(identities).values(
            id=new_id(), person_id=person_id, kind=kind, value=value, verified_at=at
        )
    )


async def drop_identity(tx: Tx, kind: str, value: str) -> bool:
    """Detach a value from whoever has it; False where nobody had."""
    gone = delete(identities).where(identities.c.kind == kind, identities.c.value == value)
    return bool((await tx.execute(gone)).rowcount)


async def set_phone(tx: Tx, person_id: int, phone: str | None) -> None:
    """The number the person told, E.164; whether it is proven is a matter of identities."""
    await tx.execute(_SET_PHONE, {"person": person_id, "to": phone})


async def introduce(tx: Tx, person_id: int, name: str, phone: str | None = None) -> None:
    """Name and number as the person told them; '' and None leave what is known."""
    told = {"person": person_id, "called": name or None, "number": phone}
    await postponed.add(tx, _INTRODUCE, told, of=person_id)


async def set_opted_out(tx: Tx, person_id: int, at: datetime | None) -> None:
    """Stop broadcasts to this person from `at` on, or start them again (None)."""
    await tx.execute(update(persons).where(persons.c.id == person_id).values(opted_out_at=at))


async def list_contacts(tx: Tx, person_ids: Sequence[int]) -> list[Contact]:
    """Contacts of these persons, the one they used last first."""
    query = (
        select(contacts)
        .where(contacts.c.person_id.in_(list(person_ids)))
        .order_by(contacts.c.last_inbound_at.desc())
    )
    return [
        Contact(r.id, r.person_id, r.channel, r.address, r.reachable, r.is_waiting,
                r.last_inbound_at, r.alias or "")
        for r in await tx.execute(query)
    ]  # fmt: skip


async def find_value(tx: Tx, person_id: int, kind: str) -> str | None:
    """The person's identity of this kind that was proven last, or None."""
    found = await tx.execute(_FIND_VALUE, {"person": person_id, "kind": kind})
    value: str | None = found.scalar()
    return value


async def merge(tx: Tx, keep: int, gone: int, at: datetime) -> None:
    """Two persons turned out to be one: everything of `gone` becomes that of `keep`.

    Whatever table refers to a person is carried over. Where both have the same thing that a person
    has but once (a role), it stays once. An opt-out of either counts for the one that stays.
    """
    note_move(tx)
    await lock(tx, [keep, gone])
    await seat_owners.join(tx, keep, gone, at)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.references(persons.c.id):
                await _drop_doubles(tx, table, column, keep, gone)
                await tx.execute(update(table).where(column == gone).values({column: keep}))
    query = select(persons).where(persons.c.id.in_([keep, gone]))
    both = {r.id: r for r in await tx.execute(query)}
    stays, goes = both[keep], both[gone]
    roles = " ".join(sorted({*stays.roles.split(), *goes.roles.split()}))
    await tx.execute(
        update(persons)
        .where(persons.c.id == keep)
        .values(
            name=stays.name or goes.name,
            phone=stays.phone or goes.phone,
            roles=roles,
            opted_out_at=stays.opted_out_at or goes.opted_out_at,
        )
    )
    nobody = {"name": "", "phone": None, "roles": "", "erased_at": at}
    await tx.execute(update(persons).where(persons.c.id == gone).values(nobody))


async def _drop_doubles(tx: Tx, table: Table, column: Column[Any], keep: int, gone: int) -> None:
    """Delete rows of `gone` that `keep` has as well, where a unique key says a person has one."""
    theirs = table.alias()
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint) and column.name in rule.columns:
            same: list[ColumnElement[bool]] = [
                table.c[c.name] == theirs.c[c.name] for c in rule.columns if c.name != column.name
            ]
            double = exists().where(and_(theirs.c[column.name] == keep, *same))
            await tx.execute(delete(table).where(column == gone, double))
