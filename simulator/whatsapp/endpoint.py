"""`/v{version}/{object}[/{edge}]`: from request to answer, through the faults that are planned."""

import asyncio
import re
import secrets
import time
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.formparsers import MultiPartException
from starlette.types import Receive, Scope, Send

from simulator.connection import break_off, wait_until_gone
from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.parameters import BadParameter, BodyTooLarge, Parameters, read_parameters
from simulator.whatsapp.access import check_token, token_of
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import GraphError, bad_parameter, expired_token, refused
from simulator.whatsapp.nodes.table import find
from simulator.whatsapp.recipients import phone_of
from simulator.whatsapp.webhook_delivery import start_delivery

READ: Final = "read"  # marking as read, which goes to the edge `messages` too
_VERSION: Final = re.compile(r"(\d{1,2})\.0")
_NEWEST_VERSION: Final = 26  # an older one is answered as the oldest that lives
_SILENCE_SECONDS: Final = 30.0  # how long a "timeout" says nothing
_DELAY_SECONDS: Final = 2.0
_HTML: Final = b"<html><head><title>502 Bad Gateway</title></head><body>proxy</body></html>"
_encode: Final = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Answer:
    """What goes over the wire."""

    status: int
    body: bytes
    retry_after: int | None = None
    content_type: bytes = b"application/json; charset=UTF-8"


class GraphApi:
    """The Cloud API as an ASGI application; written low because load tests lean on it."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        path = scope["path_params"]
        object_id, _, edge = path["rest"].strip("/").partition("/")
        name = edge or "object"
        try:
            parameters = await read_parameters(scope, receive)
        except (BadParameter, MultiPartException) as error:
            return await self._send(send, name, _refusal(bad_parameter(str(error))))
        except BodyTooLarge:
            return await self._send(send, name, _refusal(bad_parameter("Request body too large")))
        if parameters.text("status") == "read":
            name = READ  # one edge, two things: a fault for messages shall not meet this
        self._exchange.calls.calls[f"whatsapp {name}"] += 1
        phone = phone_of(self._exchange, parameters)
        fault = self._exchange.faults.take_for_call(name, phone.id if phone else None, "whatsapp")
        request = _Request(scope, path["version"], object_id, edge, parameters, name)
        if fault is None:
            return await self._send(send, name, await self._carry_out(request))
        return await self._misbehave(fault, request, receive, send)

    async def _carry_out(self, request: "_Request") -> _Answer:
        try:
            found = _VERSION.fullmatch(request.version)
            if found is None or int(found[1]) > _NEWEST_VERSION:
                raise GraphError(2500, f"Unknown path components: /v{request.version}")
            check_token(self._exchange, token_of(request.scope, request.parameters))
            self._exchange.whatsapp.called_at = time.monotonic()
            start_delivery(self._exchange)
            verb = request.scope["method"]
            run = find(self._exchange, verb, request.object_id, request.edge)
            call = GraphCall(
                self._exchange, verb, request.object_id, request.parameters, _base(request.scope)
            )
            return _Answer(200, _encode(await run(call)))
        except GraphError as error:
            return _refusal(error)
        except BadParameter as error:
            return _refusal(bad_parameter(str(error)))

    async def _misbehave(
        self, fault: Fault, request: "_Request", receive: Receive, send: Send
    ) -> None:
        name = request.name
        planned = _planned_refusal(fault)
        if planned is not None:
            return await self._send(send, name, planned)
        if fault.kind in {"close", "timeout"}:
            if fault.kind == "timeout":
                await wait_until_gone(receive, fault.seconds_or(_SILENCE_SECONDS))
            return await break_off(receive, send)
        if fault.kind == "fail":
            self._exchange.whatsapp.fail_next.append(fault.code)
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds_or(_DELAY_SECONDS))
        answer = await self._carry_out(request)
        if fault.kind == "drop_response":
            self._exchange.calls.lost_answers[f"whatsapp {name}"] += 1
            return await break_off(receive, send)
        if fault.kind == "late_response":
            await asyncio.sleep(fault.seconds_or(_DELAY_SECONDS))
        return await self._send(send, name, answer)

    async def _send(self, send: Send, name: str, answer: _Answer) -> None:
        if answer.status != 200:
            self._exchange.calls.errors[f"whatsapp {name} {answer.status}"] += 1
        headers = [
            (b"content-type", answer.content_type),
            (b"content-length", str(len(answer.body)).encode()),
        ]
        if answer.retry_after is not None:
            headers.append((b"retry-after", str(answer.retry_after).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


@dataclass(frozen=True, slots=True)
class _Request:
    """A request taken apart."""

    scope: Scope
    version: str
    object_id: str
    edge: str
    parameters: Parameters
    name: str  # for faults and counters


def _base(scope: Scope) -> str:
    """Where this server is, as the caller addressed it."""
    host = next((value.decode() for name, value in scope["headers"] if name == b"host"), "")
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"


def _refusal(error: GraphError) -> _Answer:
    return _Answer(error.status, error.body("A" + secrets.token_urlsafe(16)))


def _planned_refusal(fault: Fault) -> _Answer | None:
    """The answer of a fault that refuses; None for the other kinds."""
    if fault.kind == "refuse":
        return _refusal(refused(fault.code, "Refused on purpose"))
    if fault.kind == "429":
        body = refused(80007, "Refused on purpose").body("A429")
        return _Answer(429, body, fault.retry_after)
    if fault.kind == "401":
        moment = "Thursday, 01-Jan-26 00:00:00 PST"
        return _refusal(expired_token(moment, moment))
    if fault.kind == "502_html":
        return _Answer(502, _HTML, content_type=b"text/html")
    if fault.kind in {"500", "409"}:
        unknown = GraphError(2, "(#2) Service temporarily unavailable", status=500)
        return _refusal(unknown)
    return None
