"""A bot that dies on purpose: at a statement, before a commit, or right after it.

A death rolls the open transaction back and throws the process state away; what the platform was
not told about comes again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from storage.database import Database, Tx
from storage.postponed import PostponingConnection
from tests.support.statements import watch
from tests.support.talk import Talk

T = TypeVar("T")
MAX_DEATHS = 2000  # of one act; more is a loop of the test itself


class Killed(BaseException):
    """The process is gone. A BaseException, as no code may survive it."""


class Fate:
    """Counts the points at which a process may die, and kills it at the one that is set.

    A point: the nth statement of the mth writing transaction, its commit, then what follows.
    """

    def __init__(self) -> None:
        self.target: tuple[int, int] | None = None
        self.died_at = self._here = (0, 0)
        self.died_of: list[str] = []  # what was about to happen at each death

    def set(self, target: tuple[int, int] | None) -> None:
        """Die at this point or at the next one that there is; None: never."""
        self.target, self._here = target, (0, 0)

    def begin(self) -> None:
        """A writing transaction begins."""
        self._here = (self._here[0] + 1, 0)

    def pass_by(self, what: str = "") -> None:
        """A point is reached. what: the statement that comes next."""
        self._here = (self._here[0], self._here[1] + 1)
        if self.target is not None and self._here >= self.target:
            self.died_at, self.target = self._here, None
            self.died_of.append(what)
            raise Killed(f"transaction {self.died_at[0]}, point {self.died_at[1]}")


class MortalDatabase(Database):
    """A database whose process dies where its fate says."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    @asynccontextmanager
    async def begin(self, *, is_brief: bool = False) -> AsyncIterator[Tx]:
        """A writing transaction that may be the last."""
        fate = self._fate
        async with super().begin(is_brief=is_brief) as tx:
            fate.begin()
            stop = watch(tx, lambda sql, _: fate.pass_by(sql))
            try:
                yield tx
                if isinstance(tx, PostponingConnection):
                    await tx.settle()  # as the transaction's end does: it may die at each of these
                fate.pass_by()
            finally:
                stop()
        fate.pass_by()


class MortalTalk(Talk):
    """A talk whose bot dies at every point of every act once, and is started again each time."""

    def __init__(self, url: str, channel: str) -> None:
        self.fate = Fate()
        self.deaths = 0
        super().__init__(url, channel)

    def open_database(self) -> Database:
        """The database of a process that dies."""
        return MortalDatabase(self.url, self.fate)

    async def perform(self, act: Callable[[], Awaitable[T]]) -> T:
        """The act, after a death at each of its points; what was not acknowledged comes again."""
        target = (1, 1)
        for _ in range(MAX_DEATHS):
            self.fate.set(target)
            try:
                done = await self._attempt(act)
            except Killed:
                self.deaths += 1
                transaction, point = self.fate.died_at
                target = (transaction, point + 1)
                self.take_over()
            else:
                self.fate.set(None)
                return done
        raise AssertionError("an act dies for ever")

    async def _attempt(self, act: Callable[[], Awaitable[T]]) -> T:
        """The act, or Killed where it or the way in dies meanwhile."""
        acting = asyncio.ensure_future(act())
        working = self.inbound._task
        assert working is not None
        await asyncio.wait({acting, working}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            try:
                return await acting
            except Killed:
                working.cancel()
                with suppress(asyncio.CancelledError):
                    await working
                raise
        acting.cancel()
        with suppress(asyncio.CancelledError, Killed):
            await acting
        return working.result()  # type: ignore[return-value]  # raises Killed
