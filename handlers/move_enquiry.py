"""Staff note what became of an enquiry: the buyer considers it, takes it, or does not.

Starts on a button of the card ("accepted.17") · Reads the enquiry · Writes its state, and the
reason where it came to nothing · Ends with a word to owner and buyer.
"""

from dialog.chat import Chat
from dialog.questions import Text
from dialog.words import Ours
from domain.enquiry import FOLLOWING, EnquiryState
from handlers.parts.enquiry_messages import buyer_message, owner_moved, say_buyer
from storage import audit, enquiries
from storage.database import Tx
from storage.enquiries import Enquiry
from storage.ids import read_id

MAX_REASON = 300


async def move_enquiry(chat: Chat[Tx]) -> None:
    """One press, one effect; only a refusal asks for its reason."""
    state, _, number = chat.arg.partition(".")
    enquiry = await enquiries.find(chat.tx, read_id(number))
    if enquiry is None or state not in list(EnquiryState):
        return chat.say("gone")
    to = EnquiryState(state)
    reason = ""
    if to is EnquiryState.DECLINED and to in FOLLOWING[enquiry.state]:
        about = {"product": enquiry.product, "buyer": say_buyer(chat.catalogue, enquiry)}
        reason = await chat.ask("reason", Text(max_length=MAX_REASON, min_length=4), **about)
        await chat.review()
    by = chat.person.id
    if not await enquiries.set_state(chat.tx, enquiry, to, chat.now, by, reason):
        now = chat.words(f"enquiry_notes.states.{enquiry.state}")
        return chat.say("already", product=enquiry.product, state=now)
    after = {"state": to, "reason": reason}
    act = audit.Act("move_enquiry", f"enquiry:{enquiry.id}", {"state": enquiry.state}, after)
    await audit.add(chat.tx, chat.now, by, act)
    said = Ours(chat.words(f"enquiry_notes.states.{to}"))
    _tell(chat, enquiry, said, reason)
    chat.say("moved", product=enquiry.product, state=said)


def _tell(chat: Chat[Tx], enquiry: Enquiry, state: Ours, reason: str) -> None:
    why = chat.words("move_enquiry.why", reason=reason) if reason else Ours("")
    owner_moved(chat.catalogue, enquiry, state, why).send(chat, enquiry.owner_id)
    if enquiry.person_id is not None:
        news = buyer_message(chat.catalogue, enquiry, "moved", state=state, why=why)
        news.send(chat, enquiry.person_id)
