"""Everything about the person is erased; counts stay.

Starts on *hapus data saya* · Writes the erasure and an audit entry without contents · Asks once
more, and ends with a last word to an address that is nobody's any more.
"""

from dialog.chat import Chat
from dialog.choices import Sure
from domain.person import Role
from storage import audit, businesses, erasure, staff
from storage.database import Tx


async def delete_my_data(chat: Chat[Tx]) -> None:
    """Say what goes, ask once more, erase."""
    if await _is_last_admin(chat):
        return chat.say("last_admin")
    owned = await businesses.list_of_person(chat.tx, chat.person.id)
    names = ", ".join(one.name for one in owned)
    if names:
        chat.say("what_goes", names=names)
    else:
        chat.say("what_goes_without")
    answer = await chat.ask("sure", Sure("erase", "keep"))
    if answer == "keep":
        return chat.say("kept")
    await erasure.erase(chat.tx, chat.person.id, chat.now, chat.today)
    await audit.add(chat.tx, chat.now, None, audit.Act("erase", f"person:{chat.person.id}"))
    chat.say("erased")
    chat.last_word()


async def _is_last_admin(chat: Chat[Tx]) -> bool:
    """Whether nobody could invite staff in the chat any more."""
    return await staff.list_with_role(chat.tx, Role.ADMIN) == [chat.person.id]
