"""A plan file against what is stored: what each training of it would become, and doing so.

Only drafts are written. What is announced already concerns people: it is moved, called off or
changed in the chat, where staff see whom they tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from documents.training_plan.merging import as_plan
from documents.training_plan.plan import PlannedTraining
from domain.training import Plan, Training, TrainingState
from storage import trainings
from storage.database import Tx


class Outcome(StrEnum):
    """What becomes of a training of the file: keys of `training_plan.outcomes`."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    ANNOUNCED = "announced"  # differs from the file, and people know of it: left as it is
    OVER = "over"  # has begun, is over or called off: left as it is


WANTED = (Outcome.ADDED, Outcome.CHANGED)  # what there is to be written


@dataclass(frozen=True, slots=True)
class Step:
    """One training of the file. stored: as it is now, None = new; plan: as it would be."""

    planned: PlannedTraining
    outcome: Outcome
    plan: Plan
    stored: Training | None


async def foresee(tx: Tx, planned: Sequence[PlannedTraining], now: datetime) -> list[Step]:
    """What the file would do, in its order; nothing is written."""
    return [await _step(tx, one, now) for one in planned]


async def carry_out(
    tx: Tx, planned: Sequence[PlannedTraining], now: datetime, by: int | None
) -> list[Step]:
    """Write what is new or changed; looked at again, since the world may have gone on.

    Call it with slices: a training is a row and one more for each of its days.
    """
    steps = await foresee(tx, planned, now)
    for step in steps:
        if step.outcome is Outcome.ADDED:
            await trainings.add(tx, step.plan, now, by, step.planned.code)
        elif step.outcome is Outcome.CHANGED and step.stored is not None:
            await trainings.set_plan(tx, step.stored, step.plan)
    return steps


async def _step(tx: Tx, planned: PlannedTraining, now: datetime) -> Step:
    stored = await trainings.find_by_sheet_code(tx, planned.code)
    if stored is None:
        return Step(planned, Outcome.ADDED, as_plan(planned, None, now), None)
    plan = as_plan(planned, stored.plan, now)
    return Step(planned, _outcome(stored, plan), plan, stored)


def _outcome(stored: Training, plan: Plan) -> Outcome:
    if stored.state not in (TrainingState.DRAFT, TrainingState.OPEN, TrainingState.CLOSED):
        return Outcome.OVER
    if plan == stored.plan:
        return Outcome.SAME
    return Outcome.CHANGED if stored.state is TrainingState.DRAFT else Outcome.ANNOUNCED
