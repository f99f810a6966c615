"""JSON in and out for the control API."""

from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from simulator.outcome import ActRefused
from simulator.parameters import BadParameter, BodyTooLarge, Parameters, read_parameters
from simulator.phone_number import PhoneRefused

Handler = Callable[[Request, Parameters], Awaitable[object]]


class Unknown(Exception):
    """Raised when what an address names does not exist."""


def as_json(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that answers with what the handler returns, and with refusals as 4xx."""

    async def endpoint(request: Request) -> Response:
        try:
            parameters = await read_parameters(request.scope, request.receive)
            return json_response(await handler(request, parameters))
        except Unknown as error:
            return json_response({"error": str(error)}, 404)
        except (ActRefused, PhoneRefused) as error:
            return json_response({"error": str(error)}, 409)
        except (BadParameter, BodyTooLarge, ValueError) as error:
            return json_response({"error": str(error)}, 400)

    return endpoint


def json_response(content: object, status: int = 200) -> Response:
    """A JSON answer of structs and plain values."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")
