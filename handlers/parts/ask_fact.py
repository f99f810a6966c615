"""One fact of a business, asked anew with the words of the registration, and written."""

from typing import Any, TypeAlias

from dialog.chat import Chat
from dialog.choices import Choice, Photos, Several
from dialog.names import Goods, ThingName
from dialog.questions import Parsed
from domain.answers import people as heads
from domain.answers import premises as where
from domain.business import PAPERS, Business, Premises
from handlers.parts.ask_cluster import ask_cluster
from handlers.parts.ask_village import ask_village
from storage import audit, media, product_words, products, reviews
from storage.database import Tx

FACTS = ("business_name", "product", "premises", "cluster", "village", "workers", "papers",
         "photos")  # fmt: skip
DECISIVE = frozenset({"product", "premises", "cluster", "village"})  # another one is another IKM
COLUMNS = {"business_name": "name"}  # where a fact is not called like its column
SEARCHED = frozenset({"business_name", "cluster"})  # by these its products are found, too
MAX_NAME = 80
MAX_GOODS = 120
MAX_PHOTOS = 5

Answer: TypeAlias = Any  # a value of the question's own type: str, int, list of kinds, photos


async def ask_fact(chat: Chat[Tx], fact: str, business: Business) -> Answer:
    """The new value of a fact."""
    match fact:
        case "business_name":
            return await chat.ask("business_name", ThingName(max_length=MAX_NAME))
        case "product":
            return await chat.ask("product", Goods(max_length=MAX_GOODS))
        case "premises":
            choice = Choice(list(Premises), understand=where.understand)
            return await chat.ask("premises", choice)
        case "cluster":
            return await ask_cluster(chat, business.product)
        case "village":
            return await ask_village(chat)
        case "workers":
            return await chat.ask("workers", Parsed[int](heads.understand, value_of=int))
        case "papers":
            return await chat.ask("papers", Several(PAPERS))
        case _:
            return await chat.ask("photos", Photos(max_count=MAX_PHOTOS))


async def write_fact(chat: Chat[Tx], fact: str, value: Answer, business: Business) -> None:
    """Write it, and note in the audit trail that it was changed; new photos replace the old."""
    if fact == "photos":
        await _replace_photos(chat, value, business)
    elif fact == "papers":
        await reviews.set_papers(chat.tx, business.id, value)
    else:
        await reviews.change(chat.tx, business.id, {COLUMNS.get(fact, fact): value})
        if fact in SEARCHED:
            listed = await products.list_of_business(chat.tx, business.id)
            await product_words.write(chat.tx, listed)
    act = audit.Act(audit.CHANGED, f"business:{business.id}", None, {"fact": fact})
    await audit.add(chat.tx, chat.now, chat.person.id, act)


async def _replace_photos(chat: Chat[Tx], photos: list[dict[str, str]], business: Business) -> None:
    for old in await media.list_of_business(chat.tx, business.id):
        await media.set_erased(chat.tx, old.id)
    for new in photos:
        await media.add(
            chat.tx, business.person_id, chat.channel, "photo", new["ref"], chat.now,
            mime=new["mime"], business_id=business.id,
        )  # fmt: skip
