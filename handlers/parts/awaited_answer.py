"""Words that answer a reminder, an offer or a question of ours, from somebody without a form.

A button says which seat it means; "insya Allah datang bu" does not. It is taken as the answer where
exactly one seat of the person waits for one. "hadir" and "tidak bisa" are taken in the days before,
too: no question may have reached them, or they have thought better of it. Earlier than that "tidak
bisa" may mean a place: it is asked. Who was asked whether their data is still needed has no seat:
"masih", "ya" keep it. Staff who were shown what a plan file would do say so, too. A bare
"sertifikat" or "daftar hadir" answers nothing: it opens what it names.
"""

import re
from datetime import datetime, timedelta

from domain.answers import attendance, command, price, yes_no
from domain.answers.command import Command
from domain.answers.result import Accepted, AsksBack, Refused, Understood
from domain.person import STAFF, Person
from domain.reminder import FIRST_REMINDER
from domain.seat import HAS_SEAT, SeatState
from handlers.parts.silence_message import ERASE, KEEP
from handlers.parts.starting_words import ANY_CERTIFICATE, ATTENDANCE
from storage import notes, places, plan_files, products, silences
from storage.database import Tx
from storage.places import SEATS, STALLS

_NEGATED = r"(?!.*\b(?:tidak|tak|ga|gak|nggak|ndak)\b)"
FAR = timedelta(days=366)  # as early as anything is planned
DOUBTFUL: AsksBack = AsksBack("yes_no.unsure")
STILL = re.compile(rf"(?:(?:ya|iya|oh|halo)[ ,.]*)*masih\b{_NEGATED}.*", re.IGNORECASE)


async def find_awaited(tx: Tx, person: Person, text: str, now: datetime) -> tuple[str, str] | None:
    """(conversation, what it is opened with) for which this text is an answer, or None.

    A bare "batal" may mean the seat that was asked about, or something else: it is asked once more.
    """
    if command.understand(text) == Accepted(Command.CANCEL):
        return await _find_seat(tx, person, DOUBTFUL, DOUBTFUL)
    return (
        await _find_seat(tx, person, attendance.understand(text), yes_no.understand(text))
        or await _find_coming(tx, person, text, now)
        or await _find_price(tx, person, text)
        or await _find_plan(tx, person, text)
        or await _find_silence(tx, person, text)
        or _find_named(person, text)
    )


def _find_named(person: Person, text: str) -> tuple[str, str] | None:
    """What a bare word names; staff who write of the attendance want the paper to be signed."""
    if ANY_CERTIFICATE.fullmatch(text.strip()):
        return "get_my_certificate", ""
    if not ATTENDANCE.fullmatch(text.strip()):
        return None
    return ("send_papers", "daftar hadir") if person.roles & STAFF else ("check_in", "")


async def _find_price(tx: Tx, person: Person, text: str) -> tuple[str, str] | None:
    """Whether it still holds, or the new one; where exactly one product is asked about."""
    told, takes = price.understand(text), yes_no.understand(text)
    is_still = STILL.fullmatch(text.strip()) is not None
    if not (is_still or isinstance(told, Accepted) or isinstance(takes, Accepted)):
        return None
    asked = await products.list_asked(tx, person.id)
    if len(asked) != 1:
        return ("manage_product", "") if asked else None
    if isinstance(told, Accepted):
        return "confirm_price", f"new.{asked[0].id}.{told.value}"
    holds = is_still or (isinstance(takes, Accepted) and takes.value)
    return ("confirm_price", f"yes.{asked[0].id}") if holds else ("change_price", str(asked[0].id))


async def _find_plan(tx: Tx, person: Person, text: str) -> tuple[str, str] | None:
    """Whether a plan file is kept; of several that were shown the buttons alone tell which."""
    takes = yes_no.understand(text)
    if not isinstance(takes, Accepted) or not person.roles & STAFF:
        return None
    shown = await plan_files.list_shown(tx, person.id)
    if len(shown) != 1:
        return ("keep_plan_file", "several") if shown else None
    return "keep_plan_file", f"{'yes' if takes.value else 'no'}.{shown[0]}"


