"""An owner answers a buyer: passes name and number on, does not yet, or writes through the bot.

Starts on the buttons of the notice ("yes.17", "no.17", "reply.17", "see.17") · Reads the enquiry ·
Writes the answer · Ends with a word to the buyer, who reads it in the chat and on their page.
"""

from dialog.chat import Chat
from dialog.letters import Letter
from dialog.messages import Option
from dialog.words import Ours
from domain.enquiry import Side
from domain.phone import as_people_write
from handlers.parts.enquiry_messages import (
    asks_for_number,
    buyer_message,
    owner_message,
    owner_options,
    say_buyer,
    say_last_words,
    say_owner,
    say_state_to_owner,
)
from storage import buyers, enquiries, products
from storage.database import Tx
from storage.enquiries import Enquiry
from storage.ids import read_id

MAX_ANSWER = 1500  # leaves room for what it is about, within one message of every channel
MAX_GLIMPSE = 500  # of what was said last, each


async def answer_enquiry(chat: Chat[Tx]) -> None:
    """One press, one effect; only the typed answer asks something."""
    act, _, number = chat.arg.partition(".")
    enquiry = await enquiries.find(chat.tx, read_id(number))
    if enquiry is None or enquiry.owner_id != chat.person.id:
        return chat.say("gone")
    match act:
        case "yes":
            await _share(chat, enquiry)
        case "no":
            await _not_yet(chat, enquiry)
        case "reply":
            await _reply(chat, enquiry)
        case _:
            await _show(chat, enquiry)


async def _share(chat: Chat[Tx], enquiry: Enquiry) -> None:
    """Name and number go to the buyer, once; the buyer's come back for it."""
    if not (enquiry.shares_number or asks_for_number(enquiry)):  # an old button: it is over
        return await _show(chat, enquiry)
    phone = chat.person.phone
    if phone is None:
        chat.say("no_number")
        fill_in = chat.words("answer_enquiry.buttons.number")
        [*_, reply] = owner_options(chat.catalogue, enquiry)
        return chat.offer([Option("phone", fill_in, "change_my_data:start"), reply])
    given = {"buyer": say_buyer(chat.catalogue, enquiry), "phone": as_people_write(phone)}
    theirs = _theirs(chat, enquiry)
    if enquiry.shares_number:
        return chat.say("shared_before", **given, theirs=theirs)
    await enquiries.answer(chat.tx, enquiry.id, chat.now, shares_number=True)
    if enquiry.person_id is not None:
        told = say_owner(chat.catalogue, chat.person, enquiry)
        news = buyer_message(chat.catalogue, enquiry, "shared", **told)
        news.send(chat, enquiry.person_id)
    chat.say("shared", **given, theirs=theirs)


def _theirs(chat: Chat[Tx], enquiry: Enquiry) -> Ours:
    """The buyer's own number, which comes back for the owner's."""
    if not enquiry.phone:
        return Ours("")
    number = as_people_write(enquiry.phone)
    return chat.words("answer_enquiry.theirs", name=enquiry.name, phone=number)


async def _not_yet(chat: Chat[Tx], enquiry: Enquiry) -> None:
    """Read, and for now not passed on; the buttons stay good."""
    buyer = say_buyer(chat.catalogue, enquiry)
    if enquiry.shares_number:
        return chat.say("cannot_take_back", buyer=buyer)
    is_first = enquiry.answered_at is None
    await enquiries.answer(chat.tx, enquiry.id, chat.now)
    if is_first and enquiry.person_id is not None:
        buyer_message(chat.catalogue, enquiry, "not_yet").send(chat, enquiry.person_id)
    chat.say("not_yet", buyer=buyer)
    chat.offer([o for o in owner_options(chat.catalogue, enquiry) if not o.id.startswith("no.")])


async def _reply(chat: Chat[Tx], enquiry: Enquiry) -> None:
    """The owner's own words, in the chat and on the page."""
    buyer = say_buyer(chat.catalogue, enquiry)
    letter = Letter(max_length=MAX_ANSWER, takes_files=False)
    written = await chat.ask(
        "answer", letter, buyer=buyer, product=enquiry.product, words=await _asked(chat, enquiry)
    )  # fmt: skip
    await enquiries.say(chat.tx, enquiry.id, Side.OWNER, written.text, chat.now)
    await enquiries.answer(chat.tx, enquiry.id, chat.now)
    if enquiry.person_id is not None:
        news = buyer_message(chat.catalogue, enquiry, "answer", text=written.text)
        news.send(chat, enquiry.person_id)
    chat.say("sent" if enquiry.person_id is not None else "sent_to_page", buyer=buyer)
    chat.offer(owner_options(chat.catalogue, enquiry))


async def _asked(chat: Chat[Tx], enquiry: Enquiry) -> str:
    """What the buyer wrote last."""
    said = await enquiries.list_words(chat.tx, enquiry.id)
    written = [one.text for one in said if one.side is Side.BUYER]
    return [enquiry.words or chat.words("answer_enquiry.no_words"), *written][-1]


async def _show(chat: Chat[Tx], enquiry: Enquiry) -> None:
    """The notice once more, with what was answered since."""
    product = await products.get(chat.tx, enquiry.product_id)
    held = await enquiries.list_held(chat.tx, product)
    buyer = await buyers.find(chat.tx, enquiry.buyer_id) if enquiry.buyer_id else None
    is_verified = buyer is not None and buyer.verified_at is not None
    told = owner_message(chat.catalogue, enquiry, held, is_verified=is_verified)
    said = await enquiries.list_words(chat.tx, enquiry.id)
    chat.say(
        "again", notice=chat.words(told.path, **{**told.params, "question": Ours("")}),
        state=Ours(say_state_to_owner(chat.catalogue, enquiry)),
        theirs=_theirs(chat, enquiry) if enquiry.shares_number else Ours(""),
        said=say_last_words(chat.catalogue, "answer_enquiry", said, MAX_GLIMPSE),
        question=told.params["question"],
    )  # fmt: skip
    chat.offer(told.options)
