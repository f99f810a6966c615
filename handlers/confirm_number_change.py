"""Staff or the coordinator say whether somebody with a new number is the owner.

Starts on a button of the card · Writes the claim, and moves the business to the new contact · Ends
with a word to the claimant. The first decision counts.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from domain.business import Business
from domain.person import Role
from storage import audit, businesses, claims, staff
from storage.claims import Claim
from storage.database import Tx
from storage.ids import read_id


async def confirm_number_change(chat: Chat[Tx]) -> None:
    """Accept or refuse the claim."""
    act, _, number = chat.arg.partition(".")
    claim = await claims.find(chat.tx, read_id(number))
    business = await businesses.find(chat.tx, claim.business_id) if claim is not None else None
    if claim is None or business is None:
        return chat.say("gone")
    if not await _may_decide(chat, business):
        return chat.say("not_yours")
    state = claims.ACCEPTED if act == "accept" else claims.REFUSED
    if not await claims.settle(chat.tx, claim.id, state, chat.now, chat.person.id):
        return chat.say("already")
    noted = audit.Act("number_change", f"business:{business.id}", None, {"decision": state})
    await audit.add(chat.tx, chat.now, chat.person.id, noted)
    if state == claims.ACCEPTED:
        await _accept(chat, claim, business)
    else:
        ask = chat.words("confirm_number_change.owner_refused.button")
        chat.notify(
            claim.person_id, "confirm_number_change.owner_refused.say",
            options=[Option(OPEN, ask, "ask_staff:start")],
        )  # fmt: skip
        chat.say("refused", business=business.name)


async def _may_decide(chat: Chat[Tx], business: Business) -> bool:
    """The office may for every business, a coordinator for those in their scope."""
    if chat.person.has_role(Role.VERIFIER):
        return True
    near = await staff.list_coordinators(chat.tx, business.cluster, business.village)
    return chat.person.id in near


async def _accept(chat: Chat[Tx], claim: Claim, business: Business) -> None:
    await claims.hand_over(chat.tx, business.person_id, claim, chat.now)
    chat.notify(
        business.person_id, "confirm_number_change.owner_accepted.say",
        business=business.name, number=business.member_number or "-",
    )  # fmt: skip
    chat.say("accepted", business=business.name)
