"""An aiosqlite connection whose cursors need one hop to the thread per statement, not four.

aiosqlite runs every call of a cursor (open, execute, fetch, close) in its own thread; each hop
there and back costs about 60 µs of CPU, more than most statements. This cursor does all four in
one visit, and in a brief transaction (`storage.brief`) without any. SQLAlchemy's aiosqlite dialect
sees it through its event `do_connect`; nothing else of either changes.
"""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from typing import Any, cast

import aiosqlite
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.engine import Dialect
from sqlalchemy.util import await_only

BUSY_TIMEOUT_MS = 5000  # another process (a command) may write for a moment
COMMITS_COUNTED = 16  # the weight of the latest is one in so many


class OneHopCursor:
    """The part of a cursor that SQLAlchemy uses, with the rows fetched at once."""

    arraysize = 1

    def __init__(self, connection: "OneHopConnection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "OneHopCursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "OneHopCursor":
        """Run one statement and fetch all of its rows."""
        await self._connection.visit(self._run, sql, parameters)
        return self

    async def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> "OneHopCursor":
        """Run one statement for many rows of parameters."""
        await self._connection.visit(self._run_many, sql, rows)
        return self

    def _run(self, raw: sqlite3.Connection, sql: str, parameters: Sequence[Any]) -> None:
        self._take(raw.execute(sql, parameters))

    def _run_many(self, raw: sqlite3.Connection, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._take(raw.executemany(sql, rows))

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()

    async def fetchall(self) -> list[Any]:
        """The rows, which are here already."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open any more."""


class OneHopConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out one-hop cursors.

    `begins`: how the transaction begins; it does so together with its first statement. `is_brief`:
    the statements after that run where they are called, without a hop. `commits_here`: so does the
    next commit; `has_to_checkpoint`: else a checkpoint follows it.
    """

    begins = ""
    is_brief = False
    commits_here = False
    has_to_checkpoint = False
    commit_seconds = 0.0  # what the last commits took, the latest counting most

    @property
    def is_direct(self) -> bool:
        """Whether the next statement runs where it is called."""
        return self.is_brief and not self.begins

    async def visit(self, act: Any, *args: Any) -> Any:
        """Run `act(raw connection, …)` in the connection's thread."""
        return await self._execute(self._call, act, args)  # type: ignore[no-untyped-call]

    def _call(self, act: Any, args: tuple[Any, ...]) -> Any:
        if self.begins:
            if self.is_brief:  # it does not wait for a lock on the loop, but it does here
                self._conn.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            try:
                self._conn.execute(self.begins)
            finally:
                if self.is_brief:
                    self._conn.execute("PRAGMA busy_timeout=0")
            self.begins = ""
        return act(self._conn, *args)

    def write_here(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        """Run a statement for all rows where it is called; how many it changed."""
        return self._conn.executemany(sql, rows).rowcount

    def read_here(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """The rows of a statement, where it is called."""
        return self._conn.execute(sql, values).fetchall()

    def begin_at_once(self) -> bool:
        """Begin where it is called; False where somebody holds the lock (or anything is wrong)."""
        try:
            self._conn.execute(self.begins)
        except sqlite3.Error:
            return False
        self.begins = ""
        return True

    def commit_here(self) -> None:
        """Commit where it is called, and note how long that took."""
        started = time.perf_counter()
        if not self.begins:
            self._conn.commit()
            took = time.perf_counter() - started
            self.commit_seconds += (took - self.commit_seconds) / COMMITS_COUNTED
        self.begins = ""

    def _commit_there(self, raw: sqlite3.Connection) -> None:
        self.commit_here()
        if self.has_to_checkpoint:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    async def commit(self) -> None:
        """Commit; a transaction without a statement never began."""
        if self.begins:
            self.begins = ""
        elif self.is_brief:
            await self.visit(self._commit_there)
        else:
            try:
                await super().commit()
            except sqlite3.Error:
                await super().rollback()  # it would stay open, and the connection unusable
                raise

    async def rollback(self) -> None:
        """Roll back what began."""
        if not self.begins:
            await super().rollback()
        self.begins = ""

    def cursor(self) -> OneHopCursor:  # type: ignore[override]  # what SQLAlchemy calls
        """A cursor; making it costs nothing."""
        return OneHopCursor(self)


class _Adapted(AsyncAdapt_aiosqlite_connection):
    """The connection as SQLAlchemy's dialect sees it; direct statements get the plain cursor."""

    __slots__ = ()

    def cursor(self, server_side: bool = False) -> Any:
        driver: Any = self._connection  # a OneHopConnection
        return driver._conn.cursor() if driver.is_direct else super().cursor(server_side)

    def commit(self) -> None:
        driver: Any = self._connection
        if driver.commits_here:
            driver.commit_here()
        else:
            super().commit()


def driver_of(connection: Connection) -> OneHopConnection:
    """The driver's own connection under SQLAlchemy's."""
    return cast("OneHopConnection", connection.connection.driver_connection)


def connect_one_hop(dialect: Dialect, _: Any, args: Any, options: Any) -> _Adapted:
    """What SQLAlchemy's event `do_connect` asks for: a new connection."""
    driver: Any = OneHopConnection(lambda: sqlite3.connect(*args, **options), iter_chunk_size=64)
    return _Adapted(dialect.dbapi, await_only(driver))
