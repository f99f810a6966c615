"""An owner's products: a list, a card, and the buttons of what can be done.

Starts on *produk saya*, or with a product's id · Reads products and photos · Writes nothing · Ends
with the card.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from domain.product import Product
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import owner_buttons, owner_card
from handlers.parts.product_words import say_price
from storage import products
from storage.database import Tx


async def manage_product(chat: Chat[Tx]) -> None:
    """Offer what is listed; show one."""
    listed = await products.list_of_person(chat.tx, chat.person.id)
    if not listed:
        chat.say("none")
        label = chat.words("manage_product.buttons.list_product")
        return chat.offer([Option(OPEN, label, "list_product:start")])
    product = await _choose(chat, listed)
    if product is None:
        return chat.open("list_product")
    photos = (await products.list_photos(chat.tx, [product.id])).get(product.id, [])
    chat.say("shown", card=owner_card(chat.catalogue, product, len(photos)))
    chat.offer(owner_buttons(chat.catalogue, product), photos)


async def _choose(chat: Chat[Tx], listed: list[Product]) -> Product | None:
    """One of the list; None where a new one is wanted."""
    if chat.arg:
        return await find_own_product(chat, chat.arg)
    options = [(str(one.id), _line(chat, one)) for one in listed]
    new = ("new", chat.words("manage_product.buttons.list_product"))
    chosen = await chat.ask("product", Choice([*options, new]), count=len(listed))
    return next((one for one in listed if str(one.id) == chosen), None)


def _line(chat: Chat[Tx], one: Product) -> str:
    return chat.words(
        "manage_product.line", name=one.name,
        price=say_price(chat.catalogue, one.offer.price_idr, one.offer.unit),
        state=chat.words(f"product_words.short_states.{one.state}"),
    )  # fmt: skip
