"""An owner sends other photos of a product; where the office looks first, it looks again.

Starts on *Ganti foto* ("<product>") · Writes the photos, erasing the old ones; perhaps the state ·
Ends with a word, or with a card for the verifiers.
"""

from dialog.chat import Chat
from dialog.choices import Photos
from domain.product import MAX_PHOTOS, ProductState
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import is_moderated, owner_buttons, send_review_card
from handlers.parts.product_photos import keep_photos
from storage import products
from storage.database import Tx

NOT_LOOKED_AT = (ProductState.HIDDEN, ProductState.TAKEN_DOWN)  # until their owner asks for it


async def swap_photos(chat: Chat[Tx]) -> None:
    """Ask, show, write."""
    product = await find_own_product(chat, chat.arg)
    photos = await chat.ask("photos", Photos(max_count=MAX_PHOTOS), name=product.name)
    await chat.review(name=product.name)
    kept = await keep_photos(chat, product.business_id, photos)
    await products.set_photos(chat.tx, product, kept, chat.now)
    if product.state in NOT_LOOKED_AT:
        chat.say("done_unseen", name=product.name)
        return chat.offer(owner_buttons(chat.catalogue, product, ("show", "again")))
    if not await is_moderated(chat.tx):
        return chat.say("done", name=product.name)
    await products.set_state(chat.tx, product, ProductState.IN_REVIEW, chat.now)
    await send_review_card(chat, await products.get(chat.tx, product.id))
    chat.say("done_in_review", name=product.name)
