"""Seats and stalls when their persons change: one is erased, or two turn out to be one."""

from datetime import datetime

from sqlalchemy import delete, select, update

from domain.seat import ACTIVE, SeatState, is_stronger
from storage import place_changes, places, stalls
from storage.database import Tx
from storage.places import KINDS, STALLS, TO_COME, Place, Scarce
from storage.schema import certificates, feedback


async def free_all(tx: Tx, person_id: int, at: datetime) -> None:
    """A person is erased: places in what is still to come go to the next in line.

    What is past stays, without a name: seats, stalls, attendance, marks out of five and bands of
    sales are counts.
    """
    for kind in KINDS:
        await _free(tx, kind, person_id, at)
    await tx.execute(
        update(certificates).where(certificates.c.person_id == person_id).values(name="")
    )
    await tx.execute(update(feedback).where(feedback.c.person_id == person_id).values(words=""))


async def _free(tx: Tx, kind: Scarce, person_id: int, at: datetime) -> None:
    table = kind.places
    query = (
        select(table.c.id)
        .join(kind.things, kind.things.c.id == kind.thing_id)
        .where(table.c.person_id == person_id, table.c.state.in_(ACTIVE))
        .where(kind.things.c.state.in_(TO_COME))
        .order_by(kind.thing_id)
    )
    for place_id in list((await tx.execute(query)).scalars()):
        await place_changes.give_up(tx, kind, place_id, at)


async def join(tx: Tx, keep: int, gone: int, at: datetime) -> None:
    """Two persons are one: of two places in one thing the one nearer to a place stays.

    Where both had a place, the second one goes to the next in line.
    """
    for kind in KINDS:
        await _join(tx, kind, keep, gone, at)


async def _join(tx: Tx, kind: Scarce, keep: int, gone: int, at: datetime) -> None:
    table = kind.places
    mine = {p.thing_id: p for p in await places.list_of_person(tx, kind, keep)}
    theirs = await places.list_of_person(tx, kind, gone)
    for other in (p for p in theirs if p.thing_id in mine):
        own = mine[other.thing_id]
        stays, weaker = own, other
        if is_stronger(other.state, own.state) or _is_ahead(other, own):
            stays, weaker = other, own
        if weaker.is_active:
            await place_changes.give_up(tx, kind, weaker.id, at)
        if kind is STALLS:
            await stalls.keep_said(tx, stays.id, weaker.id)
        await tx.execute(delete(table).where(table.c.id == weaker.id))
        await tx.execute(update(table).where(table.c.id == stays.id).values(person_id=keep))


def _is_ahead(one: Place, other: Place) -> bool:
    return one.state is other.state is SeatState.WAITLISTED and one.line < other.line
