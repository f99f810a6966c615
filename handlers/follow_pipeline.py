"""Enquiries by state, and how long owners take to answer: for staff, Dekranasda, other agencies.

Starts on *pembeli berminat* (by `list_interested_buyers`) or the menu · Reads enquiries · Writes
nothing · Ends with the card of one; staff find on it what may follow. Partners see no number of
anybody.
"""

from datetime import timedelta

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import Option
from dialog.words import Ours
from domain.enquiry import FOLLOWING, EnquiryState
from domain.person import Role
from domain.phone import as_people_write
from handlers.parts.enquiry_messages import say_buyer, say_requirements, say_state
from handlers.parts.training_words import say_moment
from storage import enquiries, enquiry_counts
from storage.database import Tx
from storage.enquiries import Enquiry

MEASURED_FOR = timedelta(days=90)
MOVE = "move_enquiry:start"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HOURS_UP_TO = timedelta(hours=48)  # from there on people count in days


async def follow_pipeline(chat: Chat[Tx]) -> None:
    """First the numbers, then a list, then one."""
    counts = await enquiry_counts.count_by_state(chat.tx)
    options = [
        Option(state, chat.words(f"follow_pipeline.states.{state}", count=count))
        for state, count in counts.items()
    ]
    state = await chat.ask("state", Choice(options), answering=await _answering(chat))
    found = await enquiries.list_by_state(chat.tx, EnquiryState(state))
    if not found:
        return chat.say("nothing")
    words = chat.catalogue
    listed = [
        Option(str(one.id), chat.words("follow_pipeline.line", product=one.product,
                                       buyer=say_buyer(words, one)))
        for one in found
    ]  # fmt: skip
    chosen = await chat.ask("enquiry", Choice(listed), given=state)
    await _show(chat, next(one for one in found if str(one.id) == chosen))


async def _answering(chat: Chat[Tx]) -> Ours:
    """How long owners take."""
    measured = await enquiry_counts.measure_answers(chat.tx, chat.now - MEASURED_FOR)
    if measured.average is None:
        return chat.words("follow_pipeline.no_answers", waiting=measured.waiting)
    return chat.words(
        "follow_pipeline.answers", took=_took(chat, measured.average),
        answered=measured.answered, waiting=measured.waiting,
    )  # fmt: skip


def _took(chat: Chat[Tx], span: timedelta) -> Ours:
    if span < HOUR:
        return chat.words("follow_pipeline.took.minutes", n=max(1, round(span / MINUTE)))
    if span < HOURS_UP_TO:
        return chat.words("follow_pipeline.took.hours", n=round(span / HOUR))
    return chat.words("follow_pipeline.took.days", n=round(span / timedelta(days=1)))


async def _show(chat: Chat[Tx], enquiry: Enquiry) -> None:
    is_staff = chat.person.has_role(Role.VERIFIER)
    nothing = chat.words("follow_pipeline.empty")
    answer = chat.words("follow_pipeline.unanswered")
    if enquiry.answered_at is not None:
        answer = _took(chat, enquiry.answered_at - enquiry.asked_at)
    contact = ", ".join(
        part for part in (enquiry.name, as_people_write(enquiry.phone or "")) if part
    )
    chat.say(
        "card", product=enquiry.product, business=enquiry.business,
        buyer=say_buyer(chat.catalogue, enquiry), quantity=enquiry.quantity or nothing,
        asked=Ours(say_moment(chat.catalogue, enquiry.asked_at)),
        papers=say_requirements(chat.catalogue, enquiry.papers) or nothing, answer=answer,
        state=Ours(say_state(chat.catalogue, enquiry)), reason=enquiry.reason,
        contact=chat.words("follow_pipeline.contact", contact=contact)
        if is_staff and contact else Ours(""),
    )  # fmt: skip
    if is_staff:
        following = [state for state in EnquiryState if state in FOLLOWING[enquiry.state]]
        chat.offer([
            Option(f"{state}.{enquiry.id}", chat.words(f"follow_pipeline.moves.{state}"), MOVE)
            for state in following
        ])  # fmt: skip
