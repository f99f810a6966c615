"""Live updates: a stream of small events that say which phone looks different now."""

import time
from collections.abc import AsyncIterator
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from simulator.clock import CLOCK_MOVED
from simulator.exchange import BOT_CHANGED, Exchange
from simulator.page.indonesian_time import day, time_of_day
from simulator.page.phone_view import LISTED_PHONES, action_words, bot_status, unread
from simulator.phones import PHONES_CHANGED

_KEEP_ALIVE_SECONDS: Final = 20.0  # also moves the clock on the page

_Looks = dict[int, tuple[int, str]]  # phone id → revision and "typing"


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
        yield "retry: 2000\n\n" + self._clock_event()
        shown = self._looks()
        while not bell.closed:
            looks = self._looks()
            if looks == shown:  # nothing came while the last events went out
                await self._wait_for_news(looks)
                looks = self._looks()
            for phone_id, look in looks.items():
                if shown.get(phone_id) != look:
                    count = unread(self._exchange.bot(), phone_id)
                    yield _event("phone", {"id": phone_id, "unread": count})
            shown = looks
            yield self._clock_event()

    async def _wait_for_news(self, looks: _Looks) -> None:
        keys = [("chat", self._exchange.bot().id, phone_id) for phone_id in looks]
        await self._exchange.bell.wait(
            *keys,
            CLOCK_MOVED,
            PHONES_CHANGED,
            BOT_CHANGED,
            timeout_seconds=self._seconds_to_change(),
        )

    def _looks(self) -> _Looks:
        bot = self._exchange.bot()
        looks: _Looks = {}
        for phone_id in list(self._exchange.state.phones)[:LISTED_PHONES]:
            chat = bot.chats.get(phone_id)
            looks[phone_id] = (chat.revision, action_words(chat)) if chat else (0, "")
        return looks

    def _seconds_to_change(self) -> float:
        """Until a "typing" fades, or until it is time for a sign of life."""
        now = time.time()
        chats = self._exchange.bot().chats
        fades = [
            chats[phone_id].action_until - now
            for phone_id in list(self._exchange.state.phones)[:LISTED_PHONES]
            if phone_id in chats and chats[phone_id].action_until > now
        ]
        return min(fades, default=_KEEP_ALIVE_SECONDS) + 0.01

    def _clock_event(self) -> str:
        now = self._exchange.clock.now()
        is_awake, status = bot_status(self._exchange)
        return _event(
            "clock",
            {"day": day(now), "time": time_of_day(now), "awake": is_awake, "status": status},
        )


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {msgspec.json.encode(data).decode()}\n\n"
