"""Broadcasts: a message, its frozen audience, and what became of it for each person.

The audience is frozen in one statement when staff confirm it; a person stands in it once. Who is
queued has a row in the outbox, and what became of that row is read there: nothing is counted twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, exists, func, insert, literal, select, update

from domain.broadcast import FOLLOWING, Audience, BroadcastState, RecipientState
from domain.delivery import SendState
from storage import audiences
from storage.database import MAX_BIND, Tx
from storage.ids import new_id
from storage.schema import broadcasts, contacts, outbox, persons, recipients

MAX_AHEAD = 1000  # rows of one broadcast in the outbox: what a pause has to hold back at most
PAUSED = "paused"  # reason of rows held back


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many. about: "training:123". payload: `dialog.messages.Outgoing` as JSON."""

    id: int
    about: str
    payload: str
    state: BroadcastState
    due_at: datetime
    expires_at: datetime | None
    audience: int  #: persons in it, frozen
    created_by: int | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to be written to. reason: why not, '' where nothing speaks against it."""

    person_id: int
    contact_id: int
    channel: str
    address: str
    reason: str


async def add(tx: Tx, new: Broadcast, audience: Audience, at: datetime) -> Broadcast:
    """Keep a broadcast and freeze its audience, in one statement; id, audience are filled in."""
    made_id = new_id()
    await tx.execute(
        insert(broadcasts).values(
            id=made_id, about=new.about, payload=new.payload, state=BroadcastState.SCHEDULED,
            due_at=new.due_at, expires_at=new.expires_at, frozen_at=at, created_at=at,
            created_by=new.created_by,
        )
    )  # fmt: skip
    members = audiences.persons_of(audience).where(persons.c.opted_out_at.is_(None)).subquery()
    frozen = insert(recipients).from_select(
        ["broadcast_id", "person_id", "state", "reason"],
        select(literal(made_id), members.c.id, literal(RecipientState.WAITING.value), literal("")),
    )
    count = (await tx.execute(frozen)).rowcount
    await tx.execute(update(broadcasts).where(broadcasts.c.id == made_id).values(audience=count))
    return await get(tx, made_id)


async def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """The broadcast, or None."""
    found = await _list(tx, broadcasts.c.id == broadcast_id)
    return found[0] if found else None


async def get(tx: Tx, broadcast_id: int) -> Broadcast:
    """The broadcast that is there."""
    return (await _list(tx, broadcasts.c.id == broadcast_id))[0]


async def list_running(tx: Tx) -> list[Broadcast]:
    """Broadcasts that are not over, the oldest first. Empty is normal."""
    live = (BroadcastState.SCHEDULED, BroadcastState.SENDING, BroadcastState.PAUSED)
    return await _list(tx, broadcasts.c.state.in_(live))


async def list_about(tx: Tx, about: str) -> list[Broadcast]:
    """Every broadcast about a subject ("training:123"), the oldest first."""
    return await _list(tx, broadcasts.c.about == about)


async def set_state(
    tx: Tx, broadcast_id: int, was: BroadcastState, to: BroadcastState, at: datetime
) -> bool:
    """Move a broadcast on; False where somebody was faster."""
    if to not in FOLLOWING[was]:
        raise ValueError(f"{was} is not followed by {to}")
    ended = at if not FOLLOWING[to] else None
    moved = update(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.state == was)
    return bool((await tx.execute(moved.values(state=to, ended_at=ended))).rowcount)


async def pause(tx: Tx, broadcast_id: int, at: datetime) -> bool:
    """Hold everything back that has not left; False where it is not being sent."""
    if not await set_state(tx, broadcast_id, BroadcastState.SENDING, BroadcastState.PAUSED, at):
        return False
    await _move_rows(tx, broadcast_id, (SendState.QUEUED,), SendState.HELD, PAUSED)
    return True


async def resume(tx: Tx, broadcast_id: int, at: datetime) -> bool:
    """Go on; False where it is not paused."""
    if not await set_state(tx, broadcast_id, BroadcastState.PAUSED, BroadcastState.SENDING, at):
        return False
    await requeue_held(tx, broadcast_id)
    return True


async def cancel(tx: Tx, broadcast_id: int, at: datetime) -> bool:
    """End it; who has not been written to never will be. False where it is over."""
    one = await find(tx, broadcast_id)
    if one is None or BroadcastState.CANCELLED not in FOLLOWING[one.state]:
        return False
    if not await set_state(tx, broadcast_id, one.state, BroadcastState.CANCELLED, at):
        return False
    unsent = (SendState.QUEUED, SendState.HELD)
    await _move_rows(tx, broadcast_id, unsent, SendState.CANCELLED, "broadcast_cancelled")
    return True


async def cancel_about(tx: Tx, about: str, at: datetime) -> int:
    """End every broadcast about a subject whose facts have changed; how many."""
    return sum([await cancel(tx, one.id, at) for one in await list_about(tx, about)])


async def requeue_held(tx: Tx, broadcast_id: int) -> None:
    """Rows that a pause held back go on: those that the sender gave back late, too."""
    held = outbox.c.reason == PAUSED
    await tx.execute(
        update(outbox)
        .where(outbox.c.broadcast_id == broadcast_id, outbox.c.state == SendState.HELD, held)
        .values(state=SendState.QUEUED, reason="")
    )


async def _move_rows(
    tx: Tx, broadcast_id: int, was: Sequence[SendState], to: SendState, reason: str
) -> None:
    await tx.execute(
        update(outbox)
        .where(outbox.c.broadcast_id == broadcast_id, outbox.c.state.in_(list(was)))
        .values(state=to, reason=reason)
    )


async def is_sending(tx: Tx, broadcast_id: int) -> bool:
    """Whether its rows may leave: asked just before one does."""
    query = select(broadcasts.c.state).where(broadcasts.c.id == broadcast_id)
    return (await tx.execute(query)).scalar() == BroadcastState.SENDING


async def count_ahead(tx: Tx, broadcast_id: int) -> int:
    """Its rows in the outbox that have not left."""
    waiting = (SendState.QUEUED, SendState.SENDING)
    query = select(func.count()).where(
        outbox.c.broadcast_id == broadcast_id, outbox.c.state.in_(waiting)
    )
    return int((await tx.execute(query)).scalar_one())


async def list_waiting(tx: Tx, broadcast_id: int, limit: int = MAX_BIND) -> list[Recipient]:
    """The next persons to be written to, by the contact they used last."""
    query = (
        select(recipients.c.person_id, persons.c.opted_out_at, persons.c.erased_at)
        .join(persons, persons.c.id == recipients.c.person_id)
        .where(
            recipients.c.broadcast_id == broadcast_id,
            recipients.c.state == RecipientState.WAITING,
        )
        .order_by(recipients.c.person_id)
        .limit(limit)
    )
    found = (await tx.execute(query)).all()
    reach = await _list_reach(tx, [r.person_id for r in found])
    return [_recipient(r, reach.get(r.person_id)) for r in found]


def _recipient(r: Any, reach: Any) -> Recipient:
    if r.opted_out_at is not None or r.erased_at is not None:
        return Recipient(r.person_id, 0, "", "", "opted_out")
    if reach is None:
        return Recipient(r.person_id, 0, "", "", "unreachable")
    return Recipient(r.person_id, reach.id, reach.channel, reach.address, "")


async def _list_reach(tx: Tx, person_ids: Sequence[int]) -> dict[int, Any]:
    if not person_ids:
        return {}
    query = (
        select(contacts.c.person_id, contacts.c.id, contacts.c.channel, contacts.c.address)
        .where(contacts.c.person_id.in_(list(person_ids)), contacts.c.reachable.is_(True))
        .order_by(contacts.c.last_inbound_at)
    )
    return {r.person_id: r for r in await tx.execute(query)}


async def settle(
    tx: Tx, broadcast_id: int, settled: Sequence[tuple[Recipient, int | None]]
) -> None:
    """These recipients have a row in the outbox now (its id), or are skipped (None)."""
    one = update(recipients).where(
        recipients.c.broadcast_id == broadcast_id, recipients.c.person_id == bindparam("person")
    )
    values = one.values(state=bindparam("to"), reason=bindparam("why"), outbox_id=bindparam("row"))
    await tx.execute(values, [
        {"person": r.person_id, "why": r.reason, "row": row,
         "to": RecipientState.QUEUED if row is not None else RecipientState.SKIPPED}
        for r, row in settled
    ])  # fmt: skip


async def has_waiting(tx: Tx, broadcast_id: int) -> bool:
    """Whether anybody has not been written to."""
    waits = exists().where(
        recipients.c.broadcast_id == broadcast_id, recipients.c.state == RecipientState.WAITING
    )
    return bool((await tx.execute(select(waits))).scalar())


async def count_by_state(tx: Tx, broadcast_id: int) -> dict[str, int]:
    """How many recipients there are by what became of them; the sum is the frozen audience.

    waiting, skipped, or the state of the outbox row: sent, delivered, read, failed, uncertain …
    """
    what = case(
        (recipients.c.outbox_id.is_not(None), func.coalesce(outbox.c.state, SendState.EXPIRED)),
        else_=recipients.c.state,
    )
    query = (
        select(what, func.count())
        .select_from(recipients.outerjoin(outbox, outbox.c.id == recipients.c.outbox_id))
        .where(recipients.c.broadcast_id == broadcast_id)
        .group_by(what)
    )
    return {state: n for state, n in await tx.execute(query)}


async def _list(tx: Tx, where: Any) -> list[Broadcast]:
    query = select(broadcasts).where(where).order_by(broadcasts.c.id)
    return [
        Broadcast(r.id, r.about, r.payload, BroadcastState(r.state), r.due_at, r.expires_at,
                  r.audience, r.created_by)
        for r in await tx.execute(query)
    ]  # fmt: skip
