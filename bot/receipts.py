"""Receipts of a platform on their way into the table: those that wait share one transaction."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from storage import receipts
from storage.database import Database
from storage.receipts import Receipt

log = logging.getLogger("ikm.receipts")

MOST_AT_ONCE = 500  # rows of one slice, so that an answer waits milliseconds


class Receipts:
    """Applies receipts of one channel. `submit` returns when they are committed."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database, self._channel = database, channel
        self._waiting: list[tuple[Receipt, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._work(), name="receipts")

    async def stop(self) -> None:
        """Write what waits, then stop."""
        if self._waiting:
            await asyncio.wait([done for _, done in self._waiting])
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def submit(self, told: Sequence[Receipt]) -> None:
        """Write these. Raises DatabaseError (or OSError) when they could not be kept."""
        loop = asyncio.get_running_loop()
        mine = [(one, loop.create_future()) for one in told]
        self._waiting += mine
        self._wake.set()
        for _, done in mine:
            await done

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                batch = self._waiting[:MOST_AT_ONCE]
                error = await self._write([one for one, _ in batch])
                del self._waiting[: len(batch)]
                for _, done in batch:
                    if done.done():
                        continue
                    if error is None:
                        done.set_result(None)
                    else:
                        done.set_exception(error)

    async def _write(self, told: Sequence[Receipt]) -> Exception | None:
        try:
            async with self._database.begin() as tx:
                await receipts.apply(tx, self._channel, told)
        except Exception as error:
            log.exception("%d receipts could not be kept; they come again", len(told))
            return error
        return None
