"""Writes that nobody waits for: the turns of a transaction leave them, and they go together.

Every statement of its own is a way to PostgreSQL and back (0.3 ms and more: half of what a crowd's
registrations cost there) and 30 µs of SQLAlchemy on SQLite. What a turn adds without asking for an
answer is kept until anything else is asked in the transaction, or until its commit.
"""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.rendered import StraightConnection

T = TypeVar("T")


class Write(Protocol):
    """A statement that writes one row per set of parameters: `storage.bulk.Bulk`."""

    async def run(self, tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> object:
        """Execute it for all rows."""
        ...


class PostponingConnection(StraightConnection):
    """The connection of a transaction that many turns share. What it executes settles first.

    `Bulk` and `Lookup` do not: what they read and write concerns nothing that is kept, or
    `settle_of` comes first.

    Rows are written statement by statement, in the order in which these were first used: a row may
    rest on one of an earlier statement, and no two statements may change the same row.
    """

    def __init__(self, engine: AsyncEngine, begun: Connection) -> None:
        super().__init__(engine, begun)
        self._begun = begun
        self._rows: dict[Write, dict[Hashable, Mapping[str, Any]]] = {}
        self._people: set[int] = set()  # whose rows these are
        self.raised: dict[str, int] = {}  # counters that this transaction holds, see `counters`
        self.answers: dict[Hashable, Any] = {}  # of `once`

    def postpone(self, write: Write, row: Mapping[str, Any], of: int, key: Hashable) -> None:
        """Keep a row of a person. key: of two rows with the same one the later is written."""
        self._people.add(of)
        self.answers.pop(of, None)
        rows = self._rows.setdefault(write, {})
        rows[len(rows) if key is None else key] = row

    async def settle(self) -> None:
        """Write what is kept. Raises DBAPIError."""
        while self._rows:
            rows, self._rows = self._rows, {}
            self._people.clear()
            for write, kept in rows.items():
                await write.run(self, list(kept.values()))

    async def beside(self, statement: Any, values: Mapping[str, Any], of: int | None) -> Any:
        """Execute what looks at nothing that is kept, or only at rows of the person `of`."""
        if of is not None:
            await self.settle_of(of)
        return await self._execute(statement, values)

    async def settle_of(self, person_id: int) -> None:
        """Write what is kept, where rows of this person are among it. Raises DBAPIError."""
        if person_id in self._people:
            await self.settle()

    async def _execute(self, statement: Any, parameters: Any, **options: Any) -> Any:
        return await super().execute(statement, parameters, **options)

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """As SQLAlchemy's, after what was kept."""
        if self._rows:
            await self.settle()
        if self.answers and not statement.is_select:
            self.answers.clear()
        return await self._execute(statement, parameters, **options)


async def add(
    tx: AsyncConnection, write: Write, row: Mapping[str, Any], *, of: int, key: Hashable = None
) -> None:
    """Write a row of the person `of` before the commit, and before anybody looks.

    key: of two rows with the same one the later is enough.
    """
    if tx.sync_connection is not None:
        counted = tx.sync_connection.info  # `count_writes`: a conversation has written
        counted["writes"] = counted.get("writes", 0) + 1
    if isinstance(tx, PostponingConnection):
        tx.postpone(write, row, of, key)
    else:
        await write.run(tx, [row])


async def beside(
    tx: AsyncConnection, statement: Any, values: Mapping[str, Any], *, of: int | None = None
) -> Any:
    """Execute a statement that looks at no table of `add`, or only at rows of the person `of`."""
    if isinstance(tx, PostponingConnection):
        return await tx.beside(statement, values, of)
    return await tx.execute(statement, values)


async def settle_of(tx: AsyncConnection, person_id: int) -> None:
    """Write what is kept, where rows of this person are among it; before a `Lookup` of them."""
    if isinstance(tx, PostponingConnection):
        await tx.settle_of(person_id)


async def once(tx: AsyncConnection, key: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
    """What `ask` finds, asked again only where the transaction has executed a write since.

    It looks at no table of `add`; with a person's id as key, at no rows there but theirs.
    """
    if not isinstance(tx, PostponingConnection):
        return await ask()
    if key not in tx.answers:
        tx.answers[key] = await ask()
    found: T = tx.answers[key]
    return found


def expect(tx: AsyncConnection, key: Hashable, answer: Any) -> None:
    """What `once` would find of rows that were just written: nobody has to ask."""
    if isinstance(tx, PostponingConnection):
        tx.answers[key] = answer
