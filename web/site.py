"""The public website of the office: its pages under one application."""

import logging

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from dialog.words import Words
from storage.database import Database
from web import certificates, stylesheet
from web.pages import Pages

log = logging.getLogger("ikm.web")

PREFIXES = ("/sertifikat", "/gaya")  # what the front door sends here


def build_site(database: Database, words: Words) -> Starlette:
    """An ASGI application with all pages."""
    pages = Pages(words)

    async def missing(_: Request, __: Exception) -> Response:
        title, body = pages.text("web.missing.title"), pages.text("web.missing.body")
        return pages.render("message.html", 404, title=title, body=body)

    async def broken(request: Request, error: Exception) -> Response:
        log.error("the page %s failed", request.url.path, exc_info=error)
        title, body = pages.text("web.broken.title"), pages.text("web.broken.body")
        return pages.render("message.html", 500, title=title, body=body)

    return Starlette(
        routes=[*certificates.routes(database, pages), *stylesheet.routes()],
        exception_handlers={404: missing, 405: missing, 500: broken},
    )
