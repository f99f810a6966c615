"""Three lines about a product, to be passed on to buyers, with the link to its page.

Starts on *Bagikan* · Reads the product · Writes nothing · Ends with the lines.
"""

from dialog.chat import Chat
from handlers.parts.own_product import find_own_product
from handlers.parts.product_words import say_link, say_price
from storage.database import Tx


async def share_product(chat: Chat[Tx]) -> None:
    """Name and price, what is special, the link."""
    product = await find_own_product(chat, chat.arg)
    if not product.is_shown:
        return chat.say("not_public", name=product.name)
    offer = product.offer
    chat.say(
        "lines",
        name=product.name,
        business=product.business,
        price=say_price(chat.catalogue, offer.price_idr, offer.unit),
        special=offer.special,
        link=say_link(chat.catalogue, product),
    )
