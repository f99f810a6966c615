"""Somebody with a number that was another's says "bukan saya": it is let go, nothing is shown.

Starts on *bukan saya* · Writes the contact and its identities to a person without anything · Ends
with a word to the staff, who look for the owner.
"""

from dialog.chat import Chat
from dialog.choices import Sure
from domain.person import Role
from storage import audit, businesses, claims, staff
from storage.database import Tx


async def disown_number(chat: Chat[Tx]) -> None:
    """Ask once more, then let go of this contact."""
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    if not owned and not chat.person.name and not chat.person.roles:
        return chat.say("nothing")
    answer = await chat.ask("sure", Sure("not_me", "me"))
    if answer == "me":
        return chat.say("stays")
    await claims.let_go(chat.tx, chat.person.id, chat.channel, chat.address, chat.now)
    act = audit.Act("let_go", f"person:{chat.person.id}", None, {"channel": chat.channel})
    await audit.add(chat.tx, chat.now, None, act)
    if owned:
        names = ", ".join(f"{one.name} ({one.member_number})" for one in owned)
        for person_id in await staff.list_with_role(chat.tx, Role.ADMIN, Role.VERIFIER):
            chat.notify(person_id, "disown_number.notice.say", names=names)
    chat.say("let_go")
    chat.last_word()
