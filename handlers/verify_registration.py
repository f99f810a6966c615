"""A verifier decides about a registration, or erases a photo that shows a KTP.

Starts on a button of the card · Reads the business · Writes its state, the audit trail, a photo's
end · Ends with a word to the owner. Of two who press at once one decides, the other is told.
"""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option, Template
from dialog.questions import Text
from domain.business import Business, State
from domain.enrolment import PRODUCES_NOT_YET
from handlers.parts.ask_fact import FACTS
from handlers.parts.business_words import state_words
from handlers.parts.registration_card import TARGET, registration_card
from storage import audit, businesses, media, products, reviews
from storage.database import Tx
from storage.ids import read_id
from storage.reviews import Decision

DECIDED = "keputusan_pendaftaran"  # the template that says that there is a decision
MAX_REASON = 300  # a few sentences, read on a small screen


async def verify_registration(chat: Chat[Tx]) -> None:
    """Accept, ask for a correction, refuse, look again; or erase a photo."""
    act, _, subject = chat.arg.partition(".")
    if act == "photo":
        return await _erase_photo(chat, read_id(subject))
    business = await businesses.find(chat.tx, read_id(subject))
    if business is None:
        return chat.say("gone")
    if act == "reopen":
        return await _look_again(chat, business)
    if business.state not in reviews.WAITING:
        return await _tell_decided(chat, business)
    match act:
        case "accept":
            await _accept(chat, business)
        case "correct":
            await _ask_for_correction(chat, business)
        case _:
            await _refuse(chat, business)


async def _accept(chat: Chat[Tx], business: Business) -> None:
    if await _decide(chat, business, Decision(State.VERIFIED)):
        sells = business.makes not in PRODUCES_NOT_YET
        sell = chat.words("verify_registration.buttons.sell")
        path = "owner_accepted" if sells else "owner_accepted_early"
        chat.notify(
            business.person_id, f"verify_registration.{path}.say",
            options=[Option(str(business.id), sell, "list_product:start")] if sells else [],
            template=Template(DECIDED, (business.name,)),
            business=business.name, member_number=business.member_number or "-",
        )  # fmt: skip
        await _say_done(chat, "accepted", business)


async def _ask_for_correction(chat: Chat[Tx], business: Business) -> None:
    wrong = await chat.ask("wrong", Choice(FACTS), business=business.name)
    why = await chat.ask("why", Text(max_length=MAX_REASON, min_length=4))
    await chat.review()
    if await _decide(chat, business, Decision(State.NEEDS_CORRECTION, why, wrong)):
        mend = chat.words("verify_registration.buttons.mend")
        chat.notify(
            business.person_id, "verify_registration.owner_correct.say",
            options=[Option(str(business.id), mend, "correct_registration:start")],
            template=Template(DECIDED, (business.name,)), business=business.name, why=why,
            wrong=chat.words(f"verify_registration.wrong.options.{wrong}"),
        )  # fmt: skip
        await _say_done(chat, "sent_back", business)


async def _refuse(chat: Chat[Tx], business: Business) -> None:
    why = await chat.ask("why_not", Text(max_length=MAX_REASON, min_length=4),
                         business=business.name)  # fmt: skip
    await chat.review()
    if await _decide(chat, business, Decision(State.NOT_IKM, why)):
        ask = chat.words("verify_registration.buttons.ask_staff")
        chat.notify(
            business.person_id, "verify_registration.owner_not_ikm.say",
            options=[Option(OPEN, ask, "ask_staff:start")], business=business.name, why=why,
            template=Template(DECIDED, (business.name,)),
        )  # fmt: skip
        await _say_done(chat, "refused", business)


async def _decide(chat: Chat[Tx], business: Business, decision: Decision) -> bool:
    """Write the decision; where somebody else was faster, say so."""
    if not await reviews.decide(chat.tx, business, decision, chat.now, chat.person.id):
        await _tell_decided(chat, await businesses.get(chat.tx, business.id))
        return False
    after = {"state": decision.state, "reason": decision.reason, "key": decision.correct_key}
    act = audit.Act(audit.DECIDED, f"business:{business.id}", {"state": business.state}, after)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    return True


async def _say_done(chat: Chat[Tx], moment: str, business: Business) -> None:
    """What was done, and the way to the next one."""
    chat.say(moment, business=business.name)
    waiting = await reviews.count_waiting(chat.tx)
    if waiting:
        chat.say("more_wait", count=waiting)
        following = chat.words("verify_registration.buttons.next")
        chat.offer([Option(OPEN, following, "list_registrations:start")])


async def _tell_decided(chat: Chat[Tx], business: Business) -> None:
    decider, name = await reviews.find_decider(chat.tx, business.id)
    by = name or chat.words("verify_registration.somebody")
    if decider == chat.person.id:
        by = chat.words("verify_registration.yourself")
    chat.say("already", business=business.name, state=state_words(chat, business), by=by)
    chat.offer(_reopening(chat, business))


def _reopening(chat: Chat[Tx], business: Business) -> Sequence[Option]:
    again = chat.words("verify_registration.buttons.reopen")
    return [Option(f"reopen.{business.id}", again, TARGET)]


async def _look_again(chat: Chat[Tx], business: Business) -> None:
    """Take a decision back, so that it can be made anew; the owner is told."""
    if business.state not in reviews.WAITING and await _decide(
        chat, business, Decision(State.UNDER_REVIEW)
    ):
        chat.notify(
            business.person_id, "verify_registration.owner_reopened.say", business=business.name
        )
    card = await registration_card(chat, await businesses.get(chat.tx, business.id))
    chat.say("again", card=chat.words("verify_registration.card.say", **card.params))
    chat.offer(card.options, card.media)


async def _erase_photo(chat: Chat[Tx], media_id: int) -> None:
    found = await media.list_by_id(chat.tx, [media_id])
    if not found or not await media.set_erased(chat.tx, media_id):
        return chat.say("photo_gone")
    act = audit.Act("erase_photo", f"media:{media_id}", None, {"business": found[0].business_id})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    other = chat.words("verify_registration.buttons.other_photo")
    chat.notify(
        found[0].person_id, "verify_registration.owner_photo_erased.say",
        options=[await _way_to_another(chat, media_id, other)],
    )  # fmt: skip
    chat.say("photo_erased")


async def _way_to_another(chat: Chat[Tx], media_id: int, label: str) -> Option:
    """The button that takes a photo in place of the erased one: of a product, or of the kitchen."""
    product = await products.find_by_photo(chat.tx, media_id)
    if product is not None:
        return Option(str(product.id), label, "swap_photos:start")
    return Option("photos", label, "change_my_data:start")
