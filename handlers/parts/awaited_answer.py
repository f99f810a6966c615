"""Words that answer a reminder or an offer, from somebody who has no form open.

A button says which seat it means; "insya Allah datang bu" does not. It is taken as the answer where
exactly one seat of the person waits for one.
"""

from domain.answers import attendance, yes_no
from domain.answers.result import Accepted, Refused
from domain.person import Person
from domain.seat import SeatState
from storage import notes
from storage.database import Tx


async def find_awaited(tx: Tx, person: Person, text: str) -> tuple[str, str] | None:
    """(conversation, what it is opened with) for which this text is an answer, or None."""
    comes, takes = attendance.understand(text), yes_no.understand(text)
    if isinstance(comes, Refused) and isinstance(takes, Refused):
        return None
    awaited = await notes.list_awaited(tx, person.id)
    if len(awaited) != 1:
        return ("show_my_trainings", "") if awaited else None
    seat_id, state = awaited[0]
    if state is SeatState.OFFERED:
        if isinstance(takes, Accepted):
            return "answer_offer", f"{'yes' if takes.value else 'no'}.{seat_id}"
        return "answer_offer", f"ask.{seat_id}"
    if isinstance(comes, Accepted):
        return "confirm_attendance", f"{'yes' if comes.value else 'no'}.{seat_id}"
    return "confirm_attendance", f"ask.{seat_id}"
