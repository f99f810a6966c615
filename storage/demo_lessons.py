"""What came of the demo's trainings: who was there, certificates, opinions, what they do now.

All by the number of a person's seat, so that every start of the demo tells the same story.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from domain.calendar import at_clock, day_of
from domain.training import Meeting, Training, TrainingState
from storage import certificates
from storage.database import Tx
from storage.ids import new_id
from storage.schema import attendance, feedback, follow_ups

ABSENT, LEAVES_EARLY, SAYS_NOTHING = 8, 7, 3  # one of so many people
FOLLOWED_UP = (30, 90)  # days after
OPINIONS = (
    (5, "Pelatihnya sabar, langsung praktik."),
    (4, "Bagus, tapi waktunya kurang panjang."),
    (5, ""),
    (5, "Besoknya langsung saya coba di dapur."),
    (3, "Tempatnya panas, materinya sudah pas."),
    (4, ""),
    (4, "Minta lanjutannya ya, Bu."),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A seat somebody held when the training began. number: decides what they do."""

    training: Training
    person_id: int
    number: int

    def came_to(self, day: int) -> bool:
        """Whether they were there on this day, counted from 0."""
        if self.number % ABSENT == 0:
            return False
        return day == 0 or (self.number + day) % LEAVES_EARLY != 0


async def seed_lessons(
    tx: Tx, now: datetime, made: Sequence[Training], held: Sequence[Held]
) -> None:
    """Write what has come of trainings that have begun."""
    await tx.execute(insert(attendance), list(_attendance(now, held)))
    for training in made:
        at = at_clock(day_of(training.plan.ends_at) + timedelta(days=1), 10)
        if training.state is TrainingState.DONE and at <= now:
            await certificates.issue_due(tx, training, at)
    came = [one for one in held if one.training.state is TrainingState.DONE and one.came_to(0)]
    await tx.execute(insert(feedback), list(_opinions(now, came)))
    await tx.execute(insert(follow_ups), list(_followed_up(now, came)))


def _attendance(now: datetime, held: Sequence[Held]) -> Iterator[dict[str, Any]]:
    for one in held:
        for day, meeting in enumerate(one.training.plan.meetings):
            at = _arrival(meeting, one.number)
            if at <= now and one.came_to(day):
                yield {"id": new_id(), "meeting_id": meeting.id, "person_id": one.person_id,
                       "at": at, "noted_by": None}  # fmt: skip


def _arrival(meeting: Meeting, number: int) -> datetime:
    return meeting.starts_at + timedelta(minutes=number % 25 - 15)


def _opinions(now: datetime, came: Sequence[Held]) -> Iterator[dict[str, Any]]:
    for one in came:
        at = one.training.plan.ends_at + timedelta(hours=2, minutes=11 * one.number % 60)
        if one.number % SAYS_NOTHING and at <= now:
            stars, words = OPINIONS[one.number % len(OPINIONS)]
            yield {**_of(one), "stars": stars, "words": words, "at": at}


def _followed_up(now: datetime, came: Sequence[Held]) -> Iterator[dict[str, Any]]:
    for one in came:
        for days in FOLLOWED_UP:
            at = at_clock(day_of(one.training.plan.ends_at) + timedelta(days=days), 12)
            if (one.number + days) % SAYS_NOTHING and at <= now:
                produces = one.number % 5 != 0
                sells = produces and (one.number + days) % 4 != 0
                yield {**_of(one), "days": days, "produces": produces, "sells": sells, "at": at}


def _of(one: Held) -> dict[str, Any]:
    return {"id": new_id(), "training_id": one.training.id, "person_id": one.person_id}
