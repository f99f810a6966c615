"""The seat that a button names ("yes.17"), where it belongs to the person who pressed it."""

from dialog.chat import Chat
from domain.training import Training
from storage import seats, trainings
from storage.database import Tx
from storage.ids import read_id
from storage.seats import Seat


async def find_own_seat(chat: Chat[Tx], arg: str = "") -> tuple[str, Seat | None, Training | None]:
    """(what was answered, the seat, its training); no seat where it is not theirs.

    arg: what names it, where that is not the button itself.
    """
    answer, _, number = (arg or chat.arg).partition(".")
    seat = await seats.find_by_id(chat.tx, read_id(number))
    if seat is None or seat.person_id != chat.person.id:
        return answer, None, None
    return answer, seat, await trainings.find(chat.tx, seat.training_id)
