"""Brings a database to the present schema, step by step (Alembic)."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from storage import regions
from storage.database import Database, Tx
from storage.schema import metadata

HERE = Path(__file__).parent / "migrations"


async def upgrade(database: Database) -> None:
    """Run the migrations that are missing, then fill the reference tables."""
    async with database.begin() as tx:
        await tx.run_sync(_upgrade)
        await regions.put_seed(tx)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  # 15 MB that only this minute needs

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def find_revision(tx: Tx) -> str | None:
    """The step that this database stands at; None where it has no schema yet."""
    return await tx.run_sync(_revision)


def newest_revision() -> str:
    """The step that this program works with."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return str(ScriptDirectory.from_config(_config()).get_current_head())


async def list_missing(tx: Tx) -> list[str]:
    """Tables and columns of the schema that this database lacks: "persons", "persons.name"."""
    return await tx.run_sync(_missing)


def _config() -> Any:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config


def _revision(connection: Connection) -> str | None:
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    found: str | None = MigrationContext.configure(connection).get_current_revision()
    return found


def _missing(connection: Connection) -> list[str]:
    inspector, missing = inspect(connection), []
    there = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            missing.append(table.name)
            continue
        columns = {column["name"] for column in inspector.get_columns(table.name)}
        missing += [f"{table.name}.{c.name}" for c in table.columns if c.name not in columns]
    return missing
