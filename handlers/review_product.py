"""Staff let a product into the catalogue, refuse it, or take a public one down, with a reason.

Starts on *periksa produk*, a button ("approve.<product>", "reject", "take_down"), or *turunkan*
with the link of a page · Reads what waits · Writes the state and the audit trail · Ends with a word
to the owner. Of two who press at once one decides, the other is told.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option, Template
from dialog.questions import Text
from domain.product import Product, ProductState
from handlers.parts.ask_showing import has_taken_back
from handlers.parts.product_card import (
    REVIEW,
    list_button,
    owner_buttons,
    review_buttons,
    say_review_card,
)
from handlers.parts.product_words import say_link
from storage import audit, products
from storage.database import Tx
from storage.ids import read_id

MAX_REASON = 300  # a few sentences, read on a small screen
NEWS = "produk_kabar"  # the template that says that there is news
OF_ACT = {"approve": ProductState.PUBLIC, "reject": ProductState.TAKEN_DOWN,
          "take_down": ProductState.TAKEN_DOWN}  # fmt: skip


async def review_product(chat: Chat[Tx]) -> None:
    """Decide about one, or show the next that waits."""
    act, _, subject = chat.arg.partition(".")
    if act in OF_ACT and subject:
        return await _decide(chat, act, await products.find(chat.tx, read_id(subject)))
    if chat.arg:
        code = chat.arg.rstrip("/").rpartition("/")[2].lower()
        product = await products.find_by_code(chat.tx, code)
        return await _show(chat, product) if product else chat.say("unknown", code=code)
    waiting = await products.list_in_review(chat.tx, 1)
    return await _show(chat, waiting[0]) if waiting else chat.say("none")


async def _show(chat: Chat[Tx], product: Product) -> None:
    photos = (await products.list_photos(chat.tx, [product.id])).get(product.id, [])
    chat.say("shown", card=await say_review_card(chat, product))
    chat.offer(review_buttons(chat, product, photos), photos)


async def _decide(chat: Chat[Tx], act: str, product: Product | None) -> None:
    if product is None:
        return chat.say("gone")
    possible = [option.id.partition(".")[0] for option in review_buttons(chat, product)]
    if act not in possible:
        return await _tell_decided(chat, product)
    if act == "approve" and await has_taken_back(chat.tx, product.person_id):
        return chat.say("not_agreed", name=product.name)
    reason = "" if act == "approve" else await _ask_reason(chat, act, product)
    if not await products.set_state(chat.tx, product, OF_ACT[act], chat.now, reason):
        return await _tell_decided(chat, await products.get(chat.tx, product.id))
    after = {"state": OF_ACT[act], "reason": reason}
    note = audit.Act(act, f"product:{product.id}", {"state": product.state}, after)
    await audit.add(chat.tx, chat.now, chat.person.id, note)
    _tell_owner(chat, act, await products.get(chat.tx, product.id))
    await _say_done(chat, act, product)


async def _ask_reason(chat: Chat[Tx], act: str, product: Product) -> str:
    key = "why" if act == "reject" else "why_down"
    why = await chat.ask(key, Text(max_length=MAX_REASON, min_length=4), name=product.name)
    await chat.review()
    return why


def _tell_owner(chat: Chat[Tx], act: str, product: Product) -> None:
    is_in = act == "approve"
    buttons = owner_buttons(chat.catalogue, product, ("share_product:start",) if is_in else ())
    help_button = Option(OPEN, chat.words("review_product.buttons.ask_staff"), "ask_staff:start")
    chat.notify(
        product.person_id, f"review_product.owner.{act}.say",
        options=[*buttons, list_button(chat.catalogue) if is_in else help_button],
        template=Template(NEWS, (product.name,)), name=product.name, reason=product.reason,
        link=say_link(chat.catalogue, product),
    )  # fmt: skip


async def _say_done(chat: Chat[Tx], act: str, product: Product) -> None:
    """What was done, and the way to the next one."""
    chat.say(f"done_{act}", name=product.name)
    waiting = await products.count_in_review(chat.tx)
    if waiting:
        chat.say("more_wait", count=waiting)
        chat.offer([Option(OPEN, chat.words("review_product.buttons.next"), REVIEW)])


async def _tell_decided(chat: Chat[Tx], product: Product) -> None:
    """Somebody was faster, or it stands elsewhere by now."""
    state = chat.words(f"product_words.states.{product.state}")
    chat.say("already", name=product.name, state=state)
    chat.offer(review_buttons(chat, product))
