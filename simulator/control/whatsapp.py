"""The WhatsApp side for tests: the callback, the token, templates, statuses, strange bodies."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from starlette.requests import Request

from simulator.control.answers import Unknown
from simulator.exchange import Exchange
from simulator.outcome import ActRefused
from simulator.parameters import BadParameter, Parameters
from simulator.whatsapp import account
from simulator.whatsapp.chats import business_number, find_message
from simulator.whatsapp.event_queue import enqueue_body
from simulator.whatsapp.nodes.templates import judge
from simulator.whatsapp.outcomes import force_status
from simulator.whatsapp.payloads import as_meta_writes
from simulator.whatsapp.state import Access, Delivery, TemplateStatus
from simulator.whatsapp.webhook_delivery import (
    HandshakeFailed,
    register,
    signature,
    start_delivery,
    unregister,
)

_Shape = TypeVar("_Shape")


class _Access(msgspec.Struct):
    access: Access = "revoked"


class _Verdict(msgspec.Struct):
    status: TemplateStatus
    language: str = ""
    reason: str = ""


class _Status(msgspec.Struct):
    wamid: str
    status: Delivery
    code: int = 0


class WhatsAppControl:
    """Handlers around the WhatsApp account."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def overview(self, request: Request, parameters: Parameters) -> object:
        """Credentials, callback, what waits, templates and settings."""
        state = self._exchange.state.whatsapp
        return {
            "token": state.token,
            "access": state.access,
            "app_secret": state.app_secret,
            "verify_token": state.verify_token,
            "business_account_id": state.account_id,
            "phone_number_id": account.DEMO.phone_number_id,
            "numbers": {number.id: number.display_number for number in state.numbers.values()},
            "webhook": state.webhook,
            "pending": len(state.events),
            "templates": list(state.templates.values()),
            "settings": state.settings,
        }

    async def register(self, request: Request, parameters: Parameters) -> object:
        """Have news sent to `callback_url`, after a handshake with `verify_token`."""
        state = self._exchange.state.whatsapp
        url = parameters.text("callback_url")
        token = parameters.text("verify_token", state.verify_token)
        try:
            await register(self._exchange, url, token)
        except HandshakeFailed as error:
            raise ActRefused(str(error)) from None
        return state.webhook

    async def unregister(self, request: Request, parameters: Parameters) -> object:
        """Keep all news."""
        unregister(self._exchange)
        return {"webhook": None}

    async def set_access(self, request: Request, parameters: Parameters) -> object:
        """What the token is worth: `access` is valid, expired, revoked or forbidden."""
        state = self._exchange.state.whatsapp
        state.access = _read(parameters.values, _Access).access
        self._exchange.store.mark_dirty()
        return {"access": state.access}

    async def judge(self, request: Request, parameters: Parameters) -> object:
        """Give the template `name` (perhaps of one `language`) a `status`, with a `reason`."""
        verdict, name = _read(parameters.values, _Verdict), request.path_params["name"]
        found = [
            template
            for template in self._exchange.state.whatsapp.templates.values()
            if template.name == name and verdict.language in ("", template.language)
        ]
        if not found:
            raise Unknown("no such template")
        for template in found:
            judge(self._exchange, template, verdict.status, verdict.reason)
        return {"templates": found}

    async def status(self, request: Request, parameters: Parameters) -> object:
        """Send a `status` about the message `wamid`, in whatever order; `code` for failed."""
        asked = _read(parameters.values, _Status)
        for number in self._exchange.state.whatsapp.numbers.values():
            found = find_message(number, asked.wamid)
            if found is None:
                continue
            phone = self._exchange.state.whatsapp.phones[found[0].phone_id]
            code = asked.code or (131026 if asked.status == "failed" else 0)
            force_status(self._exchange, number, phone, found[1], asked.status, code)
            return {"wamid": asked.wamid, "status": asked.status}
        raise Unknown("no such message")

    async def deliver(self, request: Request, parameters: Parameters) -> object:
        """Sign and deliver `body` as it is: an object, or a string of any bytes."""
        body = parameters.values.get("body")
        content = body.encode() if isinstance(body, str) else as_meta_writes(body)
        start_delivery(self._exchange)
        return {"event_id": enqueue_body(self._exchange, content)}

    async def sign(self, request: Request, parameters: Parameters) -> object:
        """The signature of `body` (a string), for tests that deliver themselves."""
        secret = self._exchange.state.whatsapp.app_secret
        return {"signature": signature(secret, parameters.text("body").encode())}

    async def tune(self, request: Request, parameters: Parameters) -> object:
        """Change some of the WhatsApp settings; answers with all."""
        state = self._exchange.state.whatsapp
        given = {**msgspec.to_builtins(state.settings), **parameters.values}
        state.settings = _read(given, type(state.settings))
        self._exchange.store.mark_dirty()
        return state.settings

    async def reset(self, request: Request, parameters: Parameters) -> object:
        """Forget what the callback has not taken."""
        self._exchange.state.whatsapp.events.clear()
        self._exchange.store.mark_dirty()
        return {"number": business_number(self._exchange).id, "pending": 0}


def _read(values: Mapping[str, object], shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.convert(dict(values), shape, strict=False)
    except msgspec.ValidationError as error:
        raise BadParameter(str(error)) from error
