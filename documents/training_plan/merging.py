"""A training of a plan file as a plan of the house: what the file leaves open is as before."""

from dataclasses import replace
from datetime import datetime

from documents.training_plan.plan import PlannedTraining
from domain.calendar import day_of
from domain.clock import JAKARTA
from domain.training import Admission, Meeting, Plan, Target, default_closings


def as_plan(planned: PlannedTraining, before: Plan | None, now: datetime) -> Plan:
    """The plan to be kept. before: as it is stored, None = new; its meetings keep their codes.

    An empty cell changes nothing; closings that the file does not name stay while the days do.
    """
    meetings = _meetings(planned, before)
    stays = before is not None and _times(before.meetings) == _times(meetings)
    usual = default_closings(meetings[0].starts_at, now)
    if before is not None and stays:
        usual = (before.registration_closes_at, before.offers_close_at)
    base = before or Plan(planned.title, meetings, *usual)
    return replace(
        base,
        title=planned.title,
        meetings=meetings,
        registration_closes_at=_moment(planned.registration_closes) or usual[0],
        offers_close_at=_moment(planned.offers_close) or usual[1],
        clusters=planned.clusters or base.clusters,
        target=Target(planned.target) if planned.target else base.target,
        quota=planned.quota or base.quota,
        admission=Admission(planned.admission) if planned.admission else base.admission,
        trainer=planned.trainer or base.trainer,
        transport=planned.transport or base.transport,
        bring=planned.bring or base.bring,
        description=planned.description or base.description,
    )


def _meetings(planned: PlannedTraining, before: Plan | None) -> tuple[Meeting, ...]:
    """In order of time; a meeting on a day that there was already is the same one, moved."""
    known = {day_of(m.starts_at): m for m in (before.meetings if before else ())}
    made = []
    for one in planned.meetings:
        old = known.pop(one.day, None)
        made.append(
            Meeting(
                _local(datetime.combine(one.day, one.starts)),
                _local(datetime.combine(one.day, one.ends)),
                one.venue,
                one.map_url,
                old.id if old else 0,
                old.code if old else "",
            )
        )
    return tuple(made)


def _times(meetings: tuple[Meeting, ...]) -> list[tuple[datetime, datetime]]:
    return [(m.starts_at, m.ends_at) for m in meetings]


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=JAKARTA)


def _moment(local: datetime | None) -> datetime | None:
    return _local(local) if local is not None else None
