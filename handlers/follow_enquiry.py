"""A buyer sees how their enquiry stands, and writes further to the owner.

Starts on the code ("tanya 7KQX93…", typed or by the link of the page), or on buttons ("see.17",
"write.17") · Reads the enquiry and what was said · Writes who goes on with it, and their words ·
Ends with the state, or a word to the owner, where one reaches them.
"""

from dialog.chat import Chat
from dialog.letters import Letter
from dialog.messages import literal
from dialog.words import Ours
from domain.enquiry import CODE, EnquiryState, Side
from handlers.parts.enquiry_messages import (
    buyer_options,
    owner_words,
    say_last_words,
    say_owner,
    say_requirements,
    say_state,
)
from storage import enquiries, people, reach
from storage.database import Tx
from storage.enquiries import Enquiry
from storage.ids import read_id

MAX_WORDS = 1000
MAX_GLIMPSE = 700  # of what was said last, each
MAX_ASKED = 300  # of the first message, which its page shows whole


async def follow_enquiry(chat: Chat[Tx]) -> None:
    """By the code one takes it up; after that it is one's own."""
    is_code = CODE.fullmatch(chat.arg.upper()) is not None
    act, _, number = chat.arg.partition(".")
    if is_code:
        found = await enquiries.find_by_code(chat.tx, chat.arg)
    else:
        found = await enquiries.find(chat.tx, read_id(number))
    if found is None:
        return chat.say("gone")
    if found.owner_id == chat.person.id:
        return chat.open("answer_enquiry", f"see.{found.id}")
    if is_code and not await enquiries.go_on(chat.tx, found.id, chat.person.id):
        return chat.say("somebody_elses")
    if not is_code and found.person_id != chat.person.id:
        return chat.say("gone")
    if act == "write":
        return await _write(chat, found)
    await _show(chat, found)


async def _write(chat: Chat[Tx], enquiry: Enquiry) -> None:
    letter = Letter(max_length=MAX_WORDS, takes_files=False)
    about = {"business": enquiry.business, "product": enquiry.product}
    written = await chat.ask("words", letter, **about)
    await enquiries.say(chat.tx, enquiry.id, Side.BUYER, written.text, chat.now)
    is_reached = await reach.reaches(chat.tx, enquiry.owner_id)
    if is_reached:
        owner_words(chat.catalogue, enquiry, written.text).send(chat, enquiry.owner_id)
    chat.say("sent" if is_reached else "kept", **about)


async def _show(chat: Chat[Tx], enquiry: Enquiry) -> None:
    said = await enquiries.list_words(chat.tx, enquiry.id)
    chat.say(
        "shown", product=enquiry.product, business=enquiry.business,
        state=Ours(say_state(chat.catalogue, enquiry)), reason=_reason(chat, enquiry),
        asked=_asked(chat, enquiry), number=await _number(chat, enquiry),
        said=say_last_words(chat.catalogue, "follow_enquiry", said, MAX_GLIMPSE),
    )  # fmt: skip
    chat.offer(buyer_options(chat.catalogue, enquiry))


def _asked(chat: Chat[Tx], enquiry: Enquiry) -> Ours:
    """What they wrote in the form, so that nobody has to look for the page."""
    told = (enquiry.quantity, say_requirements(chat.catalogue, enquiry.papers), enquiry.delivery)
    parts = [literal(one) for one in told if one]
    lines = [chat.words("follow_enquiry.asked", asked=Ours("; ".join(parts)))] if parts else []
    if enquiry.words:
        lines.append(chat.words("follow_enquiry.lines.buyer", text=enquiry.words[:MAX_ASKED]))
    return Ours("\n".join(lines))


def _reason(chat: Chat[Tx], enquiry: Enquiry) -> Ours:
    if enquiry.state is not EnquiryState.DECLINED or not enquiry.reason:
        return Ours("")
    return chat.words("follow_enquiry.reason", reason=enquiry.reason)


async def _number(chat: Chat[Tx], enquiry: Enquiry) -> Ours:
    """Name and number, where the owner agreed and still has one."""
    owner = await people.find(chat.tx, enquiry.owner_id) if enquiry.shares_number else None
    told = say_owner(chat.catalogue, owner, enquiry)
    return chat.words("follow_enquiry.number", **told) if told["phone"] else Ours("")
