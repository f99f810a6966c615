"""`/katalog`: what owners sell, searched and filtered; a page per product and per maker."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.words import day_text
from domain.calendar import day_of
from domain.product import Product
from storage import businesses, catalogue, products
from storage.database import Database, Tx
from web.catalogue_choices import chosen, cluster_names, village_names
from web.catalogue_pieces import Pieces
from web.catalogue_query import PER_PAGE, read_query
from web.pages import Pages
from web.photos import photo_address
from web.shelf import Shelf
from web.surroundings import Surroundings
from web.weave import shared_address, weave_address

MAX_CODE = 80  # letters of a code that somebody typed
RELATED = 8
OF_MAKER = 60  # products on the page of one


def routes(database: Database, pages: Pages, house: Surroundings) -> list[Route]:
    """The routes of the catalogue."""
    shelf = Shelf(database, house.look_seconds)
    pieces = Pieces(pages)
    pages.know(
        photo=photo_address, cloth=weave_address, shared_cloth=shared_address,
        public_url=house.public_url,
        village=village_names(), cluster=cluster_names(),
        grid=pieces.grid, paper=lambda kind: pages.text(f"shared.business.papers.{kind}"),
    )  # fmt: skip

    async def search(request: Request) -> Response:
        query = read_query(request.query_params)
        stock = await shelf.stock()
        is_near, number, cards = stock.look(query, (query.page - 1) * PER_PAGE, PER_PAGE)
        return pages.render(
            "catalogue.html", query=query, cards=cards, number=number,
            last_page=max(1, -(-number // PER_PAGE)), chosen=chosen(pages, query),
            cluster_options=pieces.clusters(query.cluster, stock.by_cluster),
            district_options=pieces.districts(query.district),
            is_indexed=not query.is_narrowed, is_near=is_near,
        )  # fmt: skip

    async def show(request: Request) -> Response:
        code = _code(request)
        async with database.read() as tx:
            product = await catalogue.find(tx, code)
            if product is None:
                return await missing(tx, pages, code)
            facts: dict[str, Any] = {
                "product": product,
                "photo_ids": await catalogue.list_photo_ids(tx, product.id),
                "papers": await businesses.list_papers(tx, product.business_id),
                "related": await catalogue.list_related(tx, product, RELATED),
            }
        told_on = day_text(pages.words, day_of(product.price_told_at))
        return pages.render(
            "product.html", told_on=told_on, shelf_life=_shelf_life(pages, product), **facts
        )

    async def show_maker(request: Request) -> Response:
        code = _code(request)
        async with database.read() as tx:
            known = await products.find_by_code(tx, code)
            if known is None:
                return await missing(tx, pages, code)
            cards = await catalogue.list_of_business(tx, known.business_id, OF_MAKER)
            if not cards:
                return await missing(tx, pages, code)
            papers = await businesses.list_papers(tx, known.business_id)
        return pages.render("maker.html", maker=cards[0], cards=cards, papers=papers)

    return [
        Route("/katalog", search),
        Route("/katalog/produk/{code}", show),
        Route("/katalog/usaha/{code}", show_maker),
    ]


async def missing(tx: Tx, pages: Pages, code: str) -> Response:
    """The page for a code that shows nothing: 410 where it went with its owner, else 404."""
    is_gone = await products.find_gone(tx, code) is not None
    status, path = (410, "catalogue_page.gone.") if is_gone else (404, "catalogue_page.hidden.")
    return pages.message(status, path, is_indexed=False)


def _shelf_life(pages: Pages, product: Product) -> str:
    """In the unit people say it in: "6 bulan"."""
    days = product.offer.shelf_life_days
    if not days:
        return ""
    for unit, length in (("years", 365), ("months", 30), ("days", 1)):
        if days % length == 0:
            return pages.text(f"catalogue_page.shelf_life.{unit}", number=days // length)
    return ""


def _code(request: Request) -> str:
    """The code at the end of an address; no database is asked for a NUL."""
    return str(request.path_params["code"]).replace("\0", "")[:MAX_CODE]
