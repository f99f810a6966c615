"""Links to media: good for five minutes, for whoever has the token too."""

import hashlib
import hmac
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from simulator.exchange import Exchange
from simulator.faults import Fault
from simulator.file_store import content_path
from simulator.parameters import Parameters
from simulator.whatsapp.access import check_token, token_of
from simulator.whatsapp.errors import GraphError
from simulator.whatsapp.limits import MEDIA_URL_SECONDS
from simulator.whatsapp.state import Media

PATH: Final = "/whatsapp_business/attachments/"
DOWNLOAD: Final = "download"  # the `method` of a fault that shall meet a download
_REFUSALS: Final = {"429": 429, "401": 401, "500": 500, "502_html": 502}


def link_to(exchange: Exchange, media: Media) -> str:
    """Path and query of a fresh link."""
    expires = int(exchange.clock.timestamp() + MEDIA_URL_SECONDS)
    query = {"mid": media.id, "source": "getMedia", "ext": expires}
    return f"{PATH}?{urlencode({**query, 'hash': _seal(exchange, media.id, expires)})}"


class MediaLinks:
    """Serves the bytes behind links."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def serve(self, request: Request) -> Response:
        """The file; 401 without the token, 404 for a link that is too old or not ours.

        Of the faults it knows the refusals, and `truncate` by any other kind: half of the bytes.
        """
        self._exchange.calls.calls["whatsapp download"] += 1
        fault = self._exchange.faults.take_for_call(DOWNLOAD, None, "whatsapp")
        if fault and fault.kind in _REFUSALS:
            return Response(status_code=_REFUSALS[fault.kind])
        try:
            check_token(self._exchange, token_of(request.scope, Parameters()))
        except GraphError as error:
            return Response(error.body("A0"), 401, media_type="application/json")
        media = self._find(request)
        if media is None:
            return JSONResponse({"error": "Not Found"}, 404)
        return self._file(media, fault)

    def _find(self, request: Request) -> Media | None:
        asked = request.query_params
        media_id, expires = asked.get("mid", ""), asked.get("ext", "")
        is_young = expires.isdigit() and int(expires) > self._exchange.clock.timestamp()
        if not is_young or not hmac.compare_digest(
            asked.get("hash", ""), _seal(self._exchange, media_id, int(expires))
        ):
            return None
        return self._exchange.state.whatsapp.media.get(media_id)

    def _file(self, media: Media, fault: Fault | None) -> Response:
        file = self._exchange.state.files[media.file_id]
        path = content_path(self._exchange, file)
        if fault is not None:
            content = path.read_bytes()
            return Response(content[: len(content) // 2], media_type=media.mime_type)
        return FileResponse(path, media_type=media.mime_type, filename=media.name or None)


def _seal(exchange: Exchange, media_id: str, expires: int) -> str:
    key = exchange.state.whatsapp.app_secret.encode()
    return hmac.new(key, f"{media_id} {expires}".encode(), hashlib.sha256).hexdigest()[:32]
