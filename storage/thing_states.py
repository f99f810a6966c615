"""The states of things with places: steps between them, and those that the clock asks for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from domain.training import FOLLOWING, TrainingState, state_by_time
from storage.database import Tx
from storage.places import Scarce


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that the clock has moved on. code: as people call it; state: the new one."""

    code: str
    state: TrainingState


@dataclass(frozen=True, slots=True)
class _Timed:
    """A row as `domain.training.state_by_time` reads it. plan: the row itself, with its times."""

    state: TrainingState
    plan: Any


async def step(tx: Tx, kind: Scarce, thing_id: int, was: TrainingState, to: TrainingState) -> bool:
    """Move a thing on; False where somebody was faster. Raises ValueError for no such step."""
    if to not in FOLLOWING[was]:
        raise ValueError(f"{was} is not followed by {to}")
    return await _move(tx, kind, thing_id, was, to)


async def has_late(tx: Tx, kind: Scarce, now: datetime) -> bool:
    """Whether the clock asks a thing on: a cheap look before the writing one."""
    query = select(kind.things.c.id).where(_late(kind, now)).limit(1)
    return (await tx.execute(query)).first() is not None


async def advance(tx: Tx, kind: Scarce, now: datetime) -> list[Moved]:
    """Move on what the clock asks for, over several states after a standstill. Empty is normal."""
    late = select(kind.things).where(_late(kind, now)).order_by(kind.things.c.starts_at).limit(100)
    moved = []
    for r in (await tx.execute(late)).all():
        was = TrainingState(r.state)
        to = state_by_time(_Timed(was, r), now)
        if await _move(tx, kind, r.id, was, to):
            moved.append(Moved(r.code, to))
    return moved


async def _move(tx: Tx, kind: Scarce, thing_id: int, was: TrainingState, to: TrainingState) -> bool:
    things = kind.things
    mine = update(things).where(things.c.id == thing_id, things.c.state == was)
    return bool((await tx.execute(mine.values(state=to))).rowcount)


def _late(kind: Scarce, now: datetime) -> ColumnElement[bool]:
    things = kind.things.c
    return or_(
        and_(things.state == TrainingState.OPEN, things.registration_closes_at <= now),
        and_(things.state == TrainingState.CLOSED, things.starts_at <= now),
        and_(things.state == TrainingState.RUNNING, things.ends_at <= now),
    )
