"""Waiting for news: long polls, the live page and tests all wait here."""

import asyncio
from collections.abc import Hashable


class Bell:
    """Wakes whoever waits under a key.

    Look first, then wait: as everything runs on one loop, nothing can ring between the two.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = {}
        self.closed = False

    def ring(self, key: Hashable) -> None:
        """Wake all who wait under this key; free when nobody does."""
        for waiter in self._waiting.pop(key, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, *keys: Hashable, timeout_seconds: float) -> bool:
        """True when one of the keys rang in time; False at once when the bell is closed."""
        if self.closed or timeout_seconds <= 0:
            return False
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        for key in keys:
            self._waiting.setdefault(key, set()).add(waiter)
        try:
            async with asyncio.timeout(timeout_seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._forget(keys, waiter)
        return not self.closed

    def close(self) -> None:
        """End every wait, now and from now on."""
        self.closed = True
        for key in list(self._waiting):
            self.ring(key)

    def _forget(self, keys: tuple[Hashable, ...], waiter: asyncio.Future[None]) -> None:
        for key in keys:
            waiters = self._waiting.get(key)
            if waiters is None:
                continue
            waiters.discard(waiter)
            if not waiters:
                del self._waiting[key]
