"""The webhook: the secret is checked, the turn committed, and only then answered with 200.

A raw ASGI route: at this spot every update passes, and a framework's request object would cost as
much as the parsing.
"""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.events import Event
from bot.channels.telegram.updates import parse
from bot.channels.whole_body import NoBody, read_whole
from domain.clock import Clock

log = logging.getLogger("ikm.telegram.webhook")

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MAX_BODY = 1_000_000  # bytes; an update is a few kB


class TelegramWebhook:
    """ASGI endpoint of `POST /webhook/telegram`."""

    def __init__(self, bot_id: str, secret: str, clock: Clock,
                 submit: Callable[[Event], Awaitable[None]],
                 acknowledge: Callable[[Event], None]) -> None:  # fmt: skip
        self._bot_id, self._secret, self._clock = bot_id, secret.encode(), clock
        self._submit, self._acknowledge = submit, acknowledge

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request: 403 without the secret, 413 too large, 503 when nothing was kept."""
        given = next((v for k, v in scope["headers"] if k == SECRET_HEADER), b"")
        if scope["method"] != "POST":
            return await _answer(send, 405)
        if not hmac.compare_digest(given, self._secret):
            return await _answer(send, 403)
        try:
            body = await read_whole(receive, MAX_BODY)
        except NoBody as why:
            log.warning("%s", why)
            return await _answer(send, why.status)
        event = parse(body, self._bot_id, self._clock.now())
        if event is None:
            log.warning("an update without a number was refused")
            return await _answer(send, 400)
        try:
            await self._submit(event)
        except Exception:  # noqa: BLE001  # whatever it was, nothing was kept
            return await _answer(send, 503)  # it will be delivered again
        await _answer(send, 200)
        self._acknowledge(event)


async def _answer(send: Any, status: int) -> None:
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-length", b"0")]})  # fmt: skip
    await send({"type": "http.response.body", "body": b""})
