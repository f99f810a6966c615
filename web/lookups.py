"""What every search needs of the whole catalogue, read at most once a minute, not at each request.

A product that was just listed is found by its own words at once; by words spelled alike, and in
the numbers beside the clusters, within the minute.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence

from domain.likeness import meanings, typed_words
from storage import catalogue
from storage.database import Database

FRESH_SECONDS = 60.0
MOST_REMEMBERED = 2000  # typed words


class Lookups:
    """Words of all products, and how many each cluster has."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reading = asyncio.Lock()
        self._read_at: float | None = None
        self._words: Sequence[str] = ()
        self._by_cluster: Mapping[str, int] = {}
        self._meanings: dict[str, tuple[str, ...]] = {}

    async def by_cluster(self) -> Mapping[str, int]:
        """Shown products per cluster; a cluster without any is missing."""
        await self._refresh()
        return self._by_cluster

    async def words(self, typed: str) -> list[tuple[str, ...]]:
        """Per word of a search those it may mean."""
        if not typed:
            return []
        await self._refresh()
        return [self._meant(word) for word in typed_words(typed)]

    def _meant(self, word: str) -> tuple[str, ...]:
        known = self._meanings.get(word)
        if known is None:
            if len(self._meanings) >= MOST_REMEMBERED:
                self._meanings.clear()
            known = self._meanings[word] = tuple(meanings(word, self._words))
        return known

    async def _refresh(self) -> None:
        if self._is_fresh():
            return
        async with self._reading:
            if self._is_fresh():
                return
            async with self._database.read() as tx:
                self._words = await catalogue.list_words(tx)
                self._by_cluster = await catalogue.count_by_cluster(tx)
            self._meanings.clear()
            self._read_at = time.monotonic()

    def _is_fresh(self) -> bool:
        return self._read_at is not None and time.monotonic() - self._read_at < FRESH_SECONDS
