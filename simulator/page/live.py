"""Live updates: a stream of small events that say which phone looks different now."""

import time
from collections.abc import AsyncIterator, Iterable
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from simulator.clock import CLOCK_MOVED
from simulator.exchange import BOT_CHANGED, Exchange
from simulator.page.everyone import looks, next_fade, status, unread_of
from simulator.page.indonesian_time import day, time_of_day
from simulator.phones import PHONES_CHANGED

_KEEP_ALIVE_SECONDS: Final = 20.0  # also moves the clock on the page


class Live:
    """The stream behind `EventSource`."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def events(self, request: Request) -> Response:
        """`phone` events with id and unread count, `clock` events with the time in words."""
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=headers)

    async def _stream(self) -> AsyncIterator[str]:
        bell = self._exchange.bell
        yield "retry: 500\n\n" + self._clock_event()
        shown = looks(self._exchange)
        while not bell.closed:
            now = looks(self._exchange)
            if now == shown:  # nothing came while the last events went out
                await self._wait_for_news(now)
                now = looks(self._exchange)
            for phone_id, look in now.items():
                if shown.get(phone_id) != look:
                    count = unread_of(self._exchange, phone_id)
                    yield _event("phone", {"id": phone_id, "unread": count})
            shown = now
            yield self._clock_event()

    async def _wait_for_news(self, phones: Iterable[int]) -> None:
        bot_id = self._exchange.bot().id
        keys = [key for i in phones for key in (("chat", bot_id, i), ("whatsapp", i))]
        await self._exchange.bell.wait(
            *keys,
            CLOCK_MOVED,
            PHONES_CHANGED,
            BOT_CHANGED,
            timeout_seconds=self._seconds_to_change(),
        )

    def _seconds_to_change(self) -> float:
        """Until a "typing" fades, or until it is time for a sign of life."""
        fade = next_fade(self._exchange)
        seconds = _KEEP_ALIVE_SECONDS if fade is None else fade - time.time()
        return max(0.0, min(seconds, _KEEP_ALIVE_SECONDS)) + 0.01

    def _clock_event(self) -> str:
        now = self._exchange.clock.now()
        is_awake, words = status(self._exchange)
        return _event(
            "clock",
            {"day": day(now), "time": time_of_day(now), "awake": is_awake, "status": words},
        )


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {msgspec.json.encode(data).decode()}\n\n"
