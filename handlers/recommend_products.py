"""Staff put products together for a buyer: one list, one link.

Starts on *pilihkan produk* · Reads verified buyers and what the catalogue shows · Writes the list ·
Ends with its link, which goes to the buyer's chat where they have one.
"""

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.messages import Option, Template
from dialog.questions import Text
from dialog.words import Ours
from handlers.parts.enquiry_messages import say_requirements
from storage import audit, buyers, catalogue, seed
from storage.buyers import Buyer
from storage.database import Tx

MAX_PRODUCTS, MAX_WORDS = 30, 300  # of one cluster, the newest; more than a hotel reads
RECOMMENDED = "produk_pilihan"  # the template that says that there is a list


async def recommend_products(chat: Chat[Tx]) -> None:
    """For whom, of which cluster, which of them; review, link."""
    known = await buyers.list_verified(chat.tx)
    counts = await catalogue.count_by_cluster(chat.tx)
    if not known or not counts:
        return chat.say("no_buyers" if not known else "no_products")
    chosen = await chat.ask("buyer", Choice([(str(one.id), one.name) for one in known]))
    buyer = next(one for one in known if str(one.id) == chosen)
    clusters = [Option(c.code, c.name) for c in seed.clusters() if c.code in counts]
    wanted = say_requirements(chat.catalogue, buyer.papers)
    cluster = await chat.ask(
        "cluster", Choice(clusters), buyer=buyer.name,
        wanted=wanted or chat.words("recommend_products.nothing"),
    )  # fmt: skip
    cards = await catalogue.list_of_cluster(chat.tx, cluster, MAX_PRODUCTS)
    options = [Option(one.code, f"{one.name} ({one.business})") for one in cards]
    codes = await chat.ask("products", Several(options), given=cluster)
    if not codes:
        chat.withdraw("products", because="none_chosen")
    words = await chat.ask("words", Text(max_length=MAX_WORDS, optional=True))
    await chat.review(buyer=buyer.name)
    await _write(chat, buyer, codes, words or "")


async def _write(chat: Chat[Tx], buyer: Buyer, codes: list[str], words: str) -> None:
    code = await buyers.recommend(chat.tx, buyer.id, codes, words, chat.now, chat.person.id)
    act = audit.Act("recommend", f"buyer:{buyer.id}", None, {"products": codes})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    link = Ours(chat.words("recommend_products.link", code=code))
    if buyer.person_id is not None:
        chat.notify(
            buyer.person_id, "recommend_products.told", buyer=buyer.name, count=len(codes),
            words=words, link=link, template=Template(RECOMMENDED, (buyer.name,)),
        )  # fmt: skip
    moment = "done" if buyer.person_id is None else "done_and_told"
    chat.say(moment, buyer=buyer.name, link=link)
