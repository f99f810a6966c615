"""What the page's forms do: act, then show the page again."""

from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from simulator.acts import perform
from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.outcome import ActRefused
from simulator.page import operator
from simulator.parameters import BadParameter, BodyTooLarge, Parameters, read_parameters
from simulator.phone_number import PhoneRefused
from simulator.phones import add_phone, add_whatsapp_phone
from simulator.telegram.update_queue import release_held
from simulator.whatsapp import event_queue as whatsapp_events

_OPERATIONS: Final = {
    "token": operator.set_token,
    "failure": operator.fail_next,
    "template": operator.judge_template,
    "webhook": operator.set_webhook,
}


class Forms:
    """Takes the forms; a script that sends one gets 204, or the refusal as text."""

    def __init__(self, exchange: Exchange, base_path: str) -> None:
        self._exchange = exchange
        self._base = base_path

    async def act(self, request: Request) -> Response:
        """Something that a person does with a phone."""
        phone_id = request.path_params["phone_id"]
        try:
            parameters = await read_parameters(request.scope, request.receive)
        except (BadParameter, BodyTooLarge):
            return self._done(request, Parameters(), "Berkasnya terlalu besar atau rusak.")
        try:
            await perform(self._exchange, phone_id, request.path_params["act"], parameters)
        except ActRefused as refusal:
            return self._done(request, parameters, str(refusal))
        return self._done(request, parameters)

    async def advance(self, request: Request) -> Response:
        """Move the clock."""
        parameters = await read_parameters(request.scope, request.receive)
        try:
            self._exchange.clock.advance(parameters.number("advance_seconds"))
        except ValueError:
            return self._done(request, parameters, "Jam tidak bisa digeser sejauh itu.")
        self._exchange.store.mark_dirty()
        return self._done(request, parameters)

    async def new_phone(self, request: Request) -> Response:
        """Add a phone and show it."""
        parameters = await read_parameters(request.scope, request.receive)
        is_whatsapp = parameters.text("channel") == "whatsapp"
        add = add_whatsapp_phone if is_whatsapp else add_phone
        try:
            phone = add(self._exchange, parameters.text("name"), parameters.text("number"))
        except PhoneRefused as refusal:
            return self._done(request, parameters, str(refusal))
        return RedirectResponse(f"{self._base}/phones/{phone.id}", 303)

    async def operate(self, request: Request) -> Response:
        """Something that an operator tries out: a token, a failure, a template."""
        parameters = await read_parameters(request.scope, request.receive)
        try:
            await _OPERATIONS[request.path_params["operation"]](self._exchange, parameters)
        except (ActRefused, KeyError) as refusal:
            return self._done(request, parameters, str(refusal))
        return self._done(request, parameters)

    async def trouble(self, request: Request) -> Response:
        """Plan a fault, or with kind "none" clear all."""
        parameters = await read_parameters(request.scope, request.receive)
        if parameters.text("kind") == "none":
            self._exchange.faults.clear()
            release_held(self._exchange)
            whatsapp_events.release_held(self._exchange)
            return self._done(request, parameters)
        wanted = {
            "kind": parameters.text("kind"),
            "count": parameters.integer("count", 1),
            "method": parameters.text("method") or None,
            "channel": parameters.text("channel") or None,
        }
        try:
            self._exchange.faults.add(msgspec.convert(wanted, Fault))
        except msgspec.ValidationError:
            return self._done(request, parameters, "Gangguan itu tidak dikenal.")
        return self._done(request, parameters)

    def _done(self, request: Request, parameters: Parameters, refusal: str = "") -> Response:
        if request.headers.get("x-live") == "1":
            return PlainTextResponse(refusal, 409) if refusal else Response(status_code=204)
        back = urlsplit(parameters.text("back"))
        is_ours = back.path == self._base or back.path.startswith(self._base + "/")
        path = back.path if is_ours and not back.netloc else self._base
        query = [(name, value) for name, value in parse_qsl(back.query) if name != "notice"]
        if refusal:
            query.append(("notice", refusal))
        asked = "?" + urlencode(query, quote_via=quote) if query else ""
        return RedirectResponse(path + asked, 303)
