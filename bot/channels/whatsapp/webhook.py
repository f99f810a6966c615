"""The webhook: the signature is checked on the raw bytes, all is committed, only then comes 200.

A raw ASGI route, because every update passes here.
"""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from bot.channels.events import Event
from bot.channels.whatsapp.limits import MAX_WEBHOOK_BODY
from bot.channels.whatsapp.updates import News, read_body
from bot.channels.whole_body import NoBody, read_whole
from domain.clock import Clock

log = logging.getLogger("ikm.whatsapp.webhook")

SIGNATURE = b"x-hub-signature-256"
MAX_CHALLENGE = 200  # characters; Meta sends a number
TEXT = (b"content-type", b"text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Keys:
    """What tells Meta's requests from others'."""

    phone_number_id: str
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)


class WhatsAppWebhook:
    """ASGI endpoint of `GET` and `POST /webhook/whatsapp`."""

    def __init__(self, keys: Keys, clock: Clock,
                 enqueue: Callable[[Event], asyncio.Future[None]],
                 take: Callable[[News], Awaitable[None]],
                 acknowledge: Callable[[Iterable[Event]], None]) -> None:  # fmt: skip
        self._number, self._clock = keys.phone_number_id, clock
        self._keyed = hmac.new(keys.app_secret.encode(), digestmod=hashlib.sha256)
        self._verify_token = keys.verify_token.encode()
        self._enqueue, self._take, self._acknowledge = enqueue, take, acknowledge

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request: 403 unsigned, 413 too large, 503 where it could not be kept."""
        if scope["method"] == "GET":
            return await self._shake_hands(scope, send)
        if scope["method"] != "POST":
            return await _answer(send, 405)
        try:
            body = await read_whole(receive, MAX_WEBHOOK_BODY)
        except NoBody as why:
            log.warning("%s", why)
            return await _answer(send, why.status)
        if not self._is_signed(scope["headers"], body):
            log.warning("a body with a wrong signature was refused")
            return await _answer(send, 403)
        news = read_body(body, self._number, self._clock.now())
        if not await self._keep(news):
            return await _answer(send, 503)  # it will be delivered again
        await _answer(send, 200)
        self._acknowledge(news.events)

    async def _keep(self, news: News) -> bool:
        """Commit everything; False where anything of it could not be kept."""
        if news.is_one_message:  # nearly every body
            try:
                await self._enqueue(news.events[0])
            except Exception as error:  # noqa: BLE001  # whatever it was, nothing was kept
                log.error("a message was not kept: %r", error)
                return False
            return True
        waiting = [self._enqueue(event) for event in news.events]
        results = await asyncio.gather(self._take(news), *waiting, return_exceptions=True)
        failed = [r for r in results if isinstance(r, BaseException)]
        if failed:
            log.error("%d of %d were not kept: %r", len(failed), len(results), failed[0])
        return not failed

    def _is_signed(self, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> bool:
        given = next((v for k, v in headers if k == SIGNATURE), b"")
        signing = self._keyed.copy()
        signing.update(body)
        return hmac.compare_digest(given, b"sha256=" + signing.hexdigest().encode())

    async def _shake_hands(self, scope: Any, send: Any) -> None:
        """Meta asks once, when the address is entered: the challenge goes back to who knows us."""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        token = asked.get("hub.verify_token", [""])[0].encode("latin-1", "replace")
        challenge = asked.get("hub.challenge", [""])[0]
        is_ours = hmac.compare_digest(token, self._verify_token)
        is_asked = asked.get("hub.mode") == ["subscribe"] and 0 < len(challenge) <= MAX_CHALLENGE
        if not (is_ours and is_asked):
            log.warning("a handshake that is not ours was refused")
            return await _answer(send, 403)
        await _answer(send, 200, challenge.encode())


async def _answer(send: Any, status: int, body: bytes = b"") -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, TEXT]})
    await send({"type": "http.response.body", "body": body})
