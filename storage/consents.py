"""Consents: every answer is kept; the last one per purpose counts."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, insert, select

from domain.consent import Consent, Purpose
from storage import postponed
from storage.bulk import Bulk
from storage.database import Tx
from storage.ids import new_id
from storage.schema import consents

_ADD = Bulk(insert(consents))
_LIST = (
    select(consents)
    .where(consents.c.person_id == bindparam("person"))
    .order_by(consents.c.answered_at, consents.c.id)
)


async def add(tx: Tx, person_id: int, answers: Sequence[Consent]) -> None:
    """Keep these answers of a person."""
    for one in answers:
        row = {
            "id": new_id(), "person_id": person_id, "purpose": one.purpose,
            "granted": one.is_granted, "text_version": one.text_version, "channel": one.channel,
            "answered_at": one.answered_at,
        }  # fmt: skip
        await postponed.add(tx, _ADD, row, of=person_id)


async def find_latest(tx: Tx, person_id: int) -> Mapping[Purpose, Consent]:
    """The last answer per purpose; a purpose that was never asked about is missing."""
    latest: dict[Purpose, Consent] = {}
    for r in await tx.execute(_LIST, {"person": person_id}):
        purpose = Purpose(r.purpose)
        latest[purpose] = Consent(purpose, r.granted, r.text_version, r.channel, r.answered_at)
    return latest
