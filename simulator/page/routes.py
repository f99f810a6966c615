"""Addresses of the page."""

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.exchange import Exchange
from simulator.page.forms import Forms
from simulator.page.live import Live
from simulator.page.pages import HERE, Pages


def page_routes(exchange: Exchange, base_path: str) -> list[BaseRoute]:
    """The page and what belongs to it, to be mounted under `base_path`."""
    pages, forms = Pages(exchange, base_path), Forms(exchange, base_path)
    phone = "/phones/{phone_id:int}"
    return [
        Route("/phones", forms.new_phone, methods=["POST"]),
        Route(phone, pages.phone, methods=["GET"]),
        Route(phone + "/parts", pages.parts, methods=["GET"]),
        Route(phone + "/{act}", forms.act, methods=["POST"]),
        Route("/advance", forms.advance, methods=["POST"]),
        Route("/operate/{operation}", forms.operate, methods=["POST"]),
        Route("/trouble", forms.trouble, methods=["POST"]),
        Route("/events", Live(exchange).events, methods=["GET"]),
        Route("/files/{file_id}", pages.file, methods=["GET"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        Route("/", pages.home, methods=["GET"]),
    ]


def home_route(exchange: Exchange, base_path: str) -> BaseRoute:
    """The address without a slash at its end, which a Mount does not match."""
    return Route(base_path, Pages(exchange, base_path).home, methods=["GET"])
