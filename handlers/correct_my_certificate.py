"""A wrong name on a certificate: the person says how it is written, staff decide.

Starts on *Namanya keliru* under a certificate · Writes nothing but the trail · Ends with a notice
to trainers and admins, with the button that writes the name anew.
"""

from dialog.chat import Chat
from dialog.messages import Option
from dialog.questions import Text
from domain.person import Role
from handlers.parts.certificate_names import ASKED, DECIDE
from handlers.parts.staff_notice import who_writes
from storage import audit, certificates, staff
from storage.database import Tx
from storage.ids import read_id

MAX_NAME = 80  # as it stands on a letter


async def correct_my_certificate(chat: Chat[Tx]) -> None:
    """Ask for the name, show it, pass it on."""
    issued = await certificates.find(chat.tx, read_id(chat.arg))
    if issued is None or issued.person_id != chat.person.id:
        return chat.say("gone")
    name = await chat.ask("name", Text(max_length=MAX_NAME), now=issued.name)
    await chat.review()
    before, after = {"name": issued.name}, {"name": name}
    act = audit.Act(ASKED, f"certificate:{issued.id}", before, after)
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    who = await who_writes(chat, chat.person.id, chat.person.name, chat.person.phone)
    button = chat.words("correct_my_certificate.notice.button")
    for person_id in await staff.list_with_role(chat.tx, Role.TRAINER, Role.ADMIN):
        chat.notify(
            person_id, "correct_my_certificate.notice.say",
            options=[Option(str(issued.id), button, DECIDE)],
            who=who, number=issued.number, old=issued.name, new=name,
        )  # fmt: skip
    chat.say("sent")
