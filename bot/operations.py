"""Commands of the operator that look at the database or mend it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.demo import prepare_demo
from bot.settings import Settings
from storage import inbox
from storage.database import Database
from storage.migrate import upgrade


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, closed at the end."""
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


async def migrate(settings: Settings) -> None:
    """Bring the database to the present schema."""
    async with opened(settings) as database:
        await upgrade(database)


async def seed(settings: Settings, *, demo: bool) -> None:
    """Fill the reference tables; with `demo` invented people, on an empty database only."""
    async with opened(settings) as database:
        await upgrade(database)
        if demo:
            await prepare_demo(database, settings.media_dir)


async def list_parked(settings: Settings) -> list[str]:
    """One line per parked event, without a word of what the person said."""
    async with opened(settings) as database, database.read() as tx:
        rows = await inbox.list_parked(tx)
    return [
        f"{r['id']}  {r['received_at']:%Y-%m-%d %H:%M}  {r['channel']}  {r['error']}" for r in rows
    ] or ["No event is parked."]


async def replay_parked(settings: Settings, ids: Sequence[int]) -> list[str]:
    """Mark parked events for another try; the process that ticks the jobs takes their turn."""
    lines = []
    async with opened(settings) as database:
        for row_id in ids:
            async with database.begin() as tx:
                row = await inbox.find(tx, row_id)
                if row is None or row["state"] != inbox.PARKED:
                    lines.append(f"{row_id}: not parked")
                    continue
                await inbox.set_state(tx, row_id, inbox.RETRY, retry_at=datetime.now(UTC))
                await inbox.set_waiting(tx, row["channel"], row["address"], is_waiting=True)
                lines.append(f"{row_id}: will be tried again")
    return lines
