"""How a product is called; a name that its business has listed already is asked about."""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.names import ThingName
from dialog.questions import YesNo
from domain.product import Product
from storage.database import Tx

MAX_NAME = 60  # what a card of the catalogue has room for


async def ask_product_name(
    chat: Chat[Tx], listed: Sequence[Product], **places: str
) -> tuple[str, Product | None]:
    """The name, and the listed product that is meant by it, where it is not to be another one."""
    name = await chat.ask("name", ThingName(max_length=MAX_NAME), **places)
    same = [one for one in listed if one.name.casefold() == name.casefold()]
    is_another = not same or await chat.ask("same_name", YesNo(), given=name, name=name)
    return name, None if is_another else same[0]
