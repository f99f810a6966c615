"""`/katalog/produk/{code}/tanya`: "Saya tertarik", without an account; and the enquiry's own page.

`/katalog/pertanyaan/{code}` is known to nobody but who asked: what stands there, and the way on in
the chat.
"""

from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain import deep_link
from domain.enquiry import CODE, REQUIREMENTS, BuyerKind, EnquiryState, Side
from domain.errors import NotFound
from domain.product import Product
from handlers.parts.enquiry_messages import (
    say_owner,
    say_requirement,
    say_requirements,
    say_state,
)
from handlers.parts.notices_from_web import tell_owner
from handlers.parts.training_words import say_moment
from storage import catalogue, enquiries, marks, people, products
from storage.database import Database, Tx
from storage.enquiries import Enquiry, Told
from web.forms import NOTHING, SIGNED, Line, Typed
from web.gate import Gate
from web.pages import NO_STORE, Pages

LINES = (
    Line("nama", 80, is_needed=True),
    Line("usaha", 120),
    Line("hp", 40),
    Line("jumlah", 120, is_needed=True),
    Line("kirim", 120),
    Line("pesan", 1000, has_lines=True),
)
KINDS = tuple(BuyerKind)


class Enquiries:
    """The two pages."""

    def __init__(self, database: Database, pages: Pages, gate: Gate) -> None:
        self.database, self.pages, self.gate = database, pages, gate

    def routes(self) -> list[Route]:
        """Their routes."""
        return [
            Route("/katalog/produk/{code}/tanya", self.ask, methods=["GET", "POST"]),
            Route("/katalog/pertanyaan/{code}", self.show),
        ]

    async def ask(self, request: Request) -> Response:
        """The form; sent, it makes an enquiry and leads to its page."""
        code = request.path_params["code"].replace("\0", "")  # no database is asked for a NUL
        if request.method != "POST":
            return await self._form(await self._product(code), NOTHING)
        form = f"ask:{code}"
        typed = await self.gate.read(request, LINES)
        product = await self._product(code)
        phone = _check(typed)
        if notice := self.gate.doubt(typed, form):
            return await self._form(product, typed, notice)
        if typed.errors:
            return await self._form(product, typed, "form_fields.check_again")
        told = _told(product, typed, phone)
        enquiry_code = self.gate.tokens.code(typed.get(SIGNED))
        if not await self._is_known(enquiry_code):
            if minutes := self.gate.admit(request, product.code):
                return await self._form(product, typed, "form_fields.too_many.at_form", minutes)
            try:
                await self._write(product, told, enquiry_code)
            except NotFound:  # deleted while the form was read: that page says so
                await self._product(code)
                raise
        nik = "?nik=1" if typed.had_nik else ""
        return RedirectResponse(f"/katalog/pertanyaan/{enquiry_code}{nik}", 303)

    async def _product(self, code: str) -> Product:
        """A product that the public sees. Raises HTTPException: 410 where it went for good."""
        async with self.database.read() as tx:
            found = await catalogue.find(tx, code)
            if found is not None:
                return found
            gone = await products.find_gone(tx, code)
        raise HTTPException(404 if gone is None else 410)

    async def _form(
        self, product: Product, typed: Typed, notice: str = "", minutes: int = 0
    ) -> Response:
        words = self.pages.words
        status = 429 if minutes else 422 if notice else 200
        async with self.database.read() as tx:
            links = await chat_links(tx, *deep_link.product(product.code))
        response = self.pages.render(
            "enquiry-form.html", status, is_indexed=False, product=product, typed=typed,
            notice=notice, minutes=minutes, links=links, lines={line.name: line for line in LINES},
            kinds=[(kind, self.pages.text(f"enquiry_form.kinds.{kind}")) for kind in KINDS],
            papers=[(one, say_requirement(words, one)) for one in REQUIREMENTS],
            token=self.gate.tokens.make(f"ask:{product.code}", self.gate.now()),
        )  # fmt: skip
        response.headers.update(NO_STORE)
        return response

    async def _is_known(self, code: str) -> bool:
        """Whether this very form has been sent before."""
        async with self.database.read() as tx:
            return await enquiries.find_by_code(tx, code) is not None

    async def _write(self, product: Product, told: Told, code: str) -> None:
        """The enquiry and the owner's notice, in one commit."""
        now = self.gate.now()
        async with self.database.begin() as tx:
            enquiry, is_new = await enquiries.ask(tx, told, now, code)
            if is_new:
                held = await enquiries.list_held(tx, product)
                await tell_owner(tx, self.pages.words, enquiry, held, now)

    async def show(self, request: Request) -> Response:
        """How an enquiry stands. An unknown code looks like any page that is not there."""
        code = request.path_params["code"].upper()
        if not CODE.fullmatch(code):
            raise HTTPException(404)
        async with self.database.read() as tx:
            enquiry = await enquiries.find_by_code(tx, code)
            if enquiry is None:
                gone = await products.find_gone(tx, code)
                raise HTTPException(404 if gone is None else 410)
            facts = await self._facts(tx, enquiry)
        response = self.pages.render(
            "enquiry-page.html", is_indexed=False, enquiry=enquiry, **facts,
            had_nik="nik" in request.query_params,
        )  # fmt: skip
        response.headers.update(NO_STORE)
        return response

    async def _facts(self, tx: Tx, enquiry: Enquiry) -> dict[str, Any]:
        words = self.pages.words
        owner = await people.find(tx, enquiry.owner_id) if enquiry.shares_number else None
        is_declined = enquiry.state is EnquiryState.DECLINED
        return {
            "state": say_state(words, enquiry),
            "reason": enquiry.reason if is_declined else "",
            "asked": say_moment(words, enquiry.asked_at),
            "wanted": say_requirements(words, enquiry.papers),
            "owner": say_owner(words, owner, enquiry) if owner and owner.phone else None,
            "said": [(one.side is Side.OWNER, one.text, self._moment(one.at))
                     for one in await enquiries.list_words(tx, enquiry.id)],
            "links": await chat_links(tx, *deep_link.enquiry(enquiry.code)),
        }  # fmt: skip

    def _moment(self, at: datetime) -> str:
        return say_moment(self.pages.words, at)


async def chat_links(tx: Tx, start: str, words: str) -> list[tuple[str, str]]:
    """Where to go on: (channel, link) for each that runs."""
    number = await marks.find(tx, marks.WHATSAPP_NUMBER)
    bot = await marks.find(tx, marks.TELEGRAM_NAME)
    found = [("whatsapp", deep_link.whatsapp(number, words))] if number else []
    return [*found, *([("telegram", deep_link.telegram(bot, start))] if bot else [])]


def _check(typed: Typed) -> str | None:
    """Note all that is wrong; the phone number, where there is a good one."""
    typed.check_lines(LINES)
    typed.check_choice("jenis", KINDS)
    typed.check_tick("setuju")
    return typed.read_phone("hp")


def _told(product: Product, typed: Typed, phone: str | None) -> Told:
    return Told(
        product.id, typed.get("nama"), typed.get("usaha"), typed.get("jenis"), phone,
        typed.get("jumlah"), typed.all("surat", REQUIREMENTS), typed.get("kirim"),
        typed.get("pesan"),
    )  # fmt: skip
