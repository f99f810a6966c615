"""Persons who have not written for two years, and how often they were asked whether to be kept.

A row stands while somebody is being asked. It goes when they write, when they get a role or a
seat, and with the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, exists, or_, select

from domain.inactivity import INACTIVE_AFTER
from domain.seat import ACTIVE
from domain.training import TrainingState
from storage.database import MAX_BIND, Tx, insert
from storage.ids import new_id
from storage.schema import (
    IS_UNFINISHED,
    businesses,
    buyers,
    consents,
    contacts,
    inbox,
    market_events,
    outbox,
    persons,
    roles,
    seats,
    silences,
    stalls,
    trainings,
)


@dataclass(frozen=True, slots=True)
class Silence:
    """asks: how often they were asked. sent: state of the last question, '' where none went out."""

    person_id: int
    asks: int
    due_at: datetime
    sent: str


async def list_slice(tx: Tx, now: datetime, after: int = 0) -> list[int]:
    """Ids of persons who may have been silent for so long, in order; at most one slice of them.

    Those who were asked are among them. A person is looked at by age alone here.
    """
    query = (
        select(persons.c.id)
        .where(
            persons.c.id > after,
            persons.c.erased_at.is_(None),
            or_(persons.c.created_at < now - INACTIVE_AFTER, _is_asked()),
        )
        .order_by(persons.c.id)
        .limit(MAX_BIND)
    )
    return list((await tx.execute(query)).scalars())


async def list_inactive(tx: Tx, now: datetime, person_ids: Sequence[int]) -> list[int]:
    """Which of these nobody has heard of for so long, and the office does not need either.

    Never somebody with a role, with a place or a wait in something that has not ended, with a
    message that is not dealt with yet, or without any contact: those nobody could have asked.
    """
    query = select(persons.c.id).where(
        persons.c.id.in_(person_ids),
        persons.c.erased_at.is_(None),
        _has(contacts),
        ~_has(contacts, or_(contacts.c.last_inbound_at >= now - INACTIVE_AFTER,
                            contacts.c.is_waiting.is_(True))),
        ~_has(roles),
        ~_has_place(now),
        ~_has_message(),
    )  # fmt: skip
    return list((await tx.execute(query.order_by(persons.c.id))).scalars())


def _has(table: Table, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.person_id == persons.c.id, *where)


def _is_asked() -> ColumnElement[bool]:
    return _has(silences)


def _has_place(now: datetime) -> ColumnElement[bool]:
    """A seat or a stall, or the wait for one, in something that is still to come or goes on."""
    ended = (TrainingState.DONE, TrainingState.CANCELLED)
    in_training = and_(
        seats.c.state.in_(ACTIVE),
        trainings.c.id == seats.c.training_id,
        trainings.c.state.not_in(ended),
    )
    at_event = and_(
        stalls.c.state.in_(ACTIVE),
        market_events.c.id == stalls.c.event_id,
        market_events.c.ends_at >= now,
    )
    return or_(_has(seats, in_training), _has(stalls, at_event))


def _has_message() -> ColumnElement[bool]:
    """Something they wrote whose turn failed: it has not counted yet as a word of theirs."""
    came = and_(inbox.c.channel == contacts.c.channel, inbox.c.address == contacts.c.address)
    return _has(contacts, came, IS_UNFINISHED)


async def list_strangers(tx: Tx, person_ids: Sequence[int]) -> set[int]:
    """Those of these who said hello and no more: no name, no consent, nothing theirs."""
    said_nothing = [~_has(one) for one in (consents, businesses, buyers, seats, stalls)]
    query = select(persons.c.id).where(
        persons.c.id.in_(person_ids), persons.c.name == "", *said_nothing
    )
    return set((await tx.execute(query)).scalars())


async def list_asked(tx: Tx, person_ids: Sequence[int]) -> dict[int, Silence]:
    """Those of these persons who were asked, by person."""
    query = (
        select(silences.c.person_id, silences.c.asks, silences.c.due_at, outbox.c.state)
        .select_from(silences.outerjoin(outbox, outbox.c.id == silences.c.outbox_id))
        .where(silences.c.person_id.in_(person_ids))
    )
    return {r[0]: Silence(r[0], r[1], r[2], r[3] or "") for r in await tx.execute(query)}


async def is_asked(tx: Tx, person_id: int) -> bool:
    """Whether this person was asked and has not answered."""
    query = select(silences.c.id).where(silences.c.person_id == person_id)
    return (await tx.execute(query)).first() is not None


async def note_asked(
    tx: Tx, person_id: int, asks: int, outbox_id: int | None, due_at: datetime
) -> None:
    """It was asked for the time number `asks`; outbox_id: None where nothing reaches them."""
    values = {"asks": asks, "outbox_id": outbox_id, "due_at": due_at}
    statement = insert(tx.dialect)(silences).values(id=new_id(), person_id=person_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


async def drop(tx: Tx, person_ids: Sequence[int]) -> None:
    """These are silent no more."""
    await tx.execute(delete(silences).where(silences.c.person_id.in_(person_ids)))
