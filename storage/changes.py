"""A change of plan after the announcement: moved, elsewhere, called off. All are told, by notes.

History stays: a training that is called off keeps its seats as they were.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update

from domain.reminder import AFTERWARDS, Note
from domain.training import FOLLOWING, Plan, Training, TrainingState
from storage import broadcasts, notes, seats, trainings
from storage.database import Tx
from storage.schema import trainings as table


async def move(tx: Tx, training_id: int, plan: Plan, now: datetime) -> Training | None:
    """Other days: everybody is told and asked to confirm again, reminders begin anew.

    None where it has begun or is over. Check `domain.training.problems` first.
    """
    training = await trainings.lock(tx, training_id)
    if training.state not in (TrainingState.OPEN, TrainingState.CLOSED):
        return None
    await notes.drop(tx, training_id)
    await broadcasts.cancel_about(tx, f"training:{training_id}", now)
    await trainings.set_plan(tx, training, plan)
    is_open = now < plan.registration_closes_at
    state = TrainingState.OPEN if is_open else TrainingState.CLOSED
    await tx.execute(
        update(table).where(table.c.id == training_id).values(state=state, round=table.c.round + 1)
    )
    moved = await trainings.get(tx, training_id)
    await seats.ask_again(tx, training_id, now)
    await notes.set_schedule(tx, moved, now)
    await notes.add_now(tx, moved, Note.MOVED, now)
    await seats.offer_free(tx, training_id, now)
    return moved


async def change_venue(
    tx: Tx, training_id: int, venue: str, map_url: str, now: datetime
) -> Training | None:
    """All meetings still to come are elsewhere; told once. None where it is over or called off."""
    training = await trainings.lock(tx, training_id)
    if training.state not in (TrainingState.OPEN, TrainingState.CLOSED, TrainingState.RUNNING):
        return None
    days = tuple(
        replace(m, venue=venue, map_url=map_url) if m.ends_at > now else m
        for m in training.plan.meetings
    )
    await trainings.set_plan(tx, training, replace(training.plan, meetings=days))
    await broadcasts.cancel_about(tx, f"training:{training_id}", now)
    changed = await trainings.get(tx, training_id)
    await notes.add_now(tx, changed, Note.VENUE_CHANGED, now)
    return changed


async def call_off(tx: Tx, training_id: int, now: datetime) -> Training | None:
    """It does not take place: all are told, nothing more is sent. None where it is over."""
    training = await trainings.lock(tx, training_id)
    if TrainingState.CANCELLED not in FOLLOWING[training.state]:
        return None
    has_begun = training.state is TrainingState.RUNNING
    await notes.drop(tx, training_id, AFTERWARDS if has_begun else ())
    await broadcasts.cancel_about(tx, f"training:{training_id}", now)
    await trainings.set_state(tx, training, TrainingState.CANCELLED)
    called_off = await trainings.get(tx, training_id)
    if training.state is not TrainingState.DRAFT:
        await notes.add_now(tx, called_off, Note.CALLED_OFF, now)
    return called_off
