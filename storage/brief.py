"""Brief transactions of SQLite: on one connection that stays, on the event loop where it may.

Every statement touches a few rows by their keys, so that it costs less than the way to another
thread and back. So does the commit on a disk that is quick; what may wait (a lock that another
process holds, a slow disk, a checkpoint) waits in the connection's thread.
"""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, cast

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

from storage.one_hop import driver_of
from storage.postponed import PostponingConnection

QUICK_SECONDS = 0.002  # commits that take less on average may hold up the loop
CHECKPOINT_EVERY = 128  # commits; a checkpoint writes what they changed back into the file


class BriefConnection(PostponingConnection):
    """A connection whose statements do without the change of greenlet, 25 µs each."""

    def __init__(self, engine: AsyncEngine, begun: Connection) -> None:
        super().__init__(engine, begun)
        self.driver = driver_of(begun)

    def is_direct(self) -> bool:
        """Whether the next statement runs where it is called."""
        return self.driver.is_direct or self.driver.begin_at_once()

    async def _execute(self, statement: Any, parameters: Any, **options: Any) -> Any:
        if self.is_direct():
            return self._begun.execute(statement, parameters, **options)
        return await super()._execute(statement, parameters, **options)

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Any = None
    ) -> Any:
        """As SQLAlchemy's; the rows are there at once."""
        if self.is_direct():
            return self._begun.exec_driver_sql(statement, parameters, execution_options)
        return await super().exec_driver_sql(statement, parameters, execution_options)

    async def write_rows(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        """Run a rendered statement for all rows. Raises DBAPIError, as SQLAlchemy does.

        SQLAlchemy is not asked: its way to the driver costs 20 µs a statement, more than most
        statements of a turn.
        """
        if not self.is_direct():
            return await super().write_rows(sql, rows)
        with _told_as_sqlalchemy_does(sql):
            return self.driver.write_here(sql, rows)

    async def read_rows(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a rendered statement, as the driver gives them; else as `write_rows`."""
        if not self.is_direct():
            return await super().read_rows(sql, values)
        with _told_as_sqlalchemy_does(sql):
            return self.driver.read_here(sql, values)


@contextmanager
def _told_as_sqlalchemy_does(sql: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DBAPIError.instance(sql, None, error, sqlite3.Error) from error


class BriefWriter:
    """Begins brief transactions, one at a time: whoever uses it holds the writers' lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._commits = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """One transaction; committed at the end, rolled back by an exception."""
        begun = await self._connect()
        tx = begun.begin()  # says nothing to the database yet
        try:
            shared = BriefConnection(self._engine, begun)
            yield shared
            await shared.settle()
            await self._commit(begun)
        except Exception:
            if not tx.is_active:
                await self.close()  # the commit failed
            else:
                await greenlet_spawn(tx.rollback)
            raise
        except BaseException:  # cancelled: the thread may still be at a statement
            await self.close()
            raise

    async def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = await self._engine.connect()
            begun = cast("Connection", self._connection.sync_connection)  # None is before
            driver = driver_of(begun)
            await driver.visit(_prepare)
            driver.is_brief = True
            self._commits = 0
        return cast("Connection", self._connection.sync_connection)

    async def _commit(self, begun: Connection) -> None:
        driver = driver_of(begun)
        self._commits += 1
        is_quick = driver.commit_seconds < QUICK_SECONDS
        driver.has_to_checkpoint = self._commits % CHECKPOINT_EVERY == 0
        driver.commits_here = is_quick and not driver.has_to_checkpoint
        if driver.commits_here:
            begun.commit()
        else:
            await greenlet_spawn(begun.commit)

    async def close(self) -> None:
        """Let go of the connection; what was not committed is rolled back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.invalidate()
            await connection.close()


def _prepare(raw: Any) -> None:
    raw.execute("PRAGMA busy_timeout=0")
    raw.execute("PRAGMA wal_autocheckpoint=0")
