"""Commands of the operator that copy everything: `backup`, `restore`, `move`."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.archive import Contents, Reader, Writer
from bot.files import MediaFolder
from bot.guard import hold
from bot.operations import opened
from bot.settings import Settings, check_database_url
from domain.errors import OperatorError
from storage import copying, leases, media
from storage.database import Database, DatabaseError, Tx
from storage.migrate import find_revision, newest_revision, upgrade

DATABASE_URL = Settings.model_fields["database_url"]


async def backup(settings: Settings, file: Path) -> str:
    """Write a consistent copy of database and media folder into `file`, while the bot runs.

    Raises OperatorError where the file is there already, or the database is not of this version.
    """
    _must_be_new(file)
    async with opened(settings) as database, database.read() as tx:
        await copying.freeze(tx)
        with _whole_or_not_at_all(file) as part, part.open("wb") as target:
            part.chmod(0o600)  # people's data
            kind = "sqlite" if database.is_sqlite else "postgresql"
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            writer = Writer(target, Contents(await _same_revision(tx), made_at, kind))
            for table in copying.TABLES:
                await writer.add_table(table.name, copying.read_rows(tx, table))
            writer.add_media(settings.media_dir)
            writer.finish()
    held = writer.contents
    return f"{file}: rows: {sum(held.rows.values())}, files: {held.files}, {_megabytes(file)}"


async def restore(settings: Settings, file: Path, *, replace: bool) -> str:
    """Bring a backup back, into an empty database or, with `replace`, in place of what is there.

    All or nothing: one transaction. Raises OperatorError where a bot runs on the database, where
    it is not empty, and where the backup is damaged or of another version.
    """
    reader = Reader(file)
    if reader.contents.revision != newest_revision():
        raise OperatorError(
            f"{file} was made with schema {reader.contents.revision}, this program has"
            f" {newest_revision()}: restore it with the version that made it, then update."
        )
    async with opened(settings) as database, _alone(database):
        await upgrade(database)
        async with database.begin() as tx:
            if not replace and not await copying.is_untouched(tx):
                raise OperatorError(
                    "This database is not empty: `restore --replace` takes out all that is in it."
                )
            before = await media.list_paths(tx)
            await copying.clear(tx)
            for table in copying.TABLES:
                for rows in reader.read_table(table.name):
                    await copying.add_rows(tx, table, rows)
            _must_be_equal(reader.contents.rows, dict(await copying.count_rows(tx)))
            reader.write_media(settings.media_dir)
            after = await media.list_paths(tx)
        for path in before - after:  # files of those who were there before
            MediaFolder(settings.media_dir).remove(path)
    reader.close()
    held = reader.contents
    return f"Back as of {held.made_at}: rows: {sum(held.rows.values())}, files: {held.files}"


async def move(settings: Settings, target_url: str) -> str:
    """Copy everything from the database of the settings into an empty one, and count it.

    Raises OperatorError where a bot runs on either, or the other is not empty. Media stay.
    """
    async with opened(settings) as source, _opened_target(target_url) as target:
        if source.url == target.url:
            raise OperatorError("The database is there already: name another one.")
        async with _alone(source), _alone(target):
            await upgrade(source)
            await upgrade(target)
            async with source.read() as old, target.begin() as new:
                if not await copying.is_untouched(new):
                    raise OperatorError("The other database is not empty: choose an empty one.")
                await copying.freeze(old)
                await copying.clear(new)
                for table in copying.TABLES:
                    async for rows in copying.read_rows(old, table):
                        await copying.add_rows(new, table, rows)
                counted = dict(await copying.count_rows(old))
                _must_be_equal(counted, dict(await copying.count_rows(new)))
    tables = sum(1 for n in counted.values() if n)
    return (
        f"{sum(counted.values())} rows of {tables} tables are there now, counted on both sides.\n"
        "Put the new DATABASE_URL into .env; keep the old database until all is well."
    )


@asynccontextmanager
async def _opened_target(url: str) -> AsyncIterator[Database]:
    try:
        database = Database(check_database_url(url))
    except ValueError:
        raise OperatorError(f"That address is not usable. {DATABASE_URL.description}") from None
    try:
        await _must_answer(database)
        yield database
    finally:
        await database.close()


async def _must_answer(database: Database) -> None:
    try:
        async with database.read() as tx:
            await tx.exec_driver_sql("SELECT 1")
    except (DatabaseError, OSError) as error:
        raise OperatorError(f"The other database does not answer: {_first_line(error)}") from None


@asynccontextmanager
async def _alone(database: Database) -> AsyncIterator[None]:
    """Nobody else writes meanwhile. Raises OperatorError where a bot runs on this database."""
    if database.file is not None:
        with hold(database.file):
            yield
        return
    with suppress(DatabaseError):  # no table of leases: no bot has ever been here
        async with database.read() as tx:
            if await leases.list_held(tx):
                raise OperatorError(
                    f"A bot is running on {database.url.database}: stop it first"
                    f" (a lost one is forgotten after {leases.LEASE_SECONDS} s)."
                )
    yield


async def _same_revision(tx: Tx) -> str:
    found, needed = await find_revision(tx), newest_revision()
    if found != needed:
        raise OperatorError(
            f"The database has schema {found}, not {needed}: run `ikm-bot migrate`."
        )
    return needed


def _must_be_equal(expected: dict[str, int], found: dict[str, int]) -> None:
    wrong = [f"{t}: {n} of {expected[t]}" for t, n in found.items() if n != expected.get(t, 0)]
    if wrong:
        raise OperatorError(f"Not all rows arrived, so nothing was changed ({', '.join(wrong)}).")


def _must_be_new(file: Path) -> None:
    if file.exists():
        raise OperatorError(f"{file} is there already: choose another name, or remove it first.")


def _megabytes(file: Path) -> str:
    return f"{file.stat().st_size / 1_000_000:.1f} MB"


@contextmanager
def _whole_or_not_at_all(file: Path) -> Iterator[Path]:
    """A file of another name, which gets its own when it is complete."""
    part = file.with_name(file.name + ".part")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _first_line(error: BaseException) -> str:
    told = str(getattr(error, "orig", None) or error)
    return (told.rpartition(">: ")[2].splitlines() or [type(error).__name__])[0]
