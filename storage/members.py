"""The people of a coordinator: businesses of their clusters in their villages, and their trainings.

The scope is a condition in SQL, so that nothing outside of it is ever read. Phones are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select

from domain.business import State
from domain.seat import SeatState
from domain.training import LIVE, TrainingState
from storage import notes
from storage.database import Tx
from storage.schema import businesses, coordinator_scopes, persons, seats, trainings

MOST = 5000  # ten times what the largest scope of a city holds


@dataclass(frozen=True, slots=True)
class Scope:
    """A cluster in a village, by their codes; '' = every one."""

    cluster: str
    village: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A training that a member is in, or was. is_silent: was asked and has not answered."""

    title: str
    starts_at: datetime
    training_state: TrainingState
    seat_state: SeatState
    has_come: bool
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A business in the scope, its owner's name, and the trainings of the owner, soonest first."""

    business_id: int
    member_number: str
    name: str
    owner: str
    state: State
    cluster: str
    village: str
    taken: Sequence[Taken]

    @property
    def is_silent(self) -> bool:
        """Whether the owner has not answered a reminder."""
        return any(one.is_silent for one in self.taken)


async def list_scopes(tx: Tx, coordinator_id: int) -> list[Scope]:
    """What a coordinator looks after; nothing for everybody else."""
    query = select(coordinator_scopes).where(coordinator_scopes.c.person_id == coordinator_id)
    ordered = query.order_by(coordinator_scopes.c.cluster, coordinator_scopes.c.village)
    return [Scope(r.cluster, r.village) for r in await tx.execute(ordered)]


async def list_of(tx: Tx, coordinator_id: int) -> list[Member]:
    """The coordinator's members by name, at most MOST; who is no IKM is none of them.

    Two queries, however many there are.
    """
    query = (
        select(
            businesses.c.id, businesses.c.person_id, businesses.c.member_number,
            businesses.c.name, businesses.c.state, businesses.c.cluster, businesses.c.village,
            persons.c.name.label("owner"),
        )
        .join(persons, persons.c.id == businesses.c.person_id)
        .where(*_in_scope(coordinator_id))
        .order_by(businesses.c.name, businesses.c.id)
        .limit(MOST)
    )  # fmt: skip
    taken = await _list_taken(tx, coordinator_id)
    return [
        Member(r.id, r.member_number or "", r.name, r.owner, State(r.state), r.cluster, r.village,
               tuple(taken.get(r.person_id, ())))
        for r in await tx.execute(query)
    ]  # fmt: skip


def _in_scope(coordinator_id: int) -> list[Any]:
    """Conditions on `businesses` and `persons`."""
    scope = exists().where(
        coordinator_scopes.c.person_id == coordinator_id,
        coordinator_scopes.c.cluster.in_((businesses.c.cluster, "")),
        coordinator_scopes.c.village.in_((businesses.c.village, "")),
    )
    return [scope, businesses.c.state != State.NOT_IKM, persons.c.erased_at.is_(None)]


async def _list_taken(tx: Tx, coordinator_id: int) -> dict[int, list[Taken]]:
    """Trainings of everybody in the scope, by person: not those called off or left."""
    mine = (
        select(businesses.c.person_id)
        .join(persons, persons.c.id == businesses.c.person_id)
        .where(*_in_scope(coordinator_id))
    )
    query = (
        select(
            seats.c.person_id, seats.c.state, trainings.c.title, trainings.c.starts_at,
            trainings.c.state.label("training_state"),
            notes.has_attended().label("has_come"),
            notes.was_asked(trainings.c.round).label("was_asked"),
        )
        .join(trainings, trainings.c.id == seats.c.training_id)
        .where(
            seats.c.person_id.in_(mine),
            seats.c.state != SeatState.CANCELLED,
            or_(trainings.c.state.in_(LIVE), trainings.c.state == TrainingState.DONE),
        )
        .order_by(trainings.c.starts_at, trainings.c.id)
    )  # fmt: skip
    found: dict[int, list[Taken]] = {}
    for r in await tx.execute(query):
        found.setdefault(r.person_id, []).append(_taken(r))
    return found


def _taken(r: Any) -> Taken:
    state, seat = TrainingState(r.training_state), SeatState(r.state)
    awaits = state in (TrainingState.OPEN, TrainingState.CLOSED) and seat is SeatState.HELD
    return Taken(r.title, r.starts_at, state, seat, bool(r.has_come), awaits and bool(r.was_asked))
