"""The product that a button names, where it belongs to who presses."""

from dialog.chat import Chat
from domain.product import Product
from storage import products
from storage.database import Tx
from storage.ids import read_id


async def find_own_product(chat: Chat[Tx], subject: str) -> Product:
    """The person's own product with this id; ends the conversation where there is none."""
    product = await products.find(chat.tx, read_id(subject))
    if product is None or product.person_id != chat.person.id:
        chat.say("gone")
        chat.leave()
    return product
