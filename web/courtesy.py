"""Pages give way to messages: both are answered by one process, and a chat is waited for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

Asgi: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]

LOOK_SECONDS = 0.002
LONGEST_SECONDS = 0.02  # so that 50 pages a second are made however many messages arrive


class Courtesy:
    """One page after another, each only when no message waits, or has let enough of them pass."""

    def __init__(self, site: Asgi, is_busy: Callable[[], bool]) -> None:
        self._site, self._is_busy = site, is_busy
        self._line = asyncio.Lock()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One ASGI request."""
        async with self._line:
            waited = 0.0
            while self._is_busy() and waited < LONGEST_SECONDS:
                await asyncio.sleep(LOOK_SECONDS)
                waited += LOOK_SECONDS
        await self._site(scope, receive, send)
