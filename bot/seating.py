"""Who the events of a transaction come from: known contacts, new ones, and those who moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.channels.events import Event
from domain.person import Contact, Person
from storage import callers, people
from storage.database import Tx

LINKED = ("phone", "bsuid")  # kinds of identity that may be known under another address


@dataclass(slots=True)
class Seats:
    """Contacts by the (channel, address) of their event, and persons by id, locked.

    new: ids of contacts that were made now.
    """

    contacts: dict[tuple[str, str], Contact]
    persons: dict[int, Person]
    new: set[int] = field(default_factory=set)


async def find_or_add(tx: Tx, events: Sequence[Event]) -> Seats:
    """Load, or make, the contact and the person of each event."""
    addresses = sorted({e.address for e in events})
    seats = Seats(*await people.load(tx, addresses))
    unsure = [e for e in events if _is_unsure(e, seats.contacts)]
    if unsure:
        seats = await _recognise(tx, addresses, unsure) or seats
    unknown = {
        (e.channel, e.address): e for e in events if (e.channel, e.address) not in seats.contacts
    }
    if unknown:
        await _add(tx, seats, list(unknown.values()))
    return seats


def _is_unsure(event: Event, found: Mapping[tuple[str, str], Contact]) -> bool:
    """Whether the event may tell of a contact something that is not written down yet."""
    if event.identity[0] not in LINKED:
        return False
    contact = found.get((event.channel, event.address))
    is_linked = event.alias is None or (contact is not None and contact.alias == event.alias[1])
    return contact is None or not is_linked or bool(event.formerly)


async def _recognise(tx: Tx, addresses: Sequence[str], unsure: Sequence[Event]) -> Seats | None:
    """Match callers who may be known by another address. None where nobody was."""
    unique = {e.address: e for e in unsure}  # all are of one channel
    known = await callers.recognise(tx, [
        callers.Caller(e.channel, e.address, e.identity, e.alias, e.profile_name, e.sent_at,
                       e.formerly)
        for e in unique.values()
    ])  # fmt: skip
    if not known:
        return None
    now_at = {one.address for one in known.values()}
    seats = Seats(*await people.load(tx, sorted({*addresses, *now_at})))
    for e in unique.values():
        if one := known.get(e.address):
            contact = seats.contacts[e.channel, one.address]
            seats.contacts[e.channel, e.address] = contact
            seats.new |= {contact.id} if one.is_new else set()
    return seats


async def _add(tx: Tx, seats: Seats, events: Sequence[Event]) -> None:
    newcomers = [
        people.Newcomer(e.channel, e.address, e.profile_name, e.identity, e.sent_at, e.alias)
        for e in events
    ]
    for contact, person in await people.add(tx, newcomers):
        seats.contacts[contact.channel, contact.address] = contact
        seats.persons[person.id] = person
        seats.new.add(contact.id)