async def _find_silence(tx: Tx, person: Person, text: str) -> tuple[str, str] | None:
    takes = yes_no.understand(text)
    is_still = STILL.fullmatch(text.strip()) is not None
    if not is_still and not isinstance(takes, Accepted):
        return None
    if not await silences.is_asked(tx, person.id):
        return None
    keeps = is_still or (isinstance(takes, Accepted) and takes.value)
    return "keep_my_data", KEEP if keeps else ERASE


async def _find_coming(tx: Tx, person: Person, text: str, now: datetime) -> tuple[str, str] | None:
    comes = attendance.understand(text)
    if not isinstance(comes, Accepted) or not attendance.is_named(text):
        return None
    for until in (now + FIRST_REMINDER, now + FAR) if not comes.value else (now + FIRST_REMINDER,):
        mine, at_events = [
            _unanswered(await places.list_coming(tx, kind, person.id, now, until), comes.value)
            for kind in (SEATS, STALLS)
        ]
        if found := _of_places(mine, at_events, comes, comes):
            return found if until <= now + FIRST_REMINDER else _surely(*found)
    return None


def _surely(conversation: str, arg: str) -> tuple[str, str]:
    """So early nobody has asked: whether the place is given up is asked first."""
    answer, _, number = arg.partition(".")
    return conversation, f"sure.{number}" if answer == "no" and "-" not in number else arg


async def _find_seat(
    tx: Tx, person: Person, comes: Understood[bool], takes: Understood[bool]
) -> tuple[str, str] | None:
    if isinstance(comes, Refused) and isinstance(takes, Refused):
        return None
    awaited = await notes.list_awaited(tx, person.id)
    at_events = await notes.list_awaited(tx, person.id, STALLS)
    return _of_places(awaited, at_events, comes, takes)


def _unanswered(found: list[tuple[int, SeatState]], comes: bool) -> list[tuple[int, SeatState]]:
    """Whoever said *hadir* for one means another by the next, as long as there is one."""
    held = [one for one in found if one[1] is SeatState.HELD]
    return held if comes and held else found


def _of_places(
    mine: list[tuple[int, SeatState]], at_events: list[tuple[int, SeatState]],
    comes: Understood[bool], takes: Understood[bool],
) -> tuple[str, str] | None:  # fmt: skip
    """The one seat or stall that is meant; where it may be several, their list."""
    are_seats = len(mine) > 1 and all(state in HAS_SEAT for _, state in mine)
    if are_seats and not at_events and isinstance(comes, Accepted):
        numbers = "-".join(str(seat_id) for seat_id, _ in mine)
        return "confirm_attendance", f"{'yes' if comes.value else 'no'}.{numbers}"
    if len(mine) != 1 or at_events:
        return _of_events(at_events, comes, takes, has_seats=bool(mine))
    seat_id, state = mine[0]
    if state is SeatState.OFFERED:
        if isinstance(takes, Accepted):
            return "answer_offer", f"{'yes' if takes.value else 'no'}.{seat_id}"
        return "answer_offer", f"ask.{seat_id}"
    if isinstance(comes, Accepted):
        return "confirm_attendance", f"{'yes' if comes.value else 'no'}.{seat_id}"
    return "confirm_attendance", f"ask.{seat_id}"


def _of_events(
    found: list[tuple[int, SeatState]], comes: Understood[bool], takes: Understood[bool], *,
    has_seats: bool,
) -> tuple[str, str] | None:  # fmt: skip
    """The one stall that waits for an answer; where several things do, their list."""
    if has_seats:
        return "show_my_trainings", ""
    if len(found) != 1:
        return ("list_market_events", "") if found else None
    stall_id, state = found[0]
    said = takes if state is SeatState.OFFERED else comes
    answer = ("yes" if said.value else "no") if isinstance(said, Accepted) else "ask"
    return "answer_for_stall", f"{answer}.{stall_id}"
