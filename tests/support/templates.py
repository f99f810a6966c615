"""Migrated databases, made once per run and copied for each test: a migration takes its time."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.database import Database
from storage.migrate import upgrade
from tests.support import postgres


async def migrate(url: str) -> None:
    """Bring the database at a URL to the present schema and let go of it."""
    database = Database(url)
    try:
        await upgrade(database)
    finally:
        await database.close()


async def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file in `folder`; closed, so that the file is all there is."""
    file = folder / "template.db"
    await migrate(f"sqlite+aiosqlite:///{file}")
    return file


def copy_sqlite(template: Path, folder: Path) -> str:
    """URL of a copy for one test."""
    file = folder / "test.db"
    shutil.copyfile(template, file)
    return f"sqlite+aiosqlite:///{file}"


@asynccontextmanager
async def postgres_template() -> AsyncIterator[str]:
    """Name of a migrated PostgreSQL database that others are created from; dropped at the end."""
    async with postgres.fresh_database() as url:
        await migrate(url)
        yield url.rpartition("/")[2]
