"""Seats when their persons change: one is erased, or two turn out to be one."""

from datetime import datetime

from sqlalchemy import delete, select, update

from domain.seat import ACTIVE, SeatState, is_stronger
from domain.training import TrainingState
from storage import seats
from storage.database import Tx
from storage.schema import certificates, feedback, trainings
from storage.schema import seats as table


async def free_all(tx: Tx, person_id: int, at: datetime) -> None:
    """A person is erased: seats in trainings still to come go to the next in line.

    What is past stays, without a name: seats, attendance and marks out of five are counts.
    """
    query = (
        select(table.c.id)
        .join(trainings, trainings.c.id == table.c.training_id)
        .where(table.c.person_id == person_id, table.c.state.in_(ACTIVE))
        .where(trainings.c.state.in_((TrainingState.OPEN, TrainingState.CLOSED)))
        .order_by(table.c.training_id)
    )
    for seat_id in list((await tx.execute(query)).scalars()):
        await seats.give_up(tx, seat_id, at)
    await tx.execute(
        update(certificates).where(certificates.c.person_id == person_id).values(name="")
    )
    await tx.execute(update(feedback).where(feedback.c.person_id == person_id).values(words=""))


async def join(tx: Tx, keep: int, gone: int, at: datetime) -> None:
    """Two persons are one: of two seats in one training the one nearer to a place stays.

    Where both had a place, the second one goes to the next in line.
    """
    mine = {s.training_id: s for s in await seats.list_of_person(tx, keep)}
    theirs = sorted(await seats.list_of_person(tx, gone), key=lambda s: s.training_id)
    for other in (s for s in theirs if s.training_id in mine):
        own = mine[other.training_id]
        if is_stronger(other.state, own.state) or _is_ahead(other, own):
            weaker, swap = own, other
        else:
            weaker, swap = other, None
        if weaker.is_active:
            await seats.give_up(tx, weaker.id, at)
        await tx.execute(delete(table).where(table.c.id == weaker.id))
        if swap is not None:
            await tx.execute(update(table).where(table.c.id == swap.id).values(person_id=keep))


def _is_ahead(one: seats.Seat, other: seats.Seat) -> bool:
    return one.state is other.state is SeatState.WAITLISTED and one.line < other.line
