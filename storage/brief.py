"""Brief transactions of SQLite: on one connection that stays, on the event loop where it may.

Every statement touches a few rows by their keys, so that it costs less than the way to another
thread and back. So does the commit on a disk that is quick; what may wait (a lock that another
process holds, a slow disk, a checkpoint) waits in the connection's thread.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

from storage.one_hop import driver_of

QUICK_SECONDS = 0.002  # commits that take less on average may hold up the loop
CHECKPOINT_EVERY = 128  # commits; a checkpoint writes what they changed back into the file


class BriefConnection(AsyncConnection):
    """A connection whose statements do without the change of greenlet, 25 µs each."""

    def __init__(self, engine: AsyncEngine, begun: Connection) -> None:
        super().__init__(engine, begun)
        self._begun, self._driver = begun, driver_of(begun)

    def _is_direct(self) -> bool:
        return self._driver.is_direct or self._driver.begin_at_once()

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As SQLAlchemy's; the rows are there at once."""
        if self._is_direct():
            return self._begun.execute(statement, parameters, **options)
        return await super().execute(statement, parameters, **options)

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Any = None
    ) -> Any:
        """As SQLAlchemy's; the rows are there at once."""
        if self._is_direct():
            return self._begun.exec_driver_sql(statement, parameters, execution_options)
        return await super().exec_driver_sql(statement, parameters, execution_options)


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
            yield BriefConnection(self._engine, begun)
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
