"""What buyers want to know of a product besides its name, photos and price; all may be left out."""

from decimal import Decimal
from functools import partial
from typing import Any

from dialog.chat import Chat
from dialog.choices import NONE_WORDS
from dialog.questions import Parsed, Reading, Text
from dialog.session import Pending
from domain.answers import amount, shelf_life, yes_no
from domain.answers.result import Accepted, Refused
from domain.plain_text import fold
from domain.product import Offer, per_month
from handlers.parts.product_words import say_days
from storage import seed
from storage.database import Tx

FOOD = "Pangan"  # the group of clusters whose goods go off
MAX_SPECIAL = 300  # two or three sentences on a small screen


class Remark(Text):
    """A sentence that may be left out: "tidak ada" leaves it out, "ya" says nothing."""

    def read(self, text: str, pending: Pending) -> Reading:
        if fold(text) in NONE_WORDS | {"tidak", "-"}:
            return Accepted(None)
        if isinstance(yes_no.understand(text), Accepted):
            return Refused("form.too_short")
        return super().read(text, pending)


async def ask_offer(chat: Chat[Tx], name: str, price: tuple[int, str], cluster: str) -> Offer:
    """Smallest order, what is made, how long it keeps, what is special."""
    price_idr, unit = price
    minimum = await _ask_amount(chat, "minimum_order", amount.understand_minimum, unit)
    capacity = await _ask_amount(chat, "capacity", amount.understand_capacity, unit)
    days = await _ask_shelf_life(chat) if _is_food(cluster) else None
    special = await chat.ask("special", Remark(max_length=MAX_SPECIAL, optional=True))
    return Offer(
        name, price_idr, unit, _say(minimum), _say(capacity), _per_month(capacity, unit), days,
        special or "",
    )  # fmt: skip


async def _ask_amount(
    chat: Chat[Tx], key: str, understand: Any, unit: str
) -> list[str] | None:  # Any: one of the two functions of `amount`
    question = Parsed[list[str] | None](partial(understand, unit=unit), names=_say, optional=True)
    return await chat.ask(key, question, given=unit, unit=unit)


async def _ask_shelf_life(chat: Chat[Tx]) -> int | None:
    names = partial(say_days, chat.catalogue)
    question = Parsed[int | None](shelf_life.understand, names=names, optional=True)
    return await chat.ask("shelf_life", question)


def _is_food(cluster: str) -> bool:
    return any(one.code == cluster and one.group == FOOD for one in seed.clusters())


def _say(told: list[str] | None) -> str:
    """["40", "kotak", "hari"] → "40 kotak per hari"."""
    if not told:
        return ""
    number, unit, *per = told
    grouped = f"{Decimal(number):,f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"{grouped} {unit}" + (f" per {per[0]}" if per else "")


def _per_month(capacity: list[str] | None, price_unit: str) -> int | None:
    if not capacity:
        return None
    number, unit, per = capacity
    return per_month(Decimal(number), unit, per, price_unit)
