"""What a database is asked: through SQLAlchemy, and past it (`storage.rendered`)."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from sqlalchemy import event

from storage.brief import BriefConnection
from storage.brief_postgres import BriefPostgresConnection
from storage.database import Database, Tx

Note: TypeAlias = Callable[[str, Any], None]  # the statement, and one set of its parameters


def watch(tx: Tx, note: Note) -> Callable[[], None]:
    """Tell of every statement before it is executed; the result ends that."""
    connection: Any = tx.sync_connection

    def before(_: Any, __: Any, sql: str, parameters: Any, ___: Any, is_many: bool) -> None:
        note(sql, parameters[0] if is_many else parameters)

    event.listen(connection, "before_cursor_execute", before)
    unwatch = _watch_straight(tx, note)

    def stop() -> None:
        event.remove(connection, "before_cursor_execute", before)
        unwatch()

    return stop


def _watch_straight(tx: Tx, note: Note) -> Callable[[], None]:
    if isinstance(tx, BriefPostgresConnection):
        fetch = tx._fetch

        async def fetch_told(sql: str, values: Any) -> Any:
            note(sql, values)
            return await fetch(sql, values)

        tx._fetch = fetch_told  # type: ignore[method-assign]
    elif isinstance(tx, BriefConnection):
        return _watch_driver(tx.driver, note)
    return lambda: None


def _watch_driver(driver: Any, note: Note) -> Callable[[], None]:
    """The driver outlives the transaction, so what it had comes back."""
    write, read = driver.write_here, driver.read_here

    def write_told(sql: str, rows: Any) -> int:
        note(sql, rows[0])
        changed: int = write(sql, rows)
        return changed

    def read_told(sql: str, values: Any) -> Any:
        note(sql, values)
        return read(sql, values)

    def unwatch() -> None:
        driver.write_here, driver.read_here = write, read

    driver.write_here, driver.read_here = write_told, read_told
    return unwatch


def watch_writers(database: Database, note: Note) -> None:
    """Tell of every statement of every writing transaction from now on."""
    begin = database.begin

    @asynccontextmanager
    async def begin_watched(*, is_brief: bool = False) -> AsyncIterator[Tx]:
        stop: Callable[[], None] = lambda: None  # noqa: E731
        try:
            async with begin(is_brief=is_brief) as tx:
                stop = watch(tx, note)
                yield tx
        finally:
            stop()

    database.begin = begin_watched  # type: ignore[method-assign]
