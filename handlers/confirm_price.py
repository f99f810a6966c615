"""The answer to "masih Rp25.000?": it holds, or it is another one now.

Starts on the button, or on words that answer the question ("yes.<product>",
"new.<product>.<rupiah>") · Writes the price anew · Ends with it. A one-turn act, but that a price
in words is read back first.
"""

from dialog.chat import Chat
from dialog.questions import Shall
from domain.answers.price import LARGEST_IDR
from domain.product import Product
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import owner_buttons
from handlers.parts.product_words import say_price
from storage import audit, products
from storage.database import Tx
from storage.ids import read_id


async def confirm_price(chat: Chat[Tx]) -> None:
    """Write what was said."""
    act, subject, *told = [*chat.arg.split("."), "", ""][:3]
    product = await find_own_product(chat, subject)
    offer = product.offer
    told_idr = read_id(told[0])
    if act == "new" and 0 < told_idr <= LARGEST_IDR:
        new = say_price(chat.catalogue, told_idr, offer.unit)
        if not await chat.ask("sure", Shall(), name=product.name, price=new):
            return _say_unchanged(chat, product)
        await _note(chat, product, told_idr)
        await products.set_price(chat.tx, product, told_idr, offer.unit, chat.now)
        return chat.say("changed", name=product.name, price=new)
    await products.set_price(chat.tx, product, offer.price_idr, offer.unit, chat.now)
    chat.say("holds", name=product.name,
             price=say_price(chat.catalogue, offer.price_idr, offer.unit))  # fmt: skip


def _say_unchanged(chat: Chat[Tx], product: Product) -> None:
    chat.say("unchanged", name=product.name)
    chat.offer(owner_buttons(chat.catalogue, product, ("change_price:start",)))


async def _note(chat: Chat[Tx], product: Product, price_idr: int) -> None:
    before = say_price(chat.catalogue, product.offer.price_idr, product.offer.unit)
    after = say_price(chat.catalogue, price_idr, product.offer.unit)
    act = audit.Act("change_price", f"product:{product.id}", {"price": before}, {"price": after})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
