"""An owner changes a price, or says anew that it holds.

Starts on *Ubah harga* ("<product>") · Writes the price, and the audit trail · Ends with it.
"""

from dialog.chat import Chat
from handlers.parts.ask_price import ask_price
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import list_button
from handlers.parts.product_words import say_price
from storage import audit, products
from storage.database import Tx


async def change_price(chat: Chat[Tx]) -> None:
    """Ask, show, write."""
    product = await find_own_product(chat, chat.arg)
    before = say_price(chat.catalogue, product.offer.price_idr, product.offer.unit)
    price_idr, unit = await ask_price(chat, product.offer.unit, name=product.name, before=before)
    await chat.review(name=product.name)
    await products.set_price(chat.tx, product, price_idr, unit, chat.now)
    after = say_price(chat.catalogue, price_idr, unit)
    act = audit.Act("change_price", f"product:{product.id}", {"price": before}, {"price": after})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("done", name=product.name, price=after)
    chat.offer([list_button(chat.catalogue)])
