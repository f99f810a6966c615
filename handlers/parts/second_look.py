"""What the public sees of a product has changed: where the office looks first, it looks again."""

from dialog.chat import Chat
from domain.product import Product, ProductState
from handlers.parts.product_card import (
    is_moderated,
    list_button,
    owner_buttons,
    send_review_card,
)
from storage import products
from storage.database import Tx

NOT_LOOKED_AT = (ProductState.HIDDEN, ProductState.TAKEN_DOWN)  # until their owner asks for it


async def say_changed(chat: Chat[Tx], product: Product) -> None:
    """Say where it stands: "done", "done_unseen", or "done_in_review" with a card for verifiers."""
    if product.state in NOT_LOOKED_AT:
        chat.say("done_unseen", name=product.name)
        return chat.offer(owner_buttons(chat.catalogue, product, ("show", "again")))
    if not await is_moderated(chat.tx):
        chat.say("done", name=product.name)
        return chat.offer([list_button(chat.catalogue)])
    await products.set_state(chat.tx, product, ProductState.IN_REVIEW, chat.now)
    await send_review_card(chat, await products.get(chat.tx, product.id))
    chat.say("done_in_review", name=product.name)
    chat.offer([list_button(chat.catalogue)])
