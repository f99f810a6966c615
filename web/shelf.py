"""Keeps the stock of the catalogue fresh, without a turn noticing it.

A change of a product is seen within a second or two, one of papers or photos within a minute; the
page of a product and its photos always ask the database. While people look, nobody waits for it;
the first after a quiet time waits, so that what was hidden meanwhile is not shown once more.
"""

import asyncio
import logging
import time

from storage import catalogue
from storage.catalogue import Card
from storage.database import Database
from web.stock import Stock

log = logging.getLogger("ikm.web.shelf")

LOOK_SECONDS = 1.0  # so often it is asked whether something has changed
STALE_SECONDS = 2.0  # what was looked at longer ago is not shown before it is looked at again
ANEW_SECONDS = 60.0  # so often everything is read, whatever has changed
SLICE = 100  # products read at once: a few milliseconds, then the turns have their go
PAUSE_SECONDS = 0.005


class Shelf:
    """The stock as it was a moment ago. look_seconds: 0 = every reader waits for the present."""

    def __init__(self, database: Database, look_seconds: float = LOOK_SECONDS) -> None:
        self._database, self._look_seconds = database, look_seconds
        self._stock: Stock | None = None
        self._signature: tuple[object, ...] = ()
        self._looked_at = self._read_at = float("-inf")
        self._refreshing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def stock(self) -> Stock:
        """What is shown; the very first readers wait until it is read, as after a quiet time."""
        is_reading = self._task is not None and not self._task.done()
        is_stale = not is_reading and self._age() >= max(STALE_SECONDS, self._look_seconds)
        if self._stock is None or not self._look_seconds or is_stale:
            await self._refresh()
        elif not is_reading and self._is_due():
            self._task = asyncio.create_task(self._refresh(), name="shelf")
            self._task.add_done_callback(_log_failure)
        assert self._stock is not None  # noqa: S101  # `_refresh` reads it or raises
        return self._stock

    def _age(self) -> float:
        return time.monotonic() - self._looked_at

    def _is_due(self) -> bool:
        return self._age() >= self._look_seconds

    async def _refresh(self) -> None:
        async with self._refreshing:
            if self._stock is not None and not self._is_due():
                return  # a reader before this one has waited for it
            async with self._database.read() as tx:
                signature = await catalogue.find_signature(tx)
            self._looked_at = time.monotonic()
            is_old = self._looked_at - self._read_at >= ANEW_SECONDS
            if self._stock is None or signature != self._signature or is_old:
                self._stock = await self._read()
                self._signature, self._read_at = signature, time.monotonic()

    async def _read(self) -> Stock:
        cards: list[Card] = []
        words: list[tuple[str, int]] = []
        is_first = self._stock is None
        while True:
            async with self._database.read() as tx:
                some = await catalogue.list_slice(tx, cards[-1].id if cards else 0, SLICE)
                words += await catalogue.list_words(tx, [card.id for card in some])
            cards += some
            if len(some) < SLICE:
                # Tenths of a second with ten thousand products: beside the turns, not before them.
                return await asyncio.to_thread(Stock, cards, words)
            await asyncio.sleep(0 if is_first else PAUSE_SECONDS)


def _log_failure(task: "asyncio.Task[None]") -> None:
    """The stock before stays in use; it is tried again at the next look."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("the catalogue could not be read anew", exc_info=error)
