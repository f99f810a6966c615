"""Somebody who came to every day of a training, with the certificate."""

from domain.seat import SeatState
from storage import attendance, certificates, people, seats
from storage.certificates import Certificate
from storage.database import Database
from tests.support.rows import NOW, add_crowd, add_training


async def a_certificate(database: Database, name: str) -> Certificate:
    """The certificate of one person of this name for a training of one day."""
    async with database.begin() as tx:
        training = await add_training(tx)
        [person_id] = await add_crowd(tx, 1)
        await people.introduce(tx, person_id, name)
        await seats.enrol(tx, training.id, person_id, NOW)
        [seat] = await seats.list_of_training(tx, training.id)
        assert seat.state is SeatState.HELD
        for meeting in training.plan.meetings:
            await attendance.add(tx, meeting.id, person_id, NOW)
        [made] = await certificates.issue_due(tx, training, NOW)
    return made
