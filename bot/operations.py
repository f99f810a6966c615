"""Commands of the operator that look at the database or mend it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
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
