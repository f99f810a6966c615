"""Staff choose among those who applied for a training, with the history of each before them.

Starts on the button of the card · Reads who applied, what they took before, what was said before
they enrolled · Writes the choice; a note tells all · Ends with the numbers.
"""

from collections.abc import Sequence

from dialog.chat import Chat
from dialog.choices import Choice, Several
from dialog.messages import Option
from dialog.words import Ours
from domain.seat import SeatState, Selection
from domain.training import Admission, Training
from handlers.parts.applicants_seen import keep_seen
from handlers.parts.overseen_training import TO_COME, find_training
from storage import applicants, audit, seats
from storage.applicants import Applicant
from storage.database import Tx

REST = ("wait", "let_go")


async def select_participants(chat: Chat[Tx]) -> None:
    """Show the list, take the choice, say what becomes of the others."""
    training = await find_training(chat, TO_COME)
    applied = await applicants.list_of(chat.tx, training.id)
    seen = await keep_seen(chat, training.id, [one.seat_id for one in applied])
    found = [one for one in applied if one.seat_id in seen]
    if training.plan.admission is not Admission.SELECT or not found:
        return chat.say("none", title=training.title)
    named = Several([Option(str(one.seat_id), one.name or one.businesses or "-") for one in found])
    chosen = await chat.ask(
        "chosen", named, title=training.title, lines=_lines(chat, found),
        free=await _count_free(chat, training),
    )  # fmt: skip
    rest = "let_go"
    if len(chosen) < len(found):
        rest = await chat.ask("rest", Choice(REST), count=len(found) - len(chosen))
    await chat.review()
    selection = Selection(tuple(seen), tuple(map(int, chosen)), others_wait=rest == "wait")
    taken, refused = await seats.select_applicants(chat.tx, training.id, selection, chat.now)
    act = audit.Act("select", f"training:{training.id}", None, {"chosen": taken, "not": refused})
    await audit.add(chat.tx, chat.now, chat.person.id, act)
    chat.say("done", title=training.title, taken=taken, refused=refused)


async def _count_free(chat: Chat[Tx], training: Training) -> int:
    counted = await seats.count_by_state(chat.tx, training.id)
    held = counted.get(SeatState.HELD, 0) + counted.get(SeatState.CONFIRMED, 0)
    return max(0, training.plan.quota - held)


def _lines(chat: Chat[Tx], found: Sequence[Applicant]) -> Ours:
    """One line for each: name, businesses, what they took before, what was said before."""
    return Ours("\n".join(_line(chat, n, one) for n, one in enumerate(found, 1)))


def _line(chat: Chat[Tx], number: int, one: Applicant) -> str:
    doubts = [chat.words(f"select_participants.doubts.{doubt}") for doubt in sorted(one.doubts)]
    return chat.words(
        "select_participants.line", number=number, name=one.name or "-",
        businesses=one.businesses or chat.words("select_participants.no_business"),
        attended=one.attended, absent=one.absent,
        doubts=Ours("".join(f" · {doubt}" for doubt in doubts)),
    )  # fmt: skip
