"""Who may call: the bearer token, and what is wrong with it."""

from datetime import UTC, datetime
from typing import Final

from starlette.types import Scope

from simulator.exchange import Exchange
from simulator.parameters import Parameters
from simulator.whatsapp.errors import (
    bad_token,
    expired_token,
    forbidden,
    no_token,
    revoked_token,
)

_PREFIX: Final = "bearer "
_MOMENT: Final = "%A, %d-%b-%y %H:%M:%S UTC"


def token_of(scope: Scope, parameters: Parameters) -> str:
    """The token of the header, or of `access_token` in the query, as the graph allows."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            header = bytes(value).decode("latin-1")
            return header[len(_PREFIX) :].strip() if header.lower().startswith(_PREFIX) else "?"
    return parameters.text("access_token")


def check_token(exchange: Exchange, token: str) -> None:
    """Raises 104 without a token, 190 with a wrong or dead one, 200 where it may not."""
    state = exchange.state.whatsapp
    if not token:
        raise no_token()
    if token != state.token:
        raise bad_token()
    if state.access == "expired":
        now = datetime.fromtimestamp(exchange.clock.timestamp(), UTC)
        raise expired_token(f"{now:{_MOMENT}}", f"{now:{_MOMENT}}")
    if state.access == "revoked":
        raise revoked_token()
    if state.access == "forbidden":
        raise forbidden()
