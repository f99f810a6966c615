"""`/katalog/pilihan/{code}`: products that staff put together for one buyer."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.enquiry import CODE
from storage import buyers, catalogue
from storage.database import Database
from web.pages import Pages


def routes(database: Database, pages: Pages) -> list[Route]:
    """The route of a list."""

    async def show(request: Request) -> Response:
        code = request.path_params["code"].upper()
        if not CODE.fullmatch(code):
            raise HTTPException(404)
        async with database.read() as tx:
            found = await buyers.find_recommendation(tx, code)
            cards = await catalogue.list_cards_by_code(tx, found.products) if found else []
        if found is None:
            raise HTTPException(404)
        missing = len(found.products) - len(cards)
        return pages.render(
            "recommendation.html", is_indexed=False, found=found, cards=cards, missing=missing
        )

    return [Route("/katalog/pilihan/{code}", show)]
