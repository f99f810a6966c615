"""`/katalog/pembeli`: a hotel, supermarket or shop says who it is and what it requires."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from domain.enquiry import REQUIREMENTS, BuyerKind
from handlers.parts.enquiry_messages import say_requirement
from handlers.parts.notices_from_web import tell_of_buyer
from storage import buyers
from storage.buyers import BuyerTold
from storage.database import Database
from web.forms import NOTHING, SIGNED, Line, Typed
from web.gate import Gate
from web.pages import NO_STORE, Pages

FORM = "buyer"
LINES = (
    Line("usaha", 120, is_needed=True),
    Line("nama", 80, is_needed=True),
    Line("hp", 40),
    Line("jumlah", 120),
    Line("kirim", 120),
)
KINDS = tuple(BuyerKind)


class Buyers:
    """The form and its thanks."""

    def __init__(self, database: Database, pages: Pages, gate: Gate) -> None:
        self.database, self.pages, self.gate = database, pages, gate

    def routes(self) -> list[Route]:
        """Their routes."""
        return [
            Route("/katalog/pembeli", self.register, methods=["GET", "POST"]),
            Route("/katalog/pembeli/terima-kasih", self.thank),
        ]

    async def register(self, request: Request) -> Response:
        """The form; sent, it makes a buyer whom staff look at."""
        if request.method != "POST":
            return self._form(NOTHING)
        typed = await self.gate.read(request, LINES)
        typed.check_lines(LINES)
        typed.check_choice("jenis", KINDS)
        typed.check_tick("setuju")
        phone = typed.read_phone("hp")
        if notice := self.gate.doubt(typed, FORM):
            return self._form(typed, notice)
        if typed.errors:
            return self._form(typed, "form_fields.check_again")
        if minutes := self.gate.admit(request, FORM):
            return self._form(typed, "form_fields.too_many.at_form", minutes)
        await self._write(typed, phone)
        return RedirectResponse("/katalog/pembeli/terima-kasih", 303)

    async def thank(self, _: Request) -> Response:
        """What happens next."""
        title, body = (
            self.pages.text("buyer_form.done.title"),
            self.pages.text("buyer_form.done.body"),
        )
        return self.pages.render("buyer-thanks.html", is_indexed=False, title=title, body=body)

    async def _write(self, typed: Typed, phone: str | None) -> None:
        """The buyer and the card for staff, in one commit; the same form twice is one buyer."""
        told = BuyerTold(
            typed.get("usaha"), typed.get("jenis"), typed.get("nama"), phone,
            typed.all("surat", REQUIREMENTS), typed.get("jumlah"), typed.get("kirim"),
        )  # fmt: skip
        now, code = self.gate.now(), self.gate.tokens.code(typed.get(SIGNED))
        async with self.database.begin() as tx:
            buyer, is_new = await buyers.add(tx, told, now, code=code)
            if is_new:
                await tell_of_buyer(tx, self.pages.words, buyer, now)

    def _form(self, typed: Typed, notice: str = "", minutes: int = 0) -> Response:
        status = 429 if minutes else 422 if notice else 200
        response = self.pages.render(
            "buyer-form.html", status, typed=typed, notice=notice, minutes=minutes,
            lines={line.name: line for line in LINES},
            kinds=[(kind, self.pages.text(f"enquiry_form.kinds.{kind}")) for kind in KINDS],
            papers=[(one, say_requirement(self.pages.words, one)) for one in REQUIREMENTS],
            token=self.gate.tokens.make(FORM, self.gate.now()),
        )  # fmt: skip
        response.headers.update(NO_STORE)
        return response
