"""Rows of a training as its papers want them: people with their business, figures, groups."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from documents.attendance_sheet import Participant
from documents.participants_list import ListedParticipant
from documents.training_report import FollowUp, Group, TrainingFigures, TrainingReport
from domain.business import Business
from domain.seat import ACTIVE, HAS_SEAT, TAKES_PLACE, SeatState
from domain.training import Training, days
from storage import attendance, businesses, certificates, feedback, seats, seed
from storage.attendance import Attendee
from storage.database import Tx


async def sheet_participants(tx: Tx, training: Training) -> list[Participant]:
    """Everybody who has a seat, by name, as the sheet for signatures lists them."""
    people = await attendance.list_of_training(tx, training.id, HAS_SEAT)
    owned = await businesses.list_of_persons(tx, [p.person_id for p in people])
    rows = [(person, _fitting(owned, person, training)) for person in people]
    return [
        Participant(person.name, one.name if one else "", _village(one)[0]) for person, one in rows
    ]


async def listed_participants(tx: Tx, training: Training) -> list[ListedParticipant]:
    """Everybody who is in a training: those with a place first, then who waits; each by name."""
    people = await attendance.list_of_training(tx, training.id, ACTIVE)
    people.sort(key=lambda p: p.state not in TAKES_PLACE)
    owned = await businesses.list_of_persons(tx, [p.person_id for p in people])
    numbers = {c.person_id: c.number for c in await certificates.list_of_training(tx, training.id)}
    return [
        _listed(person, _fitting(owned, person, training), training, numbers) for person in people
    ]


def _listed(
    person: Attendee, one: Business | None, training: Training, numbers: dict[int, str]
) -> ListedParticipant:
    village, district = _village(one)
    return ListedParticipant(
        name=person.name,
        phone=person.phone or "",
        business=one.name if one else "",
        member_number=(one.member_number if one else "") or "",
        cluster=_cluster(one),
        product=one.product if one else "",
        village=village,
        district=district,
        state=person.state,
        came=tuple(m.id in person.meeting_ids for m in training.plan.meetings),
        certificate=numbers.get(person.person_id, ""),
    )


def _fitting(
    owned: dict[int, list[Business]], person: Attendee, training: Training
) -> Business | None:
    """The business a person takes part with: one in the training's clusters, else the first."""
    mine = owned.get(person.person_id, [])
    return next((b for b in mine if b.cluster in training.plan.clusters), mine[0] if mine else None)


def _cluster(one: Business | None) -> str:
    names = {cluster.code: cluster.name for cluster in seed.clusters()}
    return names.get(one.cluster, one.cluster) if one else ""


def _village(one: Business | None) -> tuple[str, str]:
    """Kelurahan and kecamatan by name."""
    known = {village.code: (village.name, village.district) for village in seed.villages()}
    return known.get(one.village, (one.village, "")) if one else ("", "")


async def report_of(
    tx: Tx, about: str, trainings: Sequence[Training], today: date
) -> TrainingReport:
    """Figures of these trainings; in the groups a person counts once."""
    figures = []
    groups: dict[int, tuple[Attendee, Training]] = {}
    came: set[int] = set()
    for training in trainings:
        people = await attendance.list_of_training(tx, training.id, HAS_SEAT)
        figures.append(await _figures(tx, training, people))
        groups.update({p.person_id: (p, training) for p in people})
        came.update(p.person_id for p in people if p.meeting_ids)
    owned = await businesses.list_of_persons(tx, list(groups))
    by_person = {key: _fitting(owned, *both) for key, both in groups.items()}
    clusters = [(key, (_cluster(one), "")) for key, one in by_person.items()]
    villages = [(key, _village(one)) for key, one in by_person.items()]
    return TrainingReport(about, today, figures, _grouped(clusters, came), _grouped(villages, came))


def _grouped(people: Sequence[tuple[int, tuple[str, str]]], came: set[int]) -> list[Group]:
    """Groups by name and what it lies in, the largest first."""
    counted = Counter(names for _, names in people)
    attended = Counter(names for key, names in people if key in came)
    largest = sorted(counted, key=lambda names: (-counted[names], names))
    return [Group(*names, counted[names], attended[names]) for names in largest]


async def _figures(tx: Tx, training: Training, people: Sequence[Attendee]) -> TrainingFigures:
    states = await seats.count_by_state(tx, training.id)
    stars = await feedback.count_stars(tx, training.id)
    came = sum(bool(person.meeting_ids) for person in people)
    said = sum(stars.values())
    return TrainingFigures(
        code=training.code,
        title=training.title,
        days=tuple(days(training.plan.meetings)),
        state=training.state,
        quota=training.plan.quota,
        seats=len(people),
        attended=came,
        waiting=states.get(SeatState.WAITLISTED, 0) + states.get(SeatState.APPLIED, 0),
        cancelled=states.get(SeatState.CANCELLED, 0),
        certificates=len(await certificates.list_of_training(tx, training.id)),
        stars=sum(star * times for star, times in stars.items()) / said if said else None,
        follow_ups=tuple(
            FollowUp(one.days, came, one.answered, one.produce, one.sell)
            for one in await feedback.count_follow_ups(tx, training.id)
        ),
    )
