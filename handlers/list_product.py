"""An owner lists a product: name, photos, price, what buyers want to know; then its page is there.

Starts on *jual*, the menu or a button · Reads the person's businesses and consent · Writes the
consent when it is answered; the product with its photos at the end · Ends with the link to its
page, or, where the office looks first, with a card for the verifiers.
"""

from collections.abc import Sequence
from typing import Any

from dialog.chat import Chat
from dialog.choices import Choice, Photos
from dialog.messages import OPEN, Option
from domain.business import Business, State
from domain.enrolment import PRODUCES_NOT_YET
from domain.product import MAX_PHOTOS, Offer, Product, ProductState
from handlers.parts.ask_offer import ask_offer
from handlers.parts.ask_price import ask_price
from handlers.parts.ask_product_name import ask_product_name
from handlers.parts.ask_showing import ask_showing, has_taken_back
from handlers.parts.product_card import (
    DESCRIBE,
    PRICE,
    SHARE,
    is_moderated,
    list_button,
    owner_buttons,
    send_review_card,
)
from handlers.parts.product_photos import keep_photos
from handlers.parts.product_words import say_link, say_price
from storage import businesses, products
from storage.database import Tx
from storage.ids import read_id

MAX_PRODUCTS = 50  # of one business; more is a shop, or a mistake


async def list_product(chat: Chat[Tx]) -> None:
    """Ask, show, write."""
    business = await _choose_business(chat)
    if not await ask_showing(chat):
        return chat.say("not_shown")
    name = await _ask_name(chat, business)
    photos = await chat.ask("photos", Photos(max_count=MAX_PHOTOS))
    price = await ask_price(chat, name=name)
    offer = await ask_offer(chat, name, price, business.cluster)
    await chat.review()
    product = await _write(chat, business, offer, photos)
    await _say_done(chat, product)


async def _choose_business(chat: Chat[Tx]) -> Business:
    """A verified business; without one, what is missing, and the conversation ends."""
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    produced = [one for one in owned if one.makes not in PRODUCES_NOT_YET]
    verified = [one for one in produced if one.state is State.VERIFIED]
    if not verified:
        _say_missing(chat, owned)
        chat.leave()
    named = [one for one in verified if one.id == read_id(chat.arg)] or verified
    if len(named) == 1:
        return named[0]
    chosen = await chat.ask("business", Choice([(str(one.id), one.name) for one in verified]))
    return next(one for one in verified if str(one.id) == chosen)


def _say_missing(chat: Chat[Tx], owned: Sequence[Business]) -> None:
    """Why not yet, and the next step."""
    if not owned:
        chat.say("no_business")
        label = chat.words("list_product.buttons.register_business")
        return chat.offer([Option(OPEN, label, "register_business:start")])
    produced = [one for one in owned if one.makes not in PRODUCES_NOT_YET]
    if not produced:
        return chat.say("not_made_yet", business=owned[-1].name)
    nearest = produced[-1]
    chat.say(f"missing_{nearest.state}", business=nearest.name)
    if nearest.state is State.NEEDS_CORRECTION:
        label = chat.words("list_product.buttons.correct_registration")
        chat.offer([Option(str(nearest.id), label, "correct_registration:start")])


async def _ask_name(chat: Chat[Tx], business: Business) -> str:
    """Its name, where there is room for one more, and it is not there yet."""
    listed = await products.list_of_business(chat.tx, business.id)
    if len(listed) >= MAX_PRODUCTS:
        chat.say("too_many", limit=MAX_PRODUCTS)
        chat.leave()
    chat.say("begin", business=business.name)
    name, same = await ask_product_name(chat, listed)
    if same is not None:
        acts = (PRICE, DESCRIBE)
        chat.say("not_again", name=name)
        chat.offer([*owner_buttons(chat.catalogue, same, acts), list_button(chat.catalogue)])
        chat.leave()
    return name


async def _write(
    chat: Chat[Tx], business: Business, offer: Offer, photos: Sequence[dict[str, Any]]
) -> Product:
    state = ProductState.IN_REVIEW if await is_moderated(chat.tx) else ProductState.PUBLIC
    if await has_taken_back(chat.tx, chat.person.id):  # while this form lay open
        state = ProductState.HIDDEN
    kept = await keep_photos(chat, business.id, photos)
    product = await products.add(chat.tx, business.id, offer, kept, chat.now, state)
    if state is ProductState.IN_REVIEW:
        await send_review_card(chat, product)
    return product


async def _say_done(chat: Chat[Tx], product: Product) -> None:
    price = say_price(chat.catalogue, product.offer.price_idr, product.offer.unit)
    another = Option(OPEN, chat.words("list_product.buttons.another"), "list_product:start")
    if product.is_shown:
        chat.say("done", name=product.name, price=price, link=say_link(chat.catalogue, product))
        return chat.offer([*owner_buttons(chat.catalogue, product, (SHARE,)), another,
                           list_button(chat.catalogue)])  # fmt: skip
    is_hidden = product.state is ProductState.HIDDEN
    chat.say("done_hidden" if is_hidden else "done_in_review", name=product.name, price=price)
    chat.offer([another, list_button(chat.catalogue)])
