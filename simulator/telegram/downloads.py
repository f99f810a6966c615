"""`/file/bot{token}/{path}`: the bytes behind a file path."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from simulator.exchange import Exchange
from simulator.file_store import content_path, find_by_path
from simulator.telegram.endpoint import TOKEN

DOWNLOAD: Final = "download"  # the `method` of a fault that shall meet a download
_REFUSALS: Final = {"429": 429, "401": 401, "500": 500, "502_html": 502}


class Downloads:
    """Serves files to bots."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def serve(self, request: Request) -> Response:
        """The file, or 404 as the real server words it.

        Of the faults it knows the refusals; any other kind makes it slow.
        """
        fault = self._exchange.faults.take_for_call(DOWNLOAD, None)
        if fault and fault.kind in _REFUSALS:
            return PlainTextResponse("", _REFUSALS[fault.kind])
        if fault:
            await asyncio.sleep(fault.seconds_or(2.0))
        file = find_by_path(self._exchange, request.path_params["path"])
        if not TOKEN.fullmatch(request.path_params["token"]) or file is None:
            refusal = {"ok": False, "error_code": 404, "description": "Not Found"}
            return JSONResponse(refusal, status_code=404)
        # As the real file server: the kind of a file is for the client to find out.
        return FileResponse(
            content_path(self._exchange, file), media_type="application/octet-stream"
        )
