"""Where people can be written to: their name, and the reachable contact they used last."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from storage.among import among
from storage.database import Tx
from storage.schema import contacts, persons

_CAN = and_(contacts.c.person_id == persons.c.id, contacts.c.reachable.is_(True))
_OF = (
    select(
        persons.c.id, persons.c.name, persons.c.opted_out_at,
        contacts.c.id.label("contact_id"), contacts.c.channel, contacts.c.address,
    )
    .select_from(persons.outerjoin(contacts, _CAN))
    .where(among(persons.c.id, "wanted"), persons.c.erased_at.is_(None))
    .order_by(contacts.c.last_inbound_at)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """contact_id: 0 where nothing reaches the person. is_stopped: wants no broadcasts."""

    person_id: int
    name: str
    is_stopped: bool
    contact_id: int = 0
    channel: str = ""
    address: str = ""


async def list_of(tx: Tx, person_ids: Sequence[int]) -> dict[int, Reach]:
    """Per person how to reach them; erased ones are missing."""
    if not person_ids:
        return {}
    return {
        id_: Reach(id_, name, opted_out_at is not None, contact_id or 0, channel or "",
                   address or "")
        for id_, name, opted_out_at, contact_id, channel, address
        in (await tx.execute(_OF, {"wanted": list(person_ids)})).all()
    }  # fmt: skip


async def reaches(tx: Tx, person_id: int) -> bool:
    """Whether anything reaches the person."""
    to = (await list_of(tx, [person_id])).get(person_id)
    return to is not None and to.contact_id != 0
