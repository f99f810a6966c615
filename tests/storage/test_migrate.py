"""A new database is made at once; it is the same as one that took every step."""

import subprocess
import sys

import pytest
from sqlalchemy import Connection, Index, MetaData, Table, delete, text

from storage import migrate
from storage.database import Database
from storage.migrate import find_revision, list_missing, newest_revision, upgrade
from tests.support.source import ROOT


def shape(connection: Connection) -> dict[str, object]:
    """Tables as the database has them: columns, keys, indexes and which rows those cover."""
    there = MetaData()
    there.reflect(connection)
    return {
        name: (
            sorted((c.name, str(c.type), c.nullable, c.primary_key) for c in table.columns),
            sorted(
                (i.name or "", [c.name for c in i.columns], i.unique, str(_covered(i, connection)))
                for i in table.indexes
            ),
            sorted(f"{type(k).__name__} {k.name}" for k in table.constraints),
        )
        for name, table in there.tables.items()
    }


async def test_indexes_cover_the_few_rows_they_are_for_on_both_databases(
    database: Database,
) -> None:
    async with database.read() as tx:
        outbox = await tx.run_sync(lambda c: Table("outbox", MetaData(), autoload_with=c))
        [unsent] = [i for i in outbox.indexes if i.name == "ix_outbox_unsent"]
        covered = await tx.run_sync(lambda c: str(_covered(unsent, c)))
    assert "queued" in covered


def _covered(index: Index, connection: Connection) -> object:
    return index.dialect_options[connection.dialect.name]["where"]


async def test_a_new_database_is_what_all_steps_lead_to(database: Database) -> None:
    async with database.begin() as tx:
        made = await tx.run_sync(shape)
        await tx.run_sync(_empty)
        await tx.run_sync(migrate.run_steps)
        assert await tx.run_sync(shape) == made
        assert await find_revision(tx) == newest_revision()


def _empty(connection: Connection) -> None:
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)


async def test_what_lacks_a_step_is_brought_up_by_the_steps(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(migrate, "run_steps", lambda connection: steps.append("run"))
    await upgrade(database)
    assert steps == []  # up to date
    async with database.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    await upgrade(database)
    async with database.begin() as tx:
        await tx.execute(delete(migrate._version))
    await upgrade(database)
    assert steps == ["run", "run"]


async def test_nothing_is_missing_in_a_new_database(database: Database) -> None:
    async with database.read() as tx:
        assert await list_missing(tx) == []


def test_starting_needs_no_alembic() -> None:
    code = "import sys, bot.app, storage.migrate; print('alembic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert said.stdout == b"False\n"
