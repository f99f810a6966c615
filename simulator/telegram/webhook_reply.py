"""A call that a bot makes in its answer to a webhook ("Making requests when getting updates")."""

from typing import Final

from starlette.types import Message, Scope

from simulator.exchange import Exchange
from simulator.parameters import BadParameter, read_parameters
from simulator.state import Bot
from simulator.telegram.call import Call
from simulator.telegram.errors import ApiError
from simulator.telegram.methods.table import METHODS

# An answer of a web framework ("ok", an empty object) is no call; one needs a method's name.
_CALLS: Final = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")


async def carry_out_reply(exchange: Exchange, bot: Bot, content_type: str, body: bytes) -> None:
    """Carry it out; as with the real server the bot never hears how it went."""
    if not body or not content_type.lower().startswith(_CALLS):
        return

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", content_type.encode("latin-1"))]
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": headers,
    }
    try:
        parameters = await read_parameters(scope, receive)
        name, run = METHODS[parameters.text("method").lower()]
    except (BadParameter, KeyError):
        return
    exchange.calls.calls[name] += 1
    try:
        await run(Call(exchange, bot, name, parameters, receive))
    except (ApiError, BadParameter) as error:
        exchange.calls.errors[f"{name} in a webhook's answer: {error}"] += 1
