"""Places change hands: taken, confirmed, given up, chosen. The same for a seat and for a stall.

Each function holds the thing first; a place that becomes free is offered to the next in line by the
same call, in the same commit, and a job tells them within a second (`bot.seats`).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from domain.errors import NotFound
from domain.reminder import asked_from
from domain.seat import SeatState, Selection, Step, Why, entry_state
from domain.training import Admission, TrainingState
from storage import places
from storage.database import Tx
from storage.places import TO_COME, Place, Scarce


async def take(
    tx: Tx, kind: Scarce, thing_id: int, person_id: int, at: datetime, **more: object
) -> int | None:
    """Take a place, or one in line; its id, None where the thing takes nobody any more.

    Who is in it already keeps the place they have. more: further columns of a new place.
    """
    held = await places.hold(tx, kind, thing_id)
    thing = await _read(tx, kind, thing_id)
    mine = await places.find_of(tx, kind, thing_id, person_id)
    if mine is not None and mine.is_active:
        return mine.id
    if thing.state != TrainingState.OPEN or at >= thing.registration_closes_at:
        return None
    is_asked = at >= asked_from(thing.starts_at)
    state = entry_state(Admission(thing.admission), held.places, is_asked=is_asked)
    return await places.enter(tx, kind, held, person_id, state, at, **more)


async def give_up(tx: Tx, kind: Scarce, place_id: int, at: datetime, why: Why = Why.PERSON) -> bool:
    """Cancel a place; it goes to the next in line at once. Raises NotFound.

    False where it was cancelled before, or its thing has begun, is over or called off.
    """
    place, thing = await _hold(tx, kind, place_id)
    if not place.is_active or thing.state not in TO_COME:
        return False
    await places.move(tx, kind, place.id, Step(place.state, SeatState.CANCELLED, why), at)
    await places.offer_free(tx, kind, place.thing_id, at)
    return True


async def accept(tx: Tx, kind: Scarce, place_id: int, at: datetime) -> None:
    """Say yes to an offer; too late, and the next in line has it. Raises NotFound.

    Nothing changes where there is none, or the thing has begun, is over or called off.
    """
    place, thing = await _hold(tx, kind, place_id)
    if place.state is not SeatState.OFFERED or thing.state not in TO_COME:
        return
    if place.offer_has_ended(at):
        await give_up(tx, kind, place_id, at, Why.EXPIRED)
        return
    is_asked = at >= asked_from(thing.starts_at)
    to = SeatState.CONFIRMED if is_asked else SeatState.HELD
    await places.move(tx, kind, place.id, Step(place.state, to), at)


async def decline(tx: Tx, kind: Scarce, place_id: int, at: datetime) -> bool:
    """Say no to an offer; False where it was none (any more). Raises NotFound."""
    place, _ = await _hold(tx, kind, place_id)
    if place.state is not SeatState.OFFERED:
        return False
    return await give_up(tx, kind, place_id, at, Why.DECLINED)


async def confirm(tx: Tx, kind: Scarce, place_id: int, at: datetime) -> None:
    """Say that one comes (Hadir): confirmed where it was held. Raises NotFound."""
    place, thing = await _hold(tx, kind, place_id)
    if place.state is SeatState.HELD and thing.state in TO_COME:
        await places.move(tx, kind, place.id, Step(place.state, SeatState.CONFIRMED), at)


async def set_quota(tx: Tx, kind: Scarce, thing_id: int, quota: int, at: datetime) -> int:
    """Change the number of places; how many of those in line were offered one. Evicts nobody."""
    await places.hold(tx, kind, thing_id)
    changed = update(kind.things).where(kind.things.c.id == thing_id)
    await tx.execute(changed.values(quota=quota))
    return await offer_free(tx, kind, thing_id, at)


async def select_applicants(
    tx: Tx, kind: Scarce, thing_id: int, selection: Selection, at: datetime
) -> tuple[int, int]:
    """Staff have chosen among those who applied: how many, and how many not."""
    await places.hold(tx, kind, thing_id)
    yes = Step(SeatState.APPLIED, SeatState.HELD)
    no = Step(SeatState.APPLIED, SeatState.CANCELLED, Why.NOT_SELECTED)
    if selection.others_wait:
        no = Step(SeatState.APPLIED, SeatState.WAITLISTED)
    applying = await places.list_of(tx, kind, thing_id, (SeatState.APPLIED,))
    seen = [place.id for place in applying if place.id in selection.seen]
    for place_id in seen:
        await places.move(tx, kind, place_id, yes if place_id in selection.chosen else no, at)
    await offer_free(tx, kind, thing_id, at)
    taken = sum(place_id in selection.chosen for place_id in seen)
    return taken, len(seen) - taken


async def ask_again(tx: Tx, kind: Scarce, thing_id: int, at: datetime) -> None:
    """A thing was moved: who had confirmed is asked anew, no offer outlives its new closing."""
    await places.hold(tx, kind, thing_id)
    table, thing = kind.places, await _read(tx, kind, thing_id)
    mine = update(table).where(kind.thing_id == thing_id)
    sure = mine.where(table.c.state == SeatState.CONFIRMED)
    await tx.execute(sure.values(state=SeatState.HELD, changed_at=at))
    too_long = table.c.offer_ends_at > thing.offers_close_at
    await tx.execute(mine.where(too_long).values(offer_ends_at=thing.offers_close_at))


async def offer_free(tx: Tx, kind: Scarce, thing_id: int, at: datetime) -> int:
    """Offer free places on, where the thing is announced and has not begun."""
    thing = await _read(tx, kind, thing_id)
    return await places.offer_free(tx, kind, thing_id, at) if thing.state in TO_COME else 0


async def _hold(tx: Tx, kind: Scarce, place_id: int) -> tuple[Place, Any]:
    """The place, read again once its thing is held, and the thing's row. Raises NotFound."""
    thing_id = (await _get(tx, kind, place_id)).thing_id
    await places.hold(tx, kind, thing_id)
    return await _get(tx, kind, place_id), await _read(tx, kind, thing_id)


async def _get(tx: Tx, kind: Scarce, place_id: int) -> Place:
    found = await places.find(tx, kind, place_id)
    if found is None:
        raise NotFound(f"there is no place {place_id}")
    return found


async def _read(tx: Tx, kind: Scarce, thing_id: int) -> Any:
    return (await tx.execute(select(kind.things).where(kind.things.c.id == thing_id))).one()
