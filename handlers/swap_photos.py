"""An owner sends other photos of a product; where the office looks first, it looks again.

Starts on *Ganti foto* ("<product>") · Writes the photos, erasing the old ones; perhaps the state ·
Ends with a word, or with a card for the verifiers.
"""

from dialog.chat import Chat
from dialog.choices import Photos
from domain.product import MAX_PHOTOS
from handlers.parts.own_product import find_own_product
from handlers.parts.product_photos import keep_photos
from handlers.parts.second_look import say_changed
from storage import products
from storage.database import Tx


async def swap_photos(chat: Chat[Tx]) -> None:
    """Ask, show, write."""
    product = await find_own_product(chat, chat.arg)
    photos = await chat.ask("photos", Photos(max_count=MAX_PHOTOS), name=product.name)
    await chat.review(name=product.name)
    kept = await keep_photos(chat, product.business_id, photos)
    await products.set_photos(chat.tx, product, kept, chat.now)
    await say_changed(chat, product)
