"""Erasing a person: everything they told goes, counts stay, and so does the proof of consent.

The person's row stays, blank, because consents (kept five years) point to it. Contacts stay as
rows without an address, because messages on their way point to them; whoever writes from there
again is a new person. Files are removed after the commit, by a job.
"""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from domain.delivery import SendState
from storage import people, seat_owners, selling_rows
from storage.database import Tx
from storage.ids import new_id
from storage.outbox import UNSENT
from storage.schema import (
    audit,
    businesses,
    certificates,
    claims,
    contacts,
    coordinator_scopes,
    erasures,
    identities,
    inbox,
    media,
    outbox,
    papers,
    persons,
    roles,
    sessions,
    silences,
    staff_messages,
    timers,
)

NO_WORDS = '{"text":""}'  # an outgoing message without anything in it
NO_EVENT = "{}"
LONG_ENOUGH = 6  # letters of a name that is no part of other words by chance


async def erase(tx: Tx, person_id: int, at: datetime, on: date) -> None:
    """Erase a person and all they told. on: the day in Medan, for the counts."""
    people.note_move(tx)
    await seat_owners.free_all(tx, person_id, at)
    await _erase_businesses(tx, person_id, on)
    await _erase_buyer(tx, person_id)
    await _erase_messages(tx, person_id)
    await _erase_files(tx, person_id)
    await _erase_names(tx, person_id)
    mine = (timers, sessions, silences, staff_messages, claims, roles, coordinator_scopes)
    for table in mine:
        await tx.execute(delete(table).where(table.c.person_id == person_id))
    await _erase_addresses(tx, person_id)
    nobody = {"name": "", "phone": None, "roles": "", "opted_out_at": at, "erased_at": at}
    await tx.execute(update(persons).where(persons.c.id == person_id).values(nobody))


async def _erase_businesses(tx: Tx, person_id: int, on: date) -> None:
    """Businesses and papers; one count each stays, and the audit trail without contents."""
    mine = businesses.c.person_id == person_id
    found = (await tx.execute(select(businesses).where(mine))).all()
    if not found:
        return
    await tx.execute(insert(erasures), [
        {"id": new_id(), "erased_on": on, "cluster": r.cluster, "village": r.village,
         "state": r.state}
        for r in found
    ])  # fmt: skip
    ids = [r.id for r in found]
    await _blank_trail(tx, [f"business:{one}" for one in ids])
    await _blank_copies(tx, ids)
    for r in found:
        await _blank_named(tx, r.name)
    listed, asked = await selling_rows.forget_businesses(tx, ids, on)
    subjects = [f"product:{one}" for one in listed] + [f"enquiry:{one}" for one in asked]
    await _blank_trail(tx, subjects)
    await _blank_copies(tx, [*listed, *asked])
    await tx.execute(delete(claims).where(claims.c.business_id.in_(ids)))
    await tx.execute(delete(papers).where(papers.c.business_id.in_(ids)))
    await tx.execute(delete(businesses).where(mine))


async def _erase_buyer(tx: Tx, person_id: int) -> None:
    """The buyer and what they asked; copies and the trail of both without contents."""
    ids = await selling_rows.forget_buyer(tx, person_id)
    await _blank_trail(tx, [f"{kind}:{one}" for kind in ("enquiry", "buyer") for one in ids])
    await _blank_copies(tx, ids)


async def _erase_messages(tx: Tx, person_id: int) -> None:
    """Copies of the person's messages in the notices that staff got."""
    query = select(staff_messages.c.id).where(staff_messages.c.person_id == person_id)
    await _blank_copies(tx, list((await tx.execute(query)).scalars()))


async def _blank_trail(tx: Tx, subjects: Sequence[str]) -> None:
    """That something was decided about these stays in the trail, without contents."""
    which = update(audit).where(audit.c.subject.in_(subjects))
    await tx.execute(which.values(before=None, after=None))


async def _blank_copies(tx: Tx, ids: Sequence[int]) -> None:
    """Cards and notices about these rows that went to others: their buttons carry the id."""
    for one in ids:
        is_about: ColumnElement[bool] = or_(
            outbox.c.payload.contains(f'.{one}"', autoescape=True),
            outbox.c.payload.contains(f'"{one}"', autoescape=True),
        )
        await _blank(tx, is_about)


async def _blank_named(tx: Tx, name: str) -> None:
    """Messages that have gone and name a business in words alone: questions put to staff about it.

    Of another business with the same name the copy goes too; who got it has read it.
    """
    told = msgspec.json.encode(name).decode()[1:-1]  # as it stands in a payload
    if len(name) >= LONG_ENOUGH:
        has_gone = outbox.c.state.not_in(UNSENT)
        is_about: ColumnElement[bool] = outbox.c.payload.contains(told, autoescape=True) & has_gone
        await _blank(tx, is_about)


async def _blank(tx: Tx, which: ColumnElement[bool]) -> None:
    """Take the words out of messages; what has not gone out is not sent any more."""
    unsent = outbox.c.state.in_(UNSENT)
    cancelled = {"state": SendState.CANCELLED, "reason": "erased"}
    await tx.execute(update(outbox).where(which, unsent).values(cancelled))
    await tx.execute(update(outbox).where(which).values(payload=NO_WORDS))


async def _erase_names(tx: Tx, person_id: int) -> None:
    """Names on certificates as they were asked for: in the trail, and in notices to staff."""
    query = select(certificates.c.id).where(certificates.c.person_id == person_id)
    ids = list((await tx.execute(query)).scalars())
    await _blank_trail(tx, [f"certificate:{one}" for one in ids])
    await _blank_copies(tx, ids)


async def _erase_files(tx: Tx, person_id: int) -> None:
    """All files; the path stays until the job has removed the file."""
    theirs = update(media).where(media.c.person_id == person_id)
    await tx.execute(theirs.values(state="erased", provider_ref="", sha256=None))


async def _erase_addresses(tx: Tx, person_id: int) -> None:
    """Contacts, identities, and what came from and went to their addresses."""
    mine = contacts.c.person_id == person_id
    found = (await tx.execute(select(contacts).where(mine))).all()
    await _blank(tx, outbox.c.contact_id.in_([r.id for r in found]))
    sent = outbox.c.contact_id.in_([r.id for r in found])
    await tx.execute(update(outbox).where(sent).values(address=""))
    for r in found:
        came = (inbox.c.channel == r.channel) & (inbox.c.address == r.address)
        await tx.execute(update(inbox).where(came).values(payload=NO_EVENT, address="", error=""))
        await tx.execute(
            update(contacts)
            .where(contacts.c.id == r.id)
            .values(address=f"erased:{r.id}", alias=None, profile_name="", reachable=False)
        )
    await tx.execute(delete(identities).where(identities.c.person_id == person_id))
