"""What buyers want to know of a product besides its name, photos and price; all may be left out."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from dialog.chat import Chat
from dialog.questions import Parsed
from domain.answers import amount, shelf_life
from domain.product import Offer, per_month
from handlers.parts.product_words import say_days
from handlers.parts.remark import Remark
from storage import seed
from storage.database import Tx

FOOD = "Pangan"  # the group of clusters whose goods go off
MAX_SPECIAL = 300  # two or three sentences on a small screen


async def ask_offer(chat: Chat[Tx], name: str, price: tuple[int, str], cluster: str) -> Offer:
    """Smallest order, what is made, how long it keeps, what is special."""
    price_idr, unit = price
    minimum = await ask_minimum(chat, unit)
    capacity, per_month = await ask_capacity(chat, unit)
    days = await ask_shelf_life(chat) if is_food(cluster) else None
    special = await ask_special(chat)
    return Offer(name, price_idr, unit, minimum, capacity, per_month, days, special)


async def ask_minimum(chat: Chat[Tx], unit: str, **places: str) -> str:
    """The smallest order, as said; '' where it is left out."""
    return _say(await _ask_amount(chat, "minimum_order", amount.understand_minimum, unit, places))


async def ask_capacity(chat: Chat[Tx], unit: str, **places: str) -> tuple[str, int | None]:
    """What is made, as said, and how many a month, where that can be told."""
    told = await _ask_amount(chat, "capacity", amount.understand_capacity, unit, places)
    return _say(told), _per_month(told, unit)


async def _ask_amount(  # Any: one of the two functions of `amount`
    chat: Chat[Tx], key: str, understand: Any, unit: str, places: Mapping[str, str]
) -> list[str] | None:
    question = Parsed[list[str] | None](partial(understand, unit=unit), names=_say, optional=True)
    return await chat.ask(key, question, given=unit, unit=unit, **places)


async def ask_shelf_life(chat: Chat[Tx], **places: str) -> int | None:
    """How many days it keeps; None where it is left out."""
    names = partial(say_days, chat.catalogue)
    question = Parsed[int | None](shelf_life.understand, names=names, optional=True)
    return await chat.ask("shelf_life", question, **places)


async def ask_special(chat: Chat[Tx], **places: str) -> str:
    """What is special about it; '' where it is left out."""
    question = Remark(max_length=MAX_SPECIAL, optional=True)
    return await chat.ask("special", question, **places) or ""


def is_food(cluster: str) -> bool:
    """Whether goods of this cluster go off."""
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
