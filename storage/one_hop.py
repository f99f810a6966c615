"""An aiosqlite connection whose cursors need one hop to the thread per statement, not four.

aiosqlite runs every call of a cursor (open, execute, fetch, close) in its own thread; each hop
there and back costs about 60 µs of CPU, more than most statements. This cursor does all four in
one visit, and in a brief transaction without any. It is what SQLAlchemy's aiosqlite dialect sees
through `async_creator_fn`; nothing else of either changes.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite


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
    the statements after that run where they are called, without a hop, and only the commit, which
    waits for the disk, takes place in the thread.
    """

    begins = ""
    is_brief = False

    async def visit(self, act: Any, *args: Any) -> Any:
        """Run `act(raw connection, …)`: in the connection's thread, or here where it is brief."""
        if self.is_brief and not self.begins:
            return act(self._conn, *args)
        return await self._execute(self._call, act, args)  # type: ignore[no-untyped-call]

    def _call(self, act: Any, args: tuple[Any, ...]) -> Any:
        if self.begins:
            self._conn.execute(self.begins)
            self.begins = ""
        return act(self._conn, *args)

    async def commit(self) -> None:
        """Commit; a transaction without a statement never began."""
        if not self.begins:
            await super().commit()
        self.begins = ""

    async def rollback(self) -> None:
        """Roll back what began."""
        if not self.begins:
            await super().rollback()
        self.begins = ""

    def cursor(self) -> OneHopCursor:  # type: ignore[override]  # what SQLAlchemy calls
        """A cursor; making it costs nothing."""
        return OneHopCursor(self)


def connect(database: str, **options: Any) -> OneHopConnection:
    """As `aiosqlite.connect`, for `async_creator_fn`."""
    return OneHopConnection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
