"""Broadcasts: a message, its frozen audience, and what became of it for each person.

The audience is frozen in one statement when staff confirm it; a person stands in it once. Who is
queued has a row in the outbox, and what became of that row is read there: nothing is counted twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, exists, func, insert, literal, select, update

from domain.broadcast import FOLLOWING, HAS_PLACE, Audience, BroadcastState, RecipientState
from domain.delivery import SendState
from storage import audiences, places, reach
from storage.database import MAX_BIND, Tx
from storage.ids import new_id
from storage.reach import Reach
from storage.schema import IS_UNSENT, broadcasts, outbox, persons, recipients

MAX_AHEAD = 1000  # rows of one broadcast in the outbox: what a pause has to hold back at most
PAUSED = "paused"  # reason of rows held back
CANCELLED = "broadcast_cancelled"  # reason of rows that never left
LIVE = (BroadcastState.SCHEDULED, BroadcastState.SENDING, BroadcastState.PAUSED)


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


async def hold(tx: Tx, broadcast_id: int) -> Broadcast:
    """The broadcast, which nobody changes from here to the commit (SQLite: is the only writer)."""
    mine = select(broadcasts.c.id).where(broadcasts.c.id == broadcast_id)
    await tx.execute(mine.with_for_update(read=True))
    return await get(tx, broadcast_id)


async def list_running(tx: Tx) -> list[Broadcast]:
    """Broadcasts that are not over, the oldest first. Empty is normal."""
    return await _list(tx, broadcasts.c.state.in_(LIVE))


async def list_ended_untold(tx: Tx) -> list[Broadcast]:
    """Broadcasts that came to an end of which who ordered them has not heard."""
    ended = (BroadcastState.DONE, BroadcastState.EXPIRED)
    return await _list(tx, broadcasts.c.state.in_(ended) & broadcasts.c.told_at.is_(None))


async def set_told(tx: Tx, broadcast_id: int, at: datetime) -> bool:
    """Who ordered it hears of its end now; False where they have."""
    mine = update(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.told_at.is_(None))
    return bool((await tx.execute(mine.values(told_at=at))).rowcount)


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
    return await set_state(tx, broadcast_id, BroadcastState.PAUSED, BroadcastState.SENDING, at)


async def cancel(tx: Tx, broadcast_id: int, at: datetime) -> bool:
    """End it; who has not been written to never will be. False where it is over."""
    one = await find(tx, broadcast_id)
    if one is None or BroadcastState.CANCELLED not in FOLLOWING[one.state]:
        return False
    if not await set_state(tx, broadcast_id, one.state, BroadcastState.CANCELLED, at):
        return False
    unsent = (SendState.QUEUED, SendState.HELD)
    await _move_rows(tx, broadcast_id, unsent, SendState.CANCELLED, CANCELLED)
    return True


async def rewrite_about(tx: Tx, about: str, payload: str, expires_at: datetime) -> None:
    """Facts of a subject have changed: who has not been written to yet reads the new ones."""
    mine = (broadcasts.c.about == about) & broadcasts.c.state.in_(LIVE)
    unsent = outbox.c.state.in_((SendState.QUEUED, SendState.HELD))
    of_mine = outbox.c.broadcast_id.in_(select(broadcasts.c.id).where(mine))
    new = {"payload": payload, "expires_at": expires_at}
    await tx.execute(update(broadcasts).where(mine).values(new))  # waits for a page under way
    await tx.execute(update(outbox).where(IS_UNSENT, unsent, of_mine).values(new))


async def cancel_about(tx: Tx, about: str, at: datetime) -> int:
    """End every broadcast about a subject whose facts have changed; how many."""
    return sum([await cancel(tx, one.id, at) for one in await list_about(tx, about)])


async def has_stale_held(tx: Tx) -> bool:
    """Whether rows are held back of a broadcast that is not paused (any more)."""
    return (await tx.execute(select(outbox.c.id).where(_stale_held()).limit(1))).first() is not None


async def settle_held(tx: Tx) -> None:
    """What a pause held back goes on, or ends with its broadcast; rows given back late, too."""
    ended = (BroadcastState.CANCELLED, BroadcastState.EXPIRED)
    over = select(broadcasts.c.id).where(broadcasts.c.state.in_(ended))
    await tx.execute(
        update(outbox)
        .where(_stale_held(), outbox.c.broadcast_id.in_(over))
        .values(state=SendState.CANCELLED, reason=CANCELLED)
    )
    await tx.execute(update(outbox).where(_stale_held()).values(state=SendState.QUEUED, reason=""))


def _stale_held() -> ColumnElement[bool]:
    going = select(broadcasts.c.id).where(broadcasts.c.state != BroadcastState.PAUSED)
    held = IS_UNSENT & (outbox.c.state == SendState.HELD) & (outbox.c.reason == PAUSED)
    return held & outbox.c.broadcast_id.in_(going)


async def _move_rows(
    tx: Tx, broadcast_id: int, was: Sequence[SendState], to: SendState, reason: str
) -> None:
    await tx.execute(
        update(outbox)
        .where(IS_UNSENT, outbox.c.broadcast_id == broadcast_id, outbox.c.state.in_(list(was)))
        .values(state=to, reason=reason)
    )


async def find_state(tx: Tx, broadcast_id: int) -> BroadcastState | None:
    """Its state: asked just before one of its rows leaves."""
    query = select(broadcasts.c.state).where(broadcasts.c.id == broadcast_id)
    found = (await tx.execute(query)).scalar()
    return BroadcastState(found) if found is not None else None


async def count_ahead(tx: Tx, broadcast_id: int) -> int:
    """Its rows in the outbox that have not left."""
    waiting = (SendState.QUEUED, SendState.SENDING)
    query = select(func.count()).where(
        IS_UNSENT, outbox.c.broadcast_id == broadcast_id, outbox.c.state.in_(waiting)
    )
    return int((await tx.execute(query)).scalar_one())


async def list_waiting(tx: Tx, one: Broadcast, limit: int = MAX_BIND) -> list[Recipient]:
    """The next persons to be written to, by the contact they used last.

    Who is in it already needs no invitation.
    """
    query = (
        select(recipients.c.person_id)
        .where(
            recipients.c.broadcast_id == one.id,
            recipients.c.state == RecipientState.WAITING,
        )
        .order_by(recipients.c.person_id)
        .limit(limit)
    )
    found = list((await tx.execute(query)).scalars())
    how = await reach.list_of(tx, found)
    inside = await places.list_inside(tx, one.about, found)
    return [_recipient(who, how.get(who), is_inside=who in inside) for who in found]


def _recipient(person_id: int, how: Reach | None, *, is_inside: bool) -> Recipient:
    if how is None or how.is_stopped:
        return Recipient(person_id, 0, "", "", "opted_out")
    if is_inside:
        return Recipient(person_id, 0, "", "", HAS_PLACE)
    if not how.contact_id:
        return Recipient(person_id, 0, "", "", "unreachable")
    return Recipient(person_id, how.contact_id, how.channel, how.address, "")


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
