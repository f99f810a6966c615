"""A buyer in the chat is interested in a product.

Starts on the link of a product ("produk-keripik-ubi-7f3k") · Requires a buyer · Writes the enquiry
and its notice to the owner · Ends with the enquiry's code. Asked again within a week, the running
enquiry is shown instead.
"""

from dialog.chat import Chat
from dialog.questions import Text
from domain.enquiry import ASKED_AGAIN_AFTER
from domain.errors import NotFound
from domain.product import Product
from handlers.parts.enquiry_messages import buyer_options, owner_message, say_requirements
from storage import buyers, catalogue, enquiries, reach
from storage.buyers import Buyer
from storage.database import Tx
from storage.enquiries import Told

MAX_TOLD, MAX_WORDS = 120, 500


async def ask_about_product(chat: Chat[Tx]) -> None:
    """How much, what else, review; then the owner is told."""
    product = await catalogue.find(chat.tx, chat.arg.lower())
    if product is None:
        return chat.say("gone")
    if product.person_id == chat.person.id:
        return chat.say("own", product=product.name)
    buyer = await buyers.find(chat.tx, await chat.require("register_buyer"))
    if buyer is None:
        return chat.say("gone")
    since = chat.now - ASKED_AGAIN_AFTER
    running = await enquiries.find_open(chat.tx, product.id, chat.person.id, since)
    if running is not None:
        return chat.open("follow_enquiry", f"see.{running.id}")
    about = {"product": product.name, "business": product.business}
    quantity = await chat.ask("quantity", Text(max_length=MAX_TOLD), **about)
    words = await chat.ask("words", Text(max_length=MAX_WORDS, optional=True), **about)
    papers = say_requirements(chat.catalogue, buyer.papers)
    await chat.review(papers=papers or chat.words("ask_about_product.no_papers"), **about)
    await _write(chat, product, buyer, quantity, words or "")


async def _write(chat: Chat[Tx], product: Product, buyer: Buyer, quantity: str, words: str) -> None:
    told = Told(
        product.id, buyer.contact_name, buyer.name, buyer.kind, buyer.phone, quantity,
        buyer.papers, buyer.delivery, words, buyer.id, chat.person.id,
    )  # fmt: skip
    try:
        enquiry, _ = await enquiries.ask(chat.tx, told, chat.now)
    except NotFound:  # deleted since this turn began
        return chat.say("gone")
    held = await enquiries.list_held(chat.tx, product)
    is_verified = buyer.verified_at is not None
    notice = owner_message(chat.catalogue, enquiry, held, is_verified=is_verified)
    is_reached = await reach.reaches(chat.tx, product.person_id)
    if is_reached:
        notice.send(chat, product.person_id)
        await enquiries.note_told(chat.tx, enquiry.id, chat.now)
    chat.say("done" if is_reached else "kept", business=product.business, product=product.name)
    chat.offer(buyer_options(chat.catalogue, enquiry, "see"))
