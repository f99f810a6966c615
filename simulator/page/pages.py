"""The pages: all phones side by side, one phone, and the parts of a phone that change."""

import hashlib
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.templating import Jinja2Templates

from simulator.exchange import Exchange
from simulator.file_store import content_path
from simulator.page.indonesian_time import day, duration, time_of_day
from simulator.page.phone_view import bot_status, phone_rows, show_phone
from simulator.state import Phone

HERE: Final = Path(__file__).parent
_OPEN_AT_FIRST: Final = 3  # as many as stand side by side at 1280 px
_MAX_OPEN: Final = 8
_SHOWN_INLINE: Final = ("image/", "audio/", "application/pdf")


class Pages:
    """Renders what a browser sees."""

    def __init__(self, exchange: Exchange, base_path: str) -> None:
        self._exchange = exchange
        self._base = base_path
        self._templates = Jinja2Templates(HERE / "templates")
        self._templates.env.globals.update(base=base_path, asset=_asset_name(base_path))

    async def home(self, request: Request) -> Response:
        """All phones: a list, and the opened ones side by side where there is room."""
        phones = self._exchange.state.phones
        if "open" in request.query_params:
            wanted = request.query_params["open"].split(",")
            opened = [phones[int(i)] for i in wanted if i.isdigit() and int(i) in phones]
        else:
            opened = list(phones.values())[:_OPEN_AT_FIRST]
        return self._page(request, opened[:_MAX_OPEN], is_single=False)

    async def phone(self, request: Request) -> Response:
        """One phone."""
        phone = self._exchange.state.phones.get(request.path_params["phone_id"])
        if phone is None:
            return PlainTextResponse("Ponsel itu tidak ada.", 404)
        return self._page(request, [phone], is_single=True)

    async def parts(self, request: Request) -> Response:
        """The changing parts of one phone, for the script to put in place."""
        phone = self._exchange.state.phones.get(request.path_params["phone_id"])
        if phone is None:
            return PlainTextResponse("Ponsel itu tidak ada.", 404)
        context = {
            "phone": show_phone(self._exchange, phone, everything="all" in request.query_params),
            "back": f"{self._base}/phones/{phone.id}",
        }
        return self._templates.TemplateResponse(
            request, "parts.html", context, headers={"cache-control": "no-store"}
        )

    async def file(self, request: Request) -> Response:
        """A photo, voice note or document of a chat."""
        file = self._exchange.state.files.get(request.path_params["file_id"])
        if file is None:
            return PlainTextResponse("Berkas itu tidak ada.", 404)
        # Only kinds that cannot carry scripts are shown; the rest is offered for saving.
        shown = file.mime_type.startswith(_SHOWN_INLINE) and "svg" not in file.mime_type
        return FileResponse(
            content_path(self._exchange, file),
            media_type=file.mime_type if shown else "application/octet-stream",
            filename=file.name or None,
            content_disposition_type="inline" if shown else "attachment",
            headers={"x-content-type-options": "nosniff", "cache-control": "max-age=86400"},
        )

    def _page(self, request: Request, opened: list[Phone], *, is_single: bool) -> Response:
        everything = "all" in request.query_params
        views = [show_phone(self._exchange, phone, everything=everything) for phone in opened]
        now = self._exchange.clock.now()
        is_awake, status = bot_status(self._exchange)
        offset = self._exchange.clock.offset_seconds
        query = f"?{request.url.query}" if request.url.query else ""
        context = {
            "phones": views,
            "rows": phone_rows(self._exchange),
            "open_ids": [phone.id for phone in opened],
            "is_single": is_single,
            "day": day(now),
            "time": time_of_day(now),
            "ahead": duration(offset) if offset >= 60 else "",
            "is_awake": is_awake,
            "status": status,
            "faults": self._exchange.faults.planned(),
            "back": request.url.path + query,
            "notice": request.query_params.get("notice", "")[:200],
        }
        return self._templates.TemplateResponse(request, "page.html", context)


def _asset_name(base_path: str) -> dict[str, str]:
    """Addresses of the static files; a new content is a new address, so they cache for long."""
    return {
        path.name: f"{base_path}/static/{path.name}?v={_digest(path)}"
        for path in sorted((HERE / "static").iterdir())
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
