"""What became of sent rows, on its way into the table: soon, or with a turn before that."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from storage import outbox, receipts
from storage.database import Database, Tx, is_sqlite

log = logging.getLogger("ikm.marks")

FLUSH_SECONDS = 0.02
FLUSH_SECONDS_THERE = 0.05  # on PostgreSQL each is a transaction of its own: 2 ms of CPU

Settle: TypeAlias = Callable[[bool], None]  # told whether the transaction has committed


def _nothing(_: bool) -> None:
    """There were no marks to settle."""


class Marks:
    """Marks of all senders. On SQLite they ride along with an inbound transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._marks: list[outbox.Mark] = []
        self._gone: list[int] = []  # contacts that nothing reaches any more
        self._stopped: list[int] = []  # contacts that want no broadcasts any more
        self._pause_seconds = FLUSH_SECONDS if database.is_sqlite else FLUSH_SECONDS_THERE
        self._since = 0.0  # when the oldest of them came
        self._is_writing = False
        self._flushing = asyncio.Lock()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def add(self, mark: outbox.Mark, *, gone_contact: int | None = None,
            stopped_contact: int | None = None) -> None:  # fmt: skip
        """Remember what became of a row."""
        if not self._marks:
            self._since = time.monotonic()
        self._marks.append(mark)
        if gone_contact is not None:
            self._gone.append(gone_contact)
        if stopped_contact is not None:
            self._stopped.append(stopped_contact)
        self._wake.set()

    async def write(self, tx: Tx) -> Settle:
        """Write all marks into this transaction; the result is told whether it committed.

        One transaction at a time takes them along; the result belongs to that one alone.
        """
        count, gone, stopped = len(self._marks), len(self._gone), len(self._stopped)
        if not (count or gone) or self._is_writing:
            return _nothing
        self._is_writing = True
        try:
            if stopped:  # persons before contacts before messages, as turns lock them
                await receipts.set_stopped(tx, self._stopped[:stopped], self._marks[0].at)
            if gone:
                await outbox.set_unreachable(tx, self._gone[:gone])
            await outbox.settle(tx, self._marks[:count])
        except BaseException:
            self._release()
            raise

        def settle(committed: bool) -> None:
            if committed:
                del self._marks[:count]
                del self._gone[:gone]
                del self._stopped[:stopped]
                self._since = time.monotonic()  # what is left came meanwhile
            self._release()

        return settle

    def _release(self) -> None:
        """What came meanwhile, or could not be written, is not forgotten."""
        self._is_writing = False
        if self._marks:
            self._wake.set()

    async def ride(self, tx: Tx) -> Settle:
        """As `write`, where a turn's transaction is the cheapest way.

        On SQLite that is so: there is one writer. PostgreSQL writes them in a transaction of their
        own meanwhile, and the turns do not wait for it.
        """
        return await self.write(tx) if is_sqlite(tx) else _nothing

    def start(self) -> None:
        """Begin to write what no turn took along."""
        self._task = asyncio.create_task(self._flush_late(), name="marks")

    async def _flush_late(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._let_turns_take_them()
            try:
                await self.flush()
            except Exception:
                log.exception("marks could not be written; they are kept and tried again")
                await asyncio.sleep(1)
                self._wake.set()

    async def _let_turns_take_them(self) -> None:
        """Wait until one of them has waited for the pause; turns one after another leave none."""
        wait = self._pause_seconds
        while self._marks and wait > 0:
            await asyncio.sleep(wait)  # a turn that takes them says so to nobody
            wait = self._since + self._pause_seconds - time.monotonic()

    async def flush(self) -> None:
        """Write what is left in a transaction of its own, after one that is under way."""
        async with self._flushing:
            if not self._marks or self._is_writing:
                return
            settle: Settle = _nothing
            try:
                async with self._database.begin(is_brief=True) as tx:
                    settle = await self.write(tx)
            except BaseException:
                settle(False)
                raise
            settle(True)

    async def stop(self) -> None:
        """Write everything and stop."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()
