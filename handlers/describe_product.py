"""An owner changes what is told of a product: its name, what buyers want to know, what is special.

Starts on *Ubah keterangan* ("<product>") · Writes that fact, and the audit trail; perhaps the state
· Ends with a word, or with a card for the verifiers: as with other photos, the office looks again
at a new name or sentence, where it looks first. Figures are like prices: they change often.
"""

from dataclasses import replace

from dialog.chat import Chat
from dialog.choices import Choice
from domain.product import Offer, Product
from handlers.parts.ask_offer import (
    ask_capacity,
    ask_minimum,
    ask_shelf_life,
    ask_special,
    is_food,
)
from handlers.parts.ask_product_name import ask_product_name
from handlers.parts.own_product import find_own_product
from handlers.parts.product_card import DESCRIBE, list_button, owner_buttons
from handlers.parts.product_words import say_days, say_facts
from handlers.parts.second_look import say_changed
from storage import audit, products
from storage.database import Tx

SENTENCES = frozenset({"name", "special"})  # somebody's own words, that the office looks at


async def describe_product(chat: Chat[Tx]) -> None:
    """Ask which fact, then what it is now, show, write."""
    product = await find_own_product(chat, chat.arg)
    shelf_life = ("shelf_life",) if is_food(product.cluster) else ()
    facts = ("name", "minimum_order", "capacity", *shelf_life, "special")
    told = say_facts(chat.catalogue, product.offer)
    fact = await chat.ask("fact", Choice(facts), name=product.name, facts=told)
    offer = await _ask(chat, fact, product)
    await chat.review(name=product.name)
    await products.set_offer(chat.tx, product, offer, chat.now)
    act = audit.Act("describe_product", f"product:{product.id}", None, {"fact": fact})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    changed = await products.get(chat.tx, product.id)
    if fact in SENTENCES:
        return await say_changed(chat, changed)
    chat.say("done", name=changed.name)
    again = owner_buttons(chat.catalogue, changed, (DESCRIBE,))
    chat.offer([*again, list_button(chat.catalogue)])


async def _ask(chat: Chat[Tx], fact: str, product: Product) -> Offer:
    """What is offered, with this fact as it is now."""
    offer = product.offer
    nothing = chat.words("describe_product.nothing")
    match fact:
        case "name":
            return replace(offer, name=await _ask_name(chat, product))
        case "minimum_order":
            before = offer.minimum_order or nothing
            return replace(offer, minimum_order=await ask_minimum(chat, offer.unit, before=before))
        case "capacity":
            told, month = await ask_capacity(chat, offer.unit, before=offer.capacity or nothing)
            return replace(offer, capacity=told, capacity_per_month=month)
        case "shelf_life":
            days = offer.shelf_life_days
            before = say_days(chat.catalogue, days) if days else nothing
            return replace(offer, shelf_life_days=await ask_shelf_life(chat, before=before))
        case _:
            return replace(offer, special=await ask_special(chat, before=offer.special or nothing))


async def _ask_name(chat: Chat[Tx], product: Product) -> str:
    listed = await products.list_of_business(chat.tx, product.business_id)
    others = [one for one in listed if one.id != product.id]
    name, same = await ask_product_name(chat, others, before=product.name)
    if same is not None:
        chat.say("same_as_other", name=name)
        chat.offer([list_button(chat.catalogue)])
        chat.leave()
    return name
