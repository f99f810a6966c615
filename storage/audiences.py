"""Who is meant by an announcement, among those who agreed to be told. The same rule as
`domain.enrolment.fits`, in SQL, so that an audience is counted and frozen in one statement."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from domain.broadcast import Audience
from domain.business import State
from domain.consent import Purpose
from domain.enrolment import PRODUCES, PRODUCES_NOT_YET
from domain.training import Target
from storage.database import Tx
from storage.schema import businesses, consents, persons


async def count(tx: Tx, audience: Audience) -> int:
    """How many people it reaches: fitting, agreed, and not stopped."""
    members = persons_of(audience).where(persons.c.opted_out_at.is_(None)).subquery()
    return int((await tx.execute(select(func.count()).select_from(members))).scalar_one())


async def count_stopped(tx: Tx, audience: Audience) -> int:
    """How many it would fit who agreed once and said *berhenti* since."""
    once = exists().where(
        consents.c.person_id == persons.c.id,
        consents.c.purpose == Purpose.BROADCASTS,
        consents.c.granted.is_(True),
    )
    stopped = select(func.count()).where(
        persons.c.erased_at.is_(None), persons.c.opted_out_at.is_not(None), once,
        exists().where(*_fits(audience)),
    )  # fmt: skip
    return int((await tx.execute(stopped)).scalar_one())


def persons_of(audience: Audience) -> Select[Any]:
    """Ids of the persons it fits whose last word about being told was yes."""
    return select(persons.c.id).where(
        persons.c.erased_at.is_(None), _agreed(), exists().where(*_fits(audience))
    )


def _agreed() -> ColumnElement[bool]:
    """Their last answer about broadcasts was yes."""
    last = (
        select(consents.c.granted)
        .where(consents.c.person_id == persons.c.id, consents.c.purpose == Purpose.BROADCASTS)
        .order_by(consents.c.answered_at.desc(), consents.c.id.desc())
        .limit(1)
        .correlate(persons)
        .scalar_subquery()
    )
    return last.is_(True)


def _fits(audience: Audience) -> list[ColumnElement[bool]]:
    is_ikm = businesses.c.makes.in_(PRODUCES) & (businesses.c.state != State.NOT_IKM)
    is_prospective = businesses.c.makes.in_(PRODUCES_NOT_YET)
    wanted = {
        Target.IKM: is_ikm,
        Target.PROSPECTIVE: is_prospective,
        Target.BOTH: or_(is_ikm, is_prospective),
    }
    found = [businesses.c.person_id == persons.c.id, wanted[audience.target]]
    if audience.clusters:
        found.append(businesses.c.cluster.in_(audience.clusters))
    if audience.only_verified:
        found.append(businesses.c.state == State.VERIFIED)
    return found
