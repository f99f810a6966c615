"""Certificates of trainings: issued once per attended training, shown genuine by their code."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from domain.calendar import day_of
from domain.invitation import ALPHABET
from domain.seat import HAS_SEAT
from domain.training import Training, has_attended_enough
from storage import counters
from storage.database import MAX_BIND, Tx
from storage.ids import new_id
from storage.schema import attendance, certificates, meetings, persons, seats

CODE_LENGTH = 12  # of 32 signs: 60 bits, nobody finds another's by trying


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on it. code: of its public page; name: '' once the person is erased."""

    id: int
    training_id: int
    person_id: int
    number: str
    code: str
    name: str
    hours: int
    issued_at: datetime


async def find(tx: Tx, certificate_id: int) -> Certificate | None:
    """The certificate, or None."""
    return await _find(tx, certificates.c.id == certificate_id)


async def find_by_code(tx: Tx, code: str) -> Certificate | None:
    """The certificate with this code, or None: then it is not one of ours."""
    return await _find(tx, certificates.c.code == code.strip().upper())


async def find_of(tx: Tx, training_id: int, person_id: int) -> Certificate | None:
    """The person's certificate of a training, or None."""
    mine = certificates.c.training_id == training_id
    return await _find(tx, mine & (certificates.c.person_id == person_id))


async def list_of_person(tx: Tx, person_id: int) -> list[Certificate]:
    """All certificates of a person, the newest first."""
    query = select(certificates).where(certificates.c.person_id == person_id)
    return [_certificate(r) for r in await tx.execute(query.order_by(certificates.c.id.desc()))]


async def list_of_training(tx: Tx, training_id: int) -> list[Certificate]:
    """All certificates of a training, in the order in which they were issued."""
    query = select(certificates).where(certificates.c.training_id == training_id)
    return [_certificate(r) for r in await tx.execute(query.order_by(certificates.c.id))]


async def set_name(tx: Tx, certificate_id: int, name: str) -> bool:
    """Write the name on a certificate anew; False where the person is erased."""
    mine = certificates.c.id == certificate_id, certificates.c.name != ""
    return bool((await tx.execute(update(certificates).where(*mine).values(name=name))).rowcount)


async def issue_due(
    tx: Tx, training: Training, at: datetime, limit: int = MAX_BIND
) -> list[Certificate]:
    """Issue certificates to those who came often enough and have none; the new ones.

    Numbers run by year: "PLT-001/12/2026" is the twelfth of 2026, for training PLT-001.
    """
    entitled = await _list_entitled(tx, training, limit)
    if not entitled:
        return []
    year = day_of(training.plan.ends_at).year
    counts = await counters.next_values(tx, f"certificates:{year}", len(entitled))
    made = [
        Certificate(
            new_id(), training.id, r.person_id, f"{training.code}/{count}/{year}", _code(), r.name,
            training.plan.hours, at,
        )
        for count, r in zip(counts, entitled, strict=True)
    ]  # fmt: skip
    await tx.execute(insert(certificates), [asdict(one) for one in made])
    return made


async def _list_entitled(tx: Tx, training: Training, limit: int) -> list[Any]:
    came = (
        select(attendance.c.person_id, func.count().label("times"))
        .join(meetings, meetings.c.id == attendance.c.meeting_id)
        .where(meetings.c.training_id == training.id)
        .group_by(attendance.c.person_id)
        .subquery()
    )
    has_one = select(certificates.c.person_id).where(certificates.c.training_id == training.id)
    query = (
        select(came.c.person_id, came.c.times, persons.c.name)
        .join(persons, persons.c.id == came.c.person_id)
        .join(seats, seats.c.person_id == persons.c.id)
        .where(
            seats.c.training_id == training.id,
            seats.c.state.in_(HAS_SEAT),
            persons.c.erased_at.is_(None),
            persons.c.id.not_in(has_one),
        )
        .order_by(func.lower(persons.c.name), persons.c.id)
        .limit(limit)
    )
    days = len(training.plan.meetings)
    percent = training.plan.min_attendance_percent
    found = (await tx.execute(query)).all()
    return [r for r in found if has_attended_enough(r.times, days, percent)]


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


async def _find(tx: Tx, where: Any) -> Certificate | None:
    r = (await tx.execute(select(certificates).where(where))).first()
    return _certificate(r) if r is not None else None


def _certificate(r: Any) -> Certificate:
    return Certificate(r.id, r.training_id, r.person_id, r.number, r.code, r.name, r.hours,
                       r.issued_at)  # fmt: skip
