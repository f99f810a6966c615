"""Persons who have only said hello: another chat of somebody who is known by then.

Who writes on WhatsApp and then shares the same number on Telegram is one person, and nothing has
to be asked: there is nothing that could be somebody else's.
"""

from datetime import datetime

from sqlalchemy import select, update

from storage import people
from storage.database import Tx
from storage.schema import contacts, identities, metadata, persons, sessions

OF_A_HELLO = (contacts, identities, sessions)  # what refers to a person who has told nothing


async def is_blank(tx: Tx, person_id: int) -> bool:
    """Whether the person has no name and no role, and nothing but a hello refers to them."""
    told = (persons.c.name != "") | (persons.c.roles != "") | persons.c.opted_out_at.is_not(None)
    query = select(persons.c.id).where(persons.c.id == person_id, told)
    if (await tx.execute(query)).first() is not None:
        return False
    for table in metadata.sorted_tables:
        for column in table.columns if table not in OF_A_HELLO else ():
            if column.references(persons.c.id):
                found = await tx.execute(select(column).where(column == person_id).limit(1))
                if found.first() is not None:
                    return False
    return True


async def take_in(tx: Tx, person_id: int, blank: int, at: datetime) -> None:
    """The chat of a blank person is one more of this person's; what it had just begun ends."""
    begun = update(sessions).where(sessions.c.person_id == blank, sessions.c.state == "open")
    await tx.execute(begun.values(state="cancelled", nudge_at=None))
    await people.merge(tx, person_id, blank, at)
