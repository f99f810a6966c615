"""A one-time code makes a person staff.

Starts on a text like a code · Reads and uses up the invitation · Writes the role and the audit
trail, then the name where none is known · Ends with what the person may do now.
"""

from dialog.chat import Chat
from dialog.names import PersonName
from dialog.questions import Reading
from dialog.session import Pending
from domain.answers.result import Refused
from domain.person import Role
from storage import audit, people, staff
from storage.database import Tx

MAX_NAME = 80  # as it stands on a letter


class OwnName(PersonName):
    """A person's name: what holds a digit is a code once more, a number or a date."""

    def read(self, text: str, pending: Pending) -> Reading:
        if any(sign.isdecimal() for sign in text):
            return Refused("form.not_understood")
        return super().read(text, pending)


async def accept_invitation(chat: Chat[Tx]) -> None:
    """Use the code first, so that it is worth nothing to anybody else; then ask for the name."""
    role = await chat.once("role", lambda: _redeem(chat))
    if not role:
        return chat.say("not_valid")
    if not chat.person.name:
        chat.say("welcome", role=chat.words(f"accept_invitation.roles.{role}"))
        name = await chat.ask("name", OwnName(max_length=MAX_NAME))
        await chat.review()
        await people.introduce(chat.tx, chat.person.id, name)
    chat.say("done", role=chat.words(f"accept_invitation.roles.{role}"))
    if role in (Role.ADMIN, Role.VERIFIER):
        chat.say("how_to_verify")


async def _redeem(chat: Chat[Tx]) -> str:
    """The granted role; '' where the code is no good. One's own used code still says its role."""
    granted = await staff.redeem(chat.tx, chat.arg, chat.person.id, chat.now)
    if granted is None:
        return await staff.find_role_redeemed(chat.tx, chat.arg, chat.person.id)
    act = audit.Act("grant_role", f"person:{chat.person.id}", None, {"role": granted.role})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    return granted.role
