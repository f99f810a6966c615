"""`/bot{token}/{method}`: from request to answer, through the faults that are planned."""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.formparsers import MultiPartException
from starlette.types import Receive, Scope, Send

from simulator.connection import break_off, wait_until_gone
from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.parameters import BadParameter, BodyTooLarge, Parameters, read_parameters
from simulator.state import Bot
from simulator.telegram.call import Call
from simulator.telegram.errors import (
    OTHER_POLLER,
    ApiError,
    bad_request,
    conflict,
    not_found,
    too_many_requests,
    unauthorized,
)
from simulator.telegram.methods.table import METHODS
from simulator.telegram.webhook_delivery import start_delivery

TOKEN: Final = re.compile(r"(\d{1,19}):[A-Za-z0-9_-]{30,64}")

_SILENCE_SECONDS: Final = 30.0  # how long a "timeout" says nothing
_DELAY_SECONDS: Final = 2.0
_REFUSALS: Final = frozenset({"429", "500", "401", "409", "502_html"})
_HTML: Final = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_encode: Final = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Answer:
    """What goes over the wire."""

    status: int
    body: bytes
    retry_after: int | None = None
    content_type: bytes = b"application/json"


class BotApi:
    """The Bot API as an ASGI application; written low because load tests lean on it."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        path = scope["path_params"]
        name, _ = METHODS.get(path["method"].lower(), (path["method"], None))
        self._exchange.calls.calls[name] += 1
        try:
            parameters = await read_parameters(scope, receive)
        except (BadParameter, MultiPartException) as error:
            return await self._send(send, name, _refusal(bad_request(str(error))))
        except BodyTooLarge:
            too_large = ApiError(413, "Request Entity Too Large")
            return await self._send(send, name, _refusal(too_large))
        fault = self._exchange.faults.take_for_call(name, parameters.integer("chat_id") or None)
        if fault is None:
            answer = await self._carry_out(path["token"], name, parameters, receive)
            return await self._send(send, name, answer)
        return await self._misbehave(fault, path["token"], (name, parameters), receive, send)

    async def _carry_out(
        self, token: str, name: str, parameters: Parameters, receive: Receive
    ) -> _Answer:
        try:
            bot = self._bot_of(token)
            known = METHODS.get(name.lower())
            if known is None:
                raise ApiError(404, "Not Found: method not found")
            result = await known[1](Call(self._exchange, bot, name, parameters, receive))
        except ApiError as error:
            return _refusal(error)
        except BadParameter as error:
            return _refusal(bad_request(str(error)))
        return _Answer(200, b'{"ok":true,"result":' + _encode(result) + b"}")

    def _bot_of(self, token: str) -> Bot:
        shape = TOKEN.fullmatch(token)
        if shape is None:
            raise not_found()
        bot = self._exchange.calling_bot(int(shape[1]))
        if bot.revoked:
            raise unauthorized()
        self._exchange.note_call(bot)
        start_delivery(self._exchange, bot)
        return bot

    async def _misbehave(
        self,
        fault: Fault,
        token: str,
        call: tuple[str, Parameters],
        receive: Receive,
        send: Send,
    ) -> None:
        name, parameters = call
        if fault.kind in _REFUSALS:
            return await self._send(send, name, _planned_refusal(fault))
        if fault.kind in {"close", "timeout"}:
            if fault.kind == "timeout":
                await wait_until_gone(receive, fault.seconds_or(_SILENCE_SECONDS))
            return await break_off(receive, send)
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds_or(_DELAY_SECONDS))
        answer = await self._carry_out(token, name, parameters, receive)
        if fault.kind == "drop_response":
            self._exchange.calls.lost_answers[name] += 1
            return await break_off(receive, send)
        if fault.kind == "late_response":
            await asyncio.sleep(fault.seconds_or(_DELAY_SECONDS))
        return await self._send(send, name, answer)

    async def _send(self, send: Send, name: str, answer: _Answer) -> None:
        if answer.status != 200:
            self._exchange.calls.errors[f"{name} {answer.status}"] += 1
        headers = [
            (b"content-type", answer.content_type),
            (b"content-length", str(len(answer.body)).encode()),
        ]
        if answer.retry_after is not None:
            headers.append((b"retry-after", str(answer.retry_after).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


def _refusal(error: ApiError) -> _Answer:
    body: dict[str, object] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return _Answer(error.code, _encode(body), error.retry_after)


def _planned_refusal(fault: Fault) -> _Answer:
    if fault.kind == "502_html":
        return _Answer(502, _HTML, content_type=b"text/html")
    if fault.kind == "429":
        return _refusal(too_many_requests(fault.retry_after))
    if fault.kind == "401":
        return _refusal(unauthorized())
    if fault.kind == "409":
        return _refusal(conflict(OTHER_POLLER))
    return _refusal(ApiError(500, "Internal Server Error: sent on purpose"))
