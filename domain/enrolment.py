"""Whether a training fits a person, and what is said before they enrol."""

from collections.abc import Sequence

from domain.business import Business, State
from domain.eligibility import Makes
from domain.training import Doubt, Plan, Target, Training, TrainingState, clash, is_like

PRODUCES = (Makes.YES,)
PRODUCES_NOT_YET = (Makes.PLANNED, Makes.STOPPED)


def fits(plan: Plan, owned: Sequence[Business]) -> bool:
    """Whether a training is meant for the owner of these businesses (none: not registered yet).

    The same rule as `storage.audiences`, which says it in SQL.
    """
    if not owned:
        return plan.target is not Target.IKM and not plan.clusters
    return any(_fits(plan, one) for one in owned)


def _fits(plan: Plan, one: Business) -> bool:
    if plan.clusters and one.cluster not in plan.clusters:
        return False
    is_ikm = one.makes in PRODUCES and one.state is not State.NOT_IKM
    is_prospective = one.makes in PRODUCES_NOT_YET
    wanted = {
        Target.IKM: is_ikm,
        Target.PROSPECTIVE: is_prospective,
        Target.BOTH: is_ikm or is_prospective,
    }
    return wanted[plan.target]


def doubts(
    training: Training,
    owned: Sequence[Business],
    others: Sequence[Training],
    attended: Sequence[Training],
) -> list[Doubt]:
    """What to say before somebody enrols, in this order.

    others: trainings in which they have an active seat; attended: those they came to before.
    """
    plan = training.plan
    live = (TrainingState.OPEN, TrainingState.CLOSED, TrainingState.RUNNING)
    found = []
    if any(t.id != training.id and t.state in live and clash(plan.meetings, t.plan.meetings)
           for t in others):  # fmt: skip
        found.append(Doubt.CLASH)
    if any(t.id != training.id and is_like(plan, t.plan) for t in attended):
        found.append(Doubt.REPEAT)
    is_verified = any(one.state is State.VERIFIED for one in owned)
    if plan.target is Target.IKM and not is_verified:
        found.append(Doubt.UNVERIFIED)
    if plan.clusters and not any(one.cluster in plan.clusters for one in owned):
        found.append(Doubt.OTHER_CLUSTER)
    return found


def refusals(plan: Plan, found: Sequence[Doubt]) -> list[Doubt]:
    """Those of the doubts for which this training takes nobody."""
    return [doubt for doubt in found if doubt in plan.refuses]
