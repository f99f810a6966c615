"""The public website of the office: its pages under one application."""

import logging

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from dialog.words import Words
from storage.database import Database
from web import catalogue, certificates, photos, recommendations, stylesheet, weave
from web.buyers import Buyers
from web.catalogue_files import CatalogueFiles
from web.enquiries import Enquiries
from web.form_tokens import FormTokens
from web.forms import TooLarge
from web.gate import Gate, TooMany
from web.pages import Pages
from web.surroundings import Surroundings

log = logging.getLogger("ikm.web")


def build_site(
    database: Database, words: Words, surroundings: Surroundings | None = None
) -> Starlette:
    """An ASGI application with all pages."""
    pages = Pages(words)
    house = surroundings or Surroundings()
    sizes = photos.Photos(house.media_dir)
    gate = Gate(FormTokens(house.key), house.clock.now)

    async def missing(_: Request, __: Exception) -> Response:
        return pages.message(404, "web.missing.")

    async def gone(_: Request, __: Exception) -> Response:
        return pages.message(410, "web.gone.")

    async def too_many(_: Request, error: Exception) -> Response:
        minutes = error.minutes if isinstance(error, TooMany) else 1
        response = pages.message(429, "form_fields.too_many.", minutes=minutes)
        response.headers["Retry-After"] = str(minutes * 60)
        return response

    async def too_large(_: Request, __: Exception) -> Response:
        return pages.message(413, "form_fields.too_large.")

    async def broken(request: Request, error: Exception) -> Response:
        log.error("the page %s failed", request.url.path, exc_info=error)
        return pages.message(500, "web.broken.")

    return Starlette(
        routes=[
            *certificates.routes(database, pages),
            *stylesheet.routes(),
            *weave.routes(),
            *photos.routes(database, sizes),
            *catalogue.routes(database, pages, house),
            *CatalogueFiles(database, pages, house, sizes).routes(),
            *recommendations.routes(database, pages),
            *Buyers(database, pages, gate).routes(),
            *Enquiries(database, pages, gate).routes(),
        ],
        exception_handlers={
            404: missing,
            405: missing,
            410: gone,
            500: broken,
            TooMany: too_many,
            TooLarge: too_large,
        },
    )
