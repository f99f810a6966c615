"""The pages: all phones side by side, one phone, and the parts of a phone that change."""

import hashlib
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.templating import Jinja2Templates

from simulator.exchange import Exchange
from simulator.file_store import content_path
from simulator.page.everyone import has_phone, phone_rows, show, status
from simulator.page.indonesian_time import day, duration, time_of_day
from simulator.page.operator import FAILURES

HERE: Final = Path(__file__).parent
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
        if "open" in request.query_params:
            wanted = request.query_params["open"].split(",")
            asked = [int(i) for i in wanted if i.isascii() and i.isdigit()]
            opened = [i for i in asked if has_phone(self._exchange, i)]
        else:
            opened = self._first_phones()
        return self._page(request, opened[:_MAX_OPEN], is_single=False)

    async def phone(self, request: Request) -> Response:
        """One phone."""
        phone_id = request.path_params["phone_id"]
        if not has_phone(self._exchange, phone_id):
            return PlainTextResponse("Ponsel itu tidak ada.", 404)
        return self._page(request, [phone_id], is_single=True)

    async def parts(self, request: Request) -> Response:
        """The changing parts of one phone, for the script to put in place."""
        phone_id = request.path_params["phone_id"]
        if not has_phone(self._exchange, phone_id):
            return PlainTextResponse("Ponsel itu tidak ada.", 404)
        everything = "all" in request.query_params
        context = {
            "phone": show(self._exchange, phone_id, everything=everything),
            "back": f"{self._base}/phones/{phone_id}",
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

    def _first_phones(self) -> list[int]:
        """Two with Telegram and one with WhatsApp: as many as stand side by side at 1280 px."""
        telegram = list(self._exchange.state.phones)[:2]
        return [*telegram, *list(self._exchange.state.whatsapp.phones)[:1]]

    def _page(self, request: Request, opened: list[int], *, is_single: bool) -> Response:
        everything = "all" in request.query_params
        views = [show(self._exchange, i, everything=everything) for i in opened]
        now = self._exchange.clock.now()
        is_awake, words = status(self._exchange)
        offset = self._exchange.clock.offset_seconds
        query = f"?{request.url.query}" if request.url.query else ""
        context = {
            "phones": views,
            "rows": phone_rows(self._exchange),
            "open_ids": opened,
            "is_single": is_single,
            "day": day(now),
            "time": time_of_day(now),
            "ahead": duration(offset) if offset >= 60 else "",
            "is_awake": is_awake,
            "status": words,
            "faults": self._exchange.faults.planned(),
            "telegram": self._exchange.bot(),
            "whatsapp": self._exchange.state.whatsapp,
            "failures": FAILURES,
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
