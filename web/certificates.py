"""`/sertifikat/{code}`: is this certificate genuine? Name, training and days, nothing else."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from documents.words import days_text
from domain.calendar import day_of
from storage import certificates, trainings
from storage.database import Database
from web.pages import Pages

MAX_SHOWN = 40  # characters of a code that somebody typed


def routes(database: Database, pages: Pages) -> list[Route]:
    """The routes of this page."""

    async def ask(request: Request) -> Response:
        """A form for a code without its QR; a typed one leads to its page."""
        typed = "".join(request.query_params.get("kode", "").split()).upper()
        if typed.isalnum() and typed.isascii():
            return RedirectResponse(f"/sertifikat/{typed[:MAX_SHOWN]}", 303)
        return pages.render("certificate-form.html")

    async def check(request: Request) -> Response:
        code = request.path_params["code"].strip()[:MAX_SHOWN]
        async with database.read() as tx:
            found = await certificates.find_by_code(tx, code)
            training = await trainings.find(tx, found.training_id) if found else None
        if found is None or training is None:
            return pages.render("unknown-certificate.html", 404, is_indexed=False, code=code)
        days = days_text(pages.words, [day_of(m.starts_at) for m in training.plan.meetings])
        return pages.render(
            "genuine-certificate.html", is_indexed=False, certificate=found, days=days,
            title=training.plan.title,
        )  # fmt: skip

    return [Route("/sertifikat", ask), Route("/sertifikat/{code}", check)]
