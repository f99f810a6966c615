"""Sending news to the registered callback: signed, again and again until it is taken."""

import asyncio
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from simulator.clock import CLOCK_MOVED
from simulator.exchange import Exchange
from simulator.whatsapp.event_queue import EVENTS, deliverable, note_taken
from simulator.whatsapp.limits import MAX_PARALLEL_DELIVERIES, MAX_RETRY_GAP_SECONDS
from simulator.whatsapp.payloads import body_of
from simulator.whatsapp.state import Event, Webhook

_IDLE_SECONDS: Final = 3600.0

_DOWN: Final = "down"  # the error where nobody listens at all
_MAX_DOWN_GAP_SECONDS: Final = 1.0  # a bot that starts again is found soon

_Key = tuple[str, int]  # kind and phone: what must not overtake each other


class HandshakeFailed(Exception):
    """Raised when an address does not prove that it wants the webhook; says why."""


def signature(app_secret: str, body: bytes) -> str:
    """The value of `X-Hub-Signature-256`."""
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


async def register(exchange: Exchange, url: str, verify_token: str) -> None:
    """Send the handshake, and have news delivered there from now on.

    Raises HandshakeFailed where the address does not echo the challenge; the old one stays.
    """
    await _shake_hands(exchange, url, verify_token)
    exchange.state.whatsapp.webhook = Webhook(url, verify_token)
    exchange.store.mark_dirty()
    stop_delivery(exchange)
    start_delivery(exchange)


def unregister(exchange: Exchange) -> None:
    """Keep all news until somebody registers again."""
    stop_delivery(exchange)
    exchange.state.whatsapp.webhook = None
    exchange.store.mark_dirty()


def start_delivery(exchange: Exchange) -> None:
    """Deliver from now on, where there is a callback and nobody delivers yet."""
    live, webhook = exchange.whatsapp, exchange.state.whatsapp.webhook
    if webhook and (live.delivery is None or live.delivery.done()):
        live.delivery = asyncio.get_running_loop().create_task(_Delivery(exchange, webhook).run())


def stop_delivery(exchange: Exchange) -> None:
    """Deliver nothing more; what is under way is given up and comes again."""
    live = exchange.whatsapp
    if live.delivery is not None:
        live.delivery.cancel()
        live.delivery = None


async def _shake_hands(exchange: Exchange, url: str, verify_token: str) -> None:
    challenge = str(secrets.randbelow(10**10))
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": challenge,
        "hub.verify_token": verify_token,
    }
    timeout = aiohttp.ClientTimeout(total=exchange.state.settings.webhook_timeout_seconds)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, params=query, allow_redirects=False) as answer,
        ):
            content = await answer.content.read(1000)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise HandshakeFailed(f"The callback does not answer: {error!r}") from None
    if answer.status != 200 or content != challenge.encode():
        raise HandshakeFailed(
            f"The callback answered {answer.status} and did not echo the challenge"
        )


@dataclass(slots=True)
class _Pause:
    """How long news waits after failed deliveries."""

    until: float
    seconds: float


@dataclass(slots=True)
class _Delivery:
    """Delivers to one callback until it is replaced."""

    exchange: Exchange
    webhook: Webhook
    busy: set[_Key] = field(default_factory=set)
    pauses: dict[_Key, _Pause] = field(default_factory=dict)
    clock_version: int = 0
    under_way: int = 0
    down: _Pause | None = None  # nobody listens: all news waits together

    async def run(self) -> None:
        """Until cancelled, or the simulator ends."""
        timeout = aiohttp.ClientTimeout(total=self.exchange.state.settings.webhook_timeout_seconds)
        connector = aiohttp.TCPConnector(limit=MAX_PARALLEL_DELIVERIES)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as deliveries,
        ):
            while not self.exchange.bell.closed:
                self._forget_pauses_of_another_time()
                while self.under_way < MAX_PARALLEL_DELIVERIES and (events := self._next_body()):
                    self.busy.update(map(self._key, events))
                    self.under_way += 1
                    deliveries.create_task(self._deliver(session, events))
                await self.exchange.bell.wait(
                    EVENTS, CLOCK_MOVED, timeout_seconds=self._seconds_to_next_retry()
                )

    def _next_body(self) -> list[Event]:
        """The events of the next body; empty when nothing may go out just now."""
        settings = self.exchange.state.whatsapp.settings
        now = time.monotonic()
        if self.down is not None and self.down.until > now:
            return []
        passed_over = set(self.busy)
        passed_over.update(key for key, pause in self.pauses.items() if pause.until > now)
        chosen: list[Event] = []
        for event in deliverable(self.exchange):
            key = self._key(event)
            if key in passed_over:
                continue
            if event.parcel:
                return [e for e in deliverable(self.exchange) if e.parcel == event.parcel]
            if event.kind == "raw":
                if chosen:
                    break
                return [event]
            chosen.append(event)
            if len(chosen) >= settings.batch_size:
                break
        return chosen

    def _key(self, event: Event) -> _Key:
        if event.kind == "message" and self.exchange.state.whatsapp.settings.keeps_order:
            return ("message", event.phone_id)
        return (event.kind, -event.id)  # on its own: overtakes and is overtaken

    def _forget_pauses_of_another_time(self) -> None:
        """When business time jumped, what waited for its next try has waited long enough."""
        if self.exchange.clock.version != self.clock_version:
            self.clock_version = self.exchange.clock.version
            self.pauses.clear()
            self.down = None

    def _seconds_to_next_retry(self) -> float:
        now = time.monotonic()
        if self.down is not None and self.down.until > now:
            return self.down.until - now + 0.001
        waits = [pause.until - now for pause in self.pauses.values() if pause.until > now]
        return min(waits, default=_IDLE_SECONDS) + 0.001

    async def _deliver(self, session: aiohttp.ClientSession, events: list[Event]) -> None:
        state = self.exchange.state.whatsapp
        body = body_of(state.account_id, events, state.settings.batch_shape)
        error = await self._post(session, body)
        self.busy.difference_update(map(self._key, events))
        if error is None:
            for event in events:
                self.pauses.pop(self._key(event), None)
            self.webhook.last_error, self.down = "", None
            note_taken(self.exchange, events)
        else:
            self._failed(events, error)
        self.under_way -= 1
        self.exchange.bell.ring(EVENTS)

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> str | None:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": signature(self.exchange.state.whatsapp.app_secret, body),
        }
        try:
            async with session.post(
                self.webhook.url, data=body, headers=headers, allow_redirects=False
            ) as response:
                await response.read()
                if 200 <= response.status < 300:
                    return None
                return f"{response.status} {response.reason}"
        except TimeoutError:
            return "timeout"
        except aiohttp.ClientConnectorError:
            return _DOWN
        except aiohttp.ClientError as error:
            return type(error).__name__

    def _failed(self, events: list[Event], error: str) -> None:
        first_gap = self.exchange.state.settings.webhook_retry_seconds
        self.webhook.last_error = error
        self.exchange.store.mark_dirty()
        if error == _DOWN:
            return self._all_wait(first_gap)
        for key in set(map(self._key, events)):
            before = self.pauses.get(key)
            gap = min(before.seconds * 2, MAX_RETRY_GAP_SECONDS) if before else first_gap
            self.pauses[key] = _Pause(time.monotonic() + gap, gap)

    def _all_wait(self, first_gap: float) -> None:
        now = time.monotonic()
        if self.down is not None and self.down.until > now:
            return  # another body has found out already
        gap = min(self.down.seconds * 2, _MAX_DOWN_GAP_SECONDS) if self.down else first_gap
        self.down = _Pause(now + gap, gap)
