"""Staff decide about a name on a certificate; the person gets it anew, or is told.

Starts on the button of the notice · Reads what was asked for · Writes the name and the audit trail
· Ends with the certificate to its owner. Who comes second sees that it is done.
"""

from dialog.chat import Chat
from dialog.choices import Choice
from dialog.messages import OPEN, Option
from dialog.questions import Text
from documents.letters import missing_letters
from handlers.parts.certificate_names import ASKED
from storage import audit, certificates, trainings
from storage.certificates import Certificate
from storage.database import Tx
from storage.ids import read_id

MAX_NAME = 80  # as it stands on a letter


async def rename_certificate(chat: Chat[Tx]) -> None:
    """Take the name that was asked for, write another, or leave it."""
    issued = await certificates.find(chat.tx, read_id(chat.arg))
    if issued is None or not issued.name:
        return chat.say("gone")
    asked = await audit.find_last(chat.tx, ASKED, f"certificate:{issued.id}")
    wanted = str((asked.after or {}).get("name", "")) if asked else ""
    if wanted == issued.name:
        return chat.say("already", name=issued.name)
    decision = await chat.ask(
        "decision", Choice(["as_asked", "other", "leave"] if wanted else ["other", "leave"]),
        number=issued.number, old=issued.name, new=wanted or "-",
    )  # fmt: skip
    if decision == "leave":
        ask = chat.words("rename_certificate.buttons.ask_staff")
        chat.notify(
            issued.person_id, "rename_certificate.owner_left.say", name=issued.name,
            number=issued.number, options=[Option(OPEN, ask, "ask_staff:start")],
        )  # fmt: skip
        return chat.say("left", name=issued.name)
    name = wanted if decision == "as_asked" else await chat.ask("name", Text(max_length=MAX_NAME))
    await _rename(chat, issued, name)


async def _rename(chat: Chat[Tx], issued: Certificate, name: str) -> None:
    training = await trainings.get(chat.tx, issued.training_id)
    await certificates.set_name(chat.tx, issued.id, name)
    act = audit.Act("certificate_renamed", f"certificate:{issued.id}",
                    {"name": issued.name}, {"name": name})  # fmt: skip
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.notify(
        issued.person_id, "rename_certificate.owner_renamed.say",
        document=f"certificate:{issued.id}", title=training.title, name=name,
    )  # fmt: skip
    boxes = "" if name.isascii() else missing_letters(name)  # reads the fonts: only where it may be
    chat.say("letters" if boxes else "done", name=name, letters=boxes)
