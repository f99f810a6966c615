"""`/file/bot{token}/{path}`: the bytes behind a file path."""

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from simulator.exchange import Exchange
from simulator.telegram.endpoint import TOKEN
from simulator.telegram.file_store import content_path, find_by_path


class Downloads:
    """Serves files to bots."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def serve(self, request: Request) -> Response:
        """The file, or 404 as the real server words it."""
        file = find_by_path(self._exchange, request.path_params["path"])
        if not TOKEN.fullmatch(request.path_params["token"]) or file is None:
            refusal = {"ok": False, "error_code": 404, "description": "Not Found"}
            return JSONResponse(refusal, status_code=404)
        # As the real file server: the kind of a file is for the client to find out.
        return FileResponse(
            content_path(self._exchange, file), media_type="application/octet-stream"
        )
