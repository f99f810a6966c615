"""The card of a product: as its owner sees it, with what can be done, and as verifiers do."""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from dialog.words import Ours, Words, find_text
from domain.person import Role
from domain.product import Product, ProductState
from handlers.parts.business_words import cluster_words, papers_words, village_words
from handlers.parts.product_words import say_facts, say_link
from storage import businesses, marks, people, products, staff
from storage.database import Tx

MANAGE = "manage_product:start"
PRICE = "change_price:start"
PHOTOS = "swap_photos:start"
DESCRIBE = "describe_product:start"
STEER = "steer_product:start"
SHARE = "share_product:start"
DELETE = "delete_product:start"
REVIEW = "review_product:start"
VERIFY = "verify_registration:start"

ACTS = {  # what the owner can do, by where the product stands
    ProductState.PUBLIC: (PRICE, PHOTOS, DESCRIBE, "sold_out", "hide", SHARE, DELETE),
    ProductState.SOLD_OUT: (PRICE, PHOTOS, DESCRIBE, "back", "hide", SHARE, DELETE),
    ProductState.HIDDEN: (PRICE, PHOTOS, DESCRIBE, "show", DELETE),
    ProductState.IN_REVIEW: (PRICE, PHOTOS, DESCRIBE, "hide", DELETE),
    ProductState.TAKEN_DOWN: (PRICE, PHOTOS, DESCRIBE, "again", DELETE),
}
DECISIONS = {  # what staff can do
    ProductState.IN_REVIEW: ("approve", "reject"),
    ProductState.PUBLIC: ("take_down",),
    ProductState.SOLD_OUT: ("take_down",),
    ProductState.TAKEN_DOWN: ("approve",),
}


async def is_moderated(tx: Tx) -> bool:
    """Whether the office looks at products before the public does."""
    return await marks.find(tx, marks.MODERATION) == "on"


def owner_card(words: Words, product: Product, photo_count: int) -> Ours:
    """Everything about the product, and where it stands."""
    state = find_text(words, f"product_words.states.{product.state}", {})
    reason = find_text(words, "product_words.reason", {"reason": product.reason})
    return Ours(find_text(words, "product_words.card", {
        "name": product.name, "business": product.business, "state": Ours(state),
        "facts": say_facts(words, product.offer), "photos": photo_count,
        "reason": Ours(reason if product.reason else ""),
        "link": say_link(words, product) if product.is_shown else "",
    }))  # fmt: skip


def owner_buttons(words: Words, product: Product, acts: Sequence[str] = ()) -> list[Option]:
    """What the owner can do with it now; acts: only these of them."""
    possible = [act for act in ACTS[product.state] if not acts or act in acts]
    return [_button(words, act, product) for act in possible]


def _button(words: Words, act: str, product: Product) -> Option:
    is_step = ":" not in act
    name = act if is_step else act.partition(":")[0]
    label = find_text(words, f"product_words.buttons.{name}", {})
    option = f"{act}.{product.id}" if is_step else str(product.id)
    return Option(option, label, STEER if is_step else act)


async def say_review_card(chat: Chat[Tx], product: Product) -> Ours:
    """What verifiers read of a product."""
    owner = await people.find(chat.tx, product.person_id)
    papers = await businesses.list_papers(chat.tx, product.business_id)
    return chat.words(
        "review_product.card.say",
        name=product.name,
        business=product.business,
        owner=(owner.name if owner else "") or chat.words("ask_staff.nameless"),
        cluster=cluster_words(product.cluster),
        village=village_words(product.village),
        papers=papers_words(chat, papers),
        facts=say_facts(chat.catalogue, product.offer),
        state=chat.words(f"product_words.states.{product.state}"),
    )


def review_buttons(chat: Chat[Tx], product: Product, photos: Sequence[int] = ()) -> list[Option]:
    """Let it in or not; what the public sees can be taken down; a photo of a KTP is erased."""
    decide = [
        Option(f"{act}.{product.id}", chat.words(f"review_product.buttons.{act}"), REVIEW)
        for act in DECISIONS.get(product.state, ())
    ]
    erase = [
        Option(f"photo.{photo}", chat.words("verify_registration.buttons.photo", n=n), VERIFY)
        for n, photo in enumerate(photos, 1)
    ]
    return [*decide, *erase]


async def send_review_card(chat: Chat[Tx], product: Product) -> None:
    """Send a product that waits to everybody who may decide."""
    card = await say_review_card(chat, product)
    photos = (await products.list_photos(chat.tx, [product.id])).get(product.id, [])
    buttons = review_buttons(chat, product, photos)
    for person_id in await staff.list_with_role(chat.tx, Role.VERIFIER, Role.ADMIN):
        chat.notify(person_id, "review_product.new.say", options=buttons, media=photos, card=card)


def list_button(words: Words) -> Option:
    """The owner's products."""
    return Option(OPEN, find_text(words, "product_words.buttons.list", {}), MANAGE)
