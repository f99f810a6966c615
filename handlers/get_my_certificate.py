"""A person's certificates of trainings, sent again as a file.

Starts on *sertifikat saya* · Reads their certificates · Writes the audit trail · Ends with the
file, and a way to have a wrong name put right by staff.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from storage import audit, certificates, trainings
from storage.certificates import Certificate
from storage.database import Tx

MINE = "show_my_trainings:start"
CORRECT = "correct_my_certificate:start"


async def get_my_certificate(chat: Chat[Tx]) -> None:
    """Choose where there are several; note that it was issued again, send it."""
    own = await certificates.list_of_person(chat.tx, chat.person.id)
    if not own:
        chat.say("none")
        mine = chat.words("get_my_certificate.buttons.trainings")
        return chat.offer([Option(OPEN, mine, MINE)])
    issued = own[0] if len(own) == 1 else await _choose(chat, own)
    training = await trainings.get(chat.tx, issued.training_id)
    act = audit.Act("certificate_again", f"certificate:{issued.id}", None, {"by": chat.channel})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("here", title=training.title, number=issued.number, name=issued.name)
    wrong = chat.words("get_my_certificate.buttons.wrong_name")
    chat.offer([Option(str(issued.id), wrong, CORRECT)], document=f"certificate:{issued.id}")


async def _choose(chat: Chat[Tx], own: list[Certificate]) -> Certificate:
    found = [(one, await trainings.get(chat.tx, one.training_id)) for one in own]
    options = [Option(str(one.id), training.title, code=training.code) for one, training in found]
    chosen = await chat.ask("which", Choice(options))
    return next(one for one in own if str(one.id) == chosen)
