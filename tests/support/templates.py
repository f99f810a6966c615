"""Migrated databases, made once per run and copied for each test: a migration takes its time."""

import shutil
from pathlib import Path

from storage.database import Database
from storage.migrate import upgrade
from tests.support import postgres
from tests.support.reused import Reused


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


async def postgres_databases() -> Reused:
    """PostgreSQL databases made like a migrated one as tests need them; to be closed."""
    url = await postgres.create()
    await migrate(url)
    reused = Reused()
    await reused.open(url)
    return reused
