"""Status: where each of the person's businesses stands, and what to do next.

Starts on *status* · Reads the person's businesses · Writes nothing · Ends at once.
"""

from dialog.chat import Chat
from dialog.messages import OPEN, Option
from domain.business import Business, State
from storage import businesses
from storage.database import Tx


async def show_status(chat: Chat[Tx]) -> None:
    """A few lines per business, or the way to register one."""
    own = await businesses.list_of_person(chat.tx, chat.person.id)
    if not own:
        chat.say("nothing")
        register = chat.words("show_status.buttons.register")
        return chat.offer([Option(OPEN, register, "register_business:start")])
    for business in own:
        state = chat.words(f"show_status.states.{business.state}", reason=business.reason)
        chat.say("business", name=business.name, number=business.member_number or "-", state=state)
    if options := [option for business in own for option in _next_steps(chat, business)]:
        chat.offer(options)


def _next_steps(chat: Chat[Tx], business: Business) -> list[Option]:
    if business.state is State.NEEDS_CORRECTION:
        mend = chat.words("show_status.buttons.mend", name=business.name)
        return [Option(str(business.id), mend, "correct_registration:start")]
    if business.state is State.NOT_IKM:
        return [Option(OPEN, chat.words("show_status.buttons.ask_staff"), "ask_staff:start")]
    return []
