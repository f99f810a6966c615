"""An owner hides a product, shows it again, marks it sold out or back; or asks for another look.

Starts on a button ("hide.<product>", "show", "sold_out", "back", "again") · Writes the state · Ends
with where it stands now, and the way back. One-turn acts; who presses twice is told the same.
"""

from dialog.chat import Chat
from domain.business import State
from domain.product import Product, ProductState
from handlers.parts.ask_showing import ask_showing
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import is_moderated, owner_buttons, send_review_card
from handlers.parts.product_words import say_link
from storage import businesses, products
from storage.database import Tx

STATES = {
    "hide": ProductState.HIDDEN,
    "sold_out": ProductState.SOLD_OUT,
    "back": ProductState.PUBLIC,
    "show": ProductState.PUBLIC,
    "again": ProductState.IN_REVIEW,
}
FROM = {  # a button of long ago must not undo what staff have done
    "hide": (ProductState.PUBLIC, ProductState.SOLD_OUT, ProductState.IN_REVIEW),
    "sold_out": (ProductState.PUBLIC,),
    "back": (ProductState.SOLD_OUT,),
    "show": (ProductState.HIDDEN,),
    "again": (ProductState.TAKEN_DOWN,),
}
MAY_SHOW = (State.VERIFIED, State.UNDER_REVIEW)  # the latter has changed a fact
BUTTONS = ("show", "hide", "back", "sold_out")  # the step back, and the next likely one


async def steer_product(chat: Chat[Tx]) -> None:
    """Move it, where it may move so."""
    act, _, subject = chat.arg.partition(".")
    product = await find_own_product(chat, subject)
    if act not in FROM or product.state not in FROM[act]:
        return _say_state(chat, product)
    if act in ("show", "again"):
        business = await businesses.get(chat.tx, product.business_id)
        if business.state not in MAY_SHOW:
            return chat.say("not_verified", name=product.name, business=business.name)
    if act in ("show", "again") and not await ask_showing(chat):
        return chat.say("not_shown", name=product.name)
    state = STATES[act]
    if act == "show" and await is_moderated(chat.tx):
        state = ProductState.IN_REVIEW
    await products.set_state(chat.tx, product, state, chat.now)
    moved = await products.get(chat.tx, product.id)
    if state is ProductState.IN_REVIEW:
        await send_review_card(chat, moved)
    _say_state(chat, moved)


def _say_state(chat: Chat[Tx], product: Product) -> None:
    """Where it stands now."""
    link = say_link(chat.catalogue, product)
    chat.say(f"now_{product.state}", name=product.name, link=link, reason=product.reason)
    chat.offer(owner_buttons(chat.catalogue, product, BUTTONS))
