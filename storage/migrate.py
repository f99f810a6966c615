"""Brings a database to the present schema, step by step (Alembic).

A new database is made from the page `storage/schema.py` at once, and one that is up to date needs
nothing: Alembic, 15 MB and much of a start, is loaded only where a step is missing.
"""

import re
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    event,
    inspect,
    select,
)

from storage import regions
from storage.database import Database, Tx
from storage.schema import metadata

HERE = Path(__file__).parent / "migrations"
REVISION = re.compile(r"""^(down_)?revision = ["']?(\w+)["']?$""", re.MULTILINE)
# Tables whose rows every turn rewrites. With room in its page the new row stands beside the old one
# and no index learns of it; without, a session cost the server 20 µs where it costs 7.
REWRITTEN = ("sessions", "contacts")
HALF_FULL = 50  # percent; PostgreSQL "CREATE TABLE", fillfactor: 10 to 100, read 2026-11
_own = MetaData()  # as Alembic makes it, and it is Alembic's
_version = Table(
    "alembic_version", _own, Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)  # fmt: skip


async def upgrade(database: Database) -> None:
    """Run the migrations that are missing, then fill the reference tables."""
    async with database.begin() as tx:
        await tx.run_sync(_upgrade)
        await regions.put_seed(tx)


def _upgrade(connection: Connection) -> None:
    found = _revision(connection)
    if found == newest_revision():
        return
    if found is None and not inspect(connection).get_table_names():
        make_new(connection)
    else:
        run_steps(connection)


def make_new(connection: Connection) -> None:
    """All tables of the page in an empty database, marked as the newest step."""
    metadata.create_all(connection, checkfirst=False)  # to ask for each table is a fifth of it
    _own.create_all(connection, checkfirst=False)
    connection.execute(_version.insert().values(version_num=newest_revision()))


@event.listens_for(metadata, "before_create")
def _say_more_to_postgresql(_: MetaData, connection: Connection, **__: object) -> None:
    """Indexes over some rows cover the same ones on PostgreSQL; what turns rewrite has room.

    Said here and not on the page: to say it loads all drivers of PostgreSQL that SQLAlchemy knows,
    2 MB that a bot on SQLite does without.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if table.name in REWRITTEN:
            table.dialect_options["postgresql"]["with"] = {"fillfactor": HALF_FULL}
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            index.dialect_options["postgresql"]["where"] = where


def run_steps(connection: Connection) -> None:
    """The steps that are missing, one after another."""
    from alembic import command  # noqa: PLC0415  # 15 MB that only this minute needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


async def find_revision(tx: Tx) -> str | None:
    """The step that this database stands at; None where it has no schema yet."""
    return await tx.run_sync(_revision)


def newest_revision() -> str:
    """The step that this program works with: the one that no other follows."""
    found = [
        match
        for step in sorted((HERE / "versions").glob("*.py"))
        for match in REVISION.findall(step.read_text(encoding="utf-8"))
    ]
    followed = {name for is_down, name in found if is_down}
    [newest] = [name for is_down, name in found if not is_down and name not in followed]
    return str(newest)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_version.name):
        return None
    found: str | None = connection.execute(select(_version.c.version_num)).scalar()
    return found


async def list_missing(tx: Tx) -> list[str]:
    """Tables and columns of the schema that this database lacks: "persons", "persons.name"."""
    return await tx.run_sync(_missing)


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
