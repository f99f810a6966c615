"""Brings a database to the present schema, step by step (Alembic)."""

from pathlib import Path

from sqlalchemy import Connection

from storage import regions
from storage.database import Database

HERE = Path(__file__).parent / "migrations"


async def upgrade(database: Database) -> None:
    """Run the migrations that are missing, then fill the reference tables."""
    async with database.begin() as tx:
        await tx.run_sync(_upgrade)
        await regions.put_seed(tx)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  # 15 MB that only this minute needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
