"""What a product costs, and for what: "25rb per bungkus" in one answer, or in two."""

from typing import Any

from dialog.chat import Chat
from dialog.questions import Parsed
from domain.answers import unit_price
from handlers.parts.product_words import say_price
from storage.database import Tx


async def ask_price(chat: Chat[Tx], unit: str = "", **places: str) -> tuple[int, str]:
    """(whole rupiah, unit). unit: the one it has had, which need not be said again."""

    def names(value: Any) -> str:  # a stored answer, or a candidate of a doubtful one
        price, per = unit_price.as_price(value) if isinstance(value, str) else value
        return say_price(chat.catalogue, int(price), str(per))

    price = Parsed[list[Any]](unit_price.understand, names=names, value_of=unit_price.as_price)
    told, said = await chat.ask("price", price, **places)
    return int(told), str(said) or unit or await _ask_unit(chat, int(told))


async def _ask_unit(chat: Chat[Tx], told: int) -> str:
    question = Parsed[str](unit_price.understand_unit)
    return await chat.ask("unit", question, price=say_price(chat.catalogue, told, ""))
