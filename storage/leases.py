"""Leases: which process sends on a channel, and which one ticks the jobs. Database time."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, or_, select

from storage.database import Tx, database_now, insert
from storage.moments import EPOCH, MICROSECOND
from storage.schema import leases

LEASE_SECONDS = 15  # a process that dies loses its lease within this time
RENEW_SECONDS = 5


async def take(tx: Tx, name: str, holder: str) -> bool:
    """Take or renew a lease; False where another process holds it."""
    now = await _now(tx)
    until = now + timedelta(seconds=LEASE_SECONDS)
    statement = insert(tx.dialect)(leases).values(name=name, holder=holder, until=until)
    taken = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": holder, "until": until},
        where=or_(leases.c.holder == holder, leases.c.until < now),
    )
    return bool((await tx.execute(taken)).rowcount)


async def drop(tx: Tx, name: str, holder: str) -> None:
    """Give a lease back, so that the next process need not wait."""
    await tx.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))


async def drop_all(tx: Tx) -> None:
    """End the leases of dead processes. Only for the one process that holds a SQLite file."""
    await tx.execute(delete(leases))


async def list_held(tx: Tx) -> list[str]:
    """Names of the leases that a living process holds."""
    now = await _now(tx)
    query = select(leases.c.name).where(leases.c.until > now).order_by(leases.c.name)
    return list((await tx.execute(query)).scalars())


async def _now(tx: Tx) -> datetime:
    found = (await tx.execute(select(database_now(tx)))).scalar_one()
    return EPOCH + found * MICROSECOND if isinstance(found, int) else found.astimezone(UTC)
