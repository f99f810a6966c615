"""Offers under way: whom to tell, and which have run out. For the jobs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from domain.seat import SeatState, Step, Why
from domain.training import TrainingState
from storage import places, trainings
from storage.database import Tx
from storage.schema import seats as table
from storage.schema import trainings as trainings_table
from storage.seats import SEATS, Seat, as_seat

_LIVE = trainings_table.c.state.in_((TrainingState.OPEN, TrainingState.CLOSED))
_OFFERS = (
    select(table)
    .join(trainings_table, trainings_table.c.id == table.c.training_id)
    .where(table.c.state == SeatState.OFFERED, _LIVE)
    .order_by(table.c.training_id, table.c.line)
)


async def list_untold(tx: Tx, limit: int = 100) -> list[Seat]:
    """Offers whose person has not been told."""
    query = _OFFERS.where(table.c.offer_told_at.is_(None)).limit(limit)
    return [as_seat(r) for r in await tx.execute(query)]


async def set_told(tx: Tx, seat_id: int, until: datetime, now: datetime) -> bool:
    """The person is told now: the offer's time begins, and lasts until then.

    False where it is no untold offer any more.
    """
    told = (
        update(table)
        .where(table.c.id == seat_id, table.c.state == SeatState.OFFERED)
        .where(table.c.offer_told_at.is_(None))
        .values(offer_told_at=now, offer_ends_at=until)
    )
    return bool((await tx.execute(told)).rowcount)


def _run_out(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What nobody was told of does not run out."""
    return table.c.offer_told_at.is_not(None), table.c.offer_ends_at <= now


async def list_run_out(tx: Tx, now: datetime, limit: int = 100) -> list[int]:
    """Ids of trainings with an offer that has run out. Empty is normal."""
    query = (
        select(table.c.training_id)
        .join(trainings_table, trainings_table.c.id == table.c.training_id)
        .where(table.c.state == SeatState.OFFERED, _LIVE, *_run_out(now))
        .distinct()
        .limit(limit)
    )
    return list((await tx.execute(query)).scalars())


async def expire(tx: Tx, training_id: int, now: datetime) -> list[Seat]:
    """End the offers of a training that have run out and offer the places on; the ended ones."""
    await trainings.lock(tx, training_id)
    query = _OFFERS.where(table.c.training_id == training_id, *_run_out(now))
    ended = [as_seat(r) for r in await tx.execute(query)]
    await _cancel(tx, ended, Why.EXPIRED, now)
    if ended:
        await places.offer_free(tx, SEATS, training_id, now)
    return ended


async def release(tx: Tx, training_id: int, seat_ids: Sequence[int], now: datetime) -> list[Seat]:
    """Release the held seats of those who stayed silent and offer them on; the released ones."""
    await trainings.lock(tx, training_id)
    query = select(table).where(table.c.id.in_(list(seat_ids)), table.c.state == SeatState.HELD)
    silent = [as_seat(r) for r in await tx.execute(query)]
    await _cancel(tx, silent, Why.RELEASED, now)
    if silent:
        await places.offer_free(tx, SEATS, training_id, now)
    return silent


async def _cancel(tx: Tx, ended: Sequence[Seat], why: Why, now: datetime) -> None:
    for seat in ended:
        step = Step(seat.state, SeatState.CANCELLED, why)
        await places.move(tx, SEATS, seat.id, step, now)
