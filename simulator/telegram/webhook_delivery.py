"""Sending updates to a bot's webhook: in parallel over chats, in order within one."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from simulator.exchange import Exchange
from simulator.state import Bot, QueuedUpdate, Webhook
from simulator.telegram.limits import MAX_WEBHOOK_RETRY_SECONDS
from simulator.telegram.update_queue import deliverable, note_taken

_IDLE_SECONDS: Final = 3600.0
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 a name, no secret


def start_delivery(exchange: Exchange, bot: Bot) -> None:
    """Deliver from now on, where the bot has a webhook and nobody delivers yet."""
    live = exchange.live(bot)
    if bot.webhook and (live.delivery is None or live.delivery.done()):
        delivery = _Delivery(exchange, bot, bot.webhook)
        live.delivery = asyncio.get_running_loop().create_task(delivery.run())


def stop_delivery(exchange: Exchange, bot: Bot) -> None:
    """Deliver nothing more; what is under way is given up and stays unconfirmed."""
    live = exchange.live(bot)
    if live.delivery is not None:
        live.delivery.cancel()
        live.delivery = None


@dataclass(slots=True)
class _Pause:
    """How long a chat waits after failed deliveries."""

    until: float
    seconds: float


@dataclass(slots=True)
class _Delivery:
    """Delivers to one webhook until it is replaced."""

    exchange: Exchange
    bot: Bot
    webhook: Webhook
    busy_chats: set[int] = field(default_factory=set)
    pauses: dict[int, _Pause] = field(default_factory=dict)

    async def run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=self.exchange.state.settings.webhook_timeout_seconds)
        connector = aiohttp.TCPConnector(limit=self.webhook.max_connections)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as deliveries,
        ):
            while not self.exchange.bell.closed:
                for update in self._ready():
                    self.busy_chats.add(update.chat_id)
                    deliveries.create_task(self._deliver(session, update))
                await self.exchange.bell.wait(
                    ("updates", self.bot.id), timeout_seconds=self._seconds_to_next_retry()
                )

    def _ready(self) -> list[QueuedUpdate]:
        """The first update of each chat that is neither busy nor pausing."""
        free = self.webhook.max_connections - len(self.busy_chats)
        now = time.monotonic()
        passed_over = set(self.busy_chats)
        passed_over.update(chat for chat, pause in self.pauses.items() if pause.until > now)
        ready: list[QueuedUpdate] = []
        for update in deliverable(self.exchange, self.bot):
            if len(ready) >= free:
                break
            if update.chat_id not in passed_over:
                passed_over.add(update.chat_id)
                ready.append(update)
        return ready

    def _seconds_to_next_retry(self) -> float:
        now = time.monotonic()
        waits = [pause.until - now for pause in self.pauses.values() if pause.until > now]
        return min(waits, default=_IDLE_SECONDS) + 0.001

    async def _deliver(self, session: aiohttp.ClientSession, update: QueuedUpdate) -> None:
        error = await self._post(session, update)
        self.busy_chats.discard(update.chat_id)
        if error is None:
            self.pauses.pop(update.chat_id, None)
            self._taken(update)
        else:
            self._failed(update, error)
        self.exchange.bell.ring(("updates", self.bot.id))

    async def _post(self, session: aiohttp.ClientSession, update: QueuedUpdate) -> str | None:
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers[_SECRET_HEADER] = self.webhook.secret_token
        try:
            async with session.post(
                self.webhook.url, data=bytes(update.body), headers=headers, allow_redirects=False
            ) as response:
                answer = await response.read()
                if 200 <= response.status < 300:
                    await self._reply(response.headers.get("content-type", ""), answer)
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"

    async def _reply(self, content_type: str, body: bytes) -> None:
        """The answer may be a call."""
        if self.exchange.carry_out_reply is not None:
            await self.exchange.carry_out_reply(self.exchange, self.bot, content_type, body)

    def _taken(self, update: QueuedUpdate) -> None:
        if update.repeats > 0:
            update.repeats -= 1
            return
        pending = self.bot.pending
        place = next((i for i, other in enumerate(pending) if other is update), None)
        if place is not None:
            del pending[place]
            note_taken(self.exchange, self.bot, [update])

    def _failed(self, update: QueuedUpdate, error: str) -> None:
        before = self.pauses.get(update.chat_id)
        seconds = (
            min(before.seconds * 2, MAX_WEBHOOK_RETRY_SECONDS)
            if before
            else self.exchange.state.settings.webhook_retry_seconds
        )
        self.pauses[update.chat_id] = _Pause(time.monotonic() + seconds, seconds)
        self.webhook.last_error = error
        self.webhook.last_error_at = self.exchange.clock.timestamp()
        self.exchange.store.mark_dirty()
