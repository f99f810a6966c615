"""The database: opening it, beginning a transaction, and the few differences of the two dialects.

SQLite: WAL, `synchronous=FULL` (an acknowledged message survives a power cut), every write
transaction begins IMMEDIATE and passes one asyncio lock, so that the writers of this process never
wait in `busy_timeout` (measured: 8 ms behind the lock, 330 ms without). PostgreSQL: asyncpg.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, event, func, text
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.brief import BriefWriter
from storage.error_values import forget_in_chain
from storage.one_hop import BUSY_TIMEOUT_MS, connect_one_hop, driver_of
from storage.postponed import PostponingConnection

Tx: TypeAlias = AsyncConnection
DatabaseError: TypeAlias = DBAPIError  # for those who may not name the driver

CHECKPOINT_PAGES = 8000  # 32 MB of log between two; at SQLite's 4 MB they cost 6 % of a loaded bot
MAX_BIND = 500  # rows of one slice of a big job
# Settings of PostgreSQL's planner where every statement reads by keys. A plan is kept: one that was
# made when a table was small, and read all of it, would read all of it when it is large.
BY_KEYS = {"enable_seqscan": "off", "jit": "off"}


class Database:
    """An open database. `begin()` writes, `read()` only looks."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._lock = asyncio.Lock()
        self._writer = self._engine(immediate=True, size=2 if self.is_sqlite else 8)
        self._brief = BriefWriter(self._writer)
        self._turns = self._writer if self.is_sqlite else self._engine(
            immediate=True, size=2, connect_args={"server_settings": BY_KEYS}
        )  # fmt: skip
        self._reader = self._engine(immediate=False, size=3) if self.is_sqlite else self._writer

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None for PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    def _engine(self, *, immediate: bool, size: int, **more: Any) -> AsyncEngine:
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(
            self.url, pool_size=size, max_overflow=8, pool_reset_on_return=None,
            hide_parameters=True,  # an error's story goes into the log: no names, no numbers
            **more,
        )  # fmt: skip
        if self.is_sqlite:
            event.listen(engine.sync_engine, "do_connect", connect_one_hop)
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            begin = _begin_immediate if immediate else _begin_deferred
            event.listen(engine.sync_engine, "begin", begin)
        else:
            event.listen(engine.sync_engine, "handle_error", _forget_values)
        event.listen(engine.sync_engine, "after_cursor_execute", _count_writes)
        return engine

    @asynccontextmanager
    async def begin(self, *, is_brief: bool = False) -> AsyncIterator[Tx]:
        """One writing transaction; committed at the end, rolled back by an exception.

        is_brief: every statement touches a few rows by their keys (turns and marks do, big jobs do
        not). On SQLite that costs less than the way to another thread and back; on PostgreSQL no
        table is read from end to end; on both, writes without a result may wait for each other
        (`storage.postponed`).
        """
        if not self.is_sqlite:
            async with self._begin_there(is_brief=is_brief) as tx:
                yield tx
            return
        begin = self._brief.begin if is_brief else self._writer.begin
        async with self._lock, begin() as tx:
            yield tx

    @asynccontextmanager
    async def _begin_there(self, *, is_brief: bool) -> AsyncIterator[Tx]:
        """A transaction of PostgreSQL."""
        if not is_brief:
            async with self._writer.begin() as tx:
                yield tx
            return
        async with self._turns.begin() as tx:
            shared = self._shared(tx)
            yield shared
            await shared.settle()

    def _shared(self, tx: AsyncConnection) -> PostponingConnection:
        """The connection of a transaction of PostgreSQL that many turns share."""
        from storage.brief_postgres import BriefPostgresConnection  # a driver SQLite does without

        return BriefPostgresConnection(self._turns, cast("Connection", tx.sync_connection))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A connection to look at things; it does not wait for writers."""
        async with self._reader.connect() as tx:
            yield tx

    async def close(self) -> None:
        """Give back all connections."""
        await self._brief.close()
        await self._writer.dispose()
        if self._turns is not self._writer:
            await self._turns.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "cache_size=-16000",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    driver_of(connection).begins = "BEGIN IMMEDIATE"


def _begin_deferred(connection: Connection) -> None:
    driver_of(connection).begins = "BEGIN"


def _forget_values(context: ExceptionContext) -> None:
    forget_in_chain(context.original_exception)


def _count_writes(connection: Connection, cursor: Any, *rest: Any) -> None:
    """Count changed rows, so that a conversation that writes too early is found out."""
    context = rest[2]  # after (statement, parameters)
    if context.isinsert or context.isupdate or context.isdelete:
        connection.info["writes"] = connection.info.get("writes", 0) + abs(cursor.rowcount)


def count_writes(counted: Mapping[str, int]) -> int:
    """Rows changed so far, of a `tally`. Only differences mean something."""
    return counted.get("writes", 0)


def tally(tx: Tx) -> dict[str, int]:
    """What was counted on this connection so far; the same object for all of a transaction.

    SQLAlchemy takes 3 µs to find it: who asks often keeps it.
    """
    found: dict[str, int] = tx.sync_connection.info if tx.sync_connection else {}
    return found


def is_sqlite(tx: Tx) -> bool:
    """Whether this transaction is one of SQLite."""
    return tx.dialect.name == "sqlite"


def insert(dialect: Dialect) -> Any:
    """The dialect's `insert`, which knows `on_conflict_do_nothing` and `_do_update`."""
    if dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert
    from sqlalchemy.dialects import postgresql

    return postgresql.insert


def database_now(tx: Tx) -> ColumnElement[Any]:
    """The database's own time, for leases: no process's clock is trusted for those."""
    if is_sqlite(tx):
        return text("CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)")  # type: ignore[return-value]
    return func.clock_timestamp()
