"""Registered owners and announced trainings, written before a bot starts on the database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from domain.calendar import at_clock, day_of
from domain.seat import SeatState
from domain.training import Meeting, Plan, Target, Training, default_closings
from storage import businesses, people, trainings
from storage.businesses import Registration
from storage.database import Database, Tx
from storage.ids import new_id
from storage.migrate import upgrade
from storage.people import Newcomer
from storage.schema import seats

SLICE = 500
TOLD = Registration(
    "Keripik", "ikm", "yes", "own", "KERIPIK", "12.71.10.1012", "singkong", "keripik", 3, []
)


async def add_trainings(tx: Tx, count: int, quota: int, days: int) -> list[Training]:
    """Announced trainings for everybody, the first so many days from now, each on its own day."""
    now = datetime.now(UTC)
    made = []
    for number in range(count):
        starts_at = at_clock(day_of(now) + timedelta(days=days + number), 9)
        meeting = Meeting(starts_at, starts_at + timedelta(hours=6), "Aula Camat Medan Maimun")
        closings = default_closings(starts_at, now)
        plan = Plan(f"Pelatihan {number}", (meeting,), *closings, target=Target.BOTH, quota=quota)
        training = await trainings.add(tx, plan, now, None)
        await trainings.open_for_enrolment(tx, training, now)
        made.append(training)
    return made


async def seed_racers(url: str, first: int, count: int, rounds: int, quota: int) -> list[str]:
    """Owners with a business, on Telegram from this address on; the codes of their trainings."""
    database = Database(url)
    try:
        await upgrade(database)
        async with database.begin() as tx:
            made = await add_trainings(tx, rounds, quota, 30)
        for start in range(first, first + count, SLICE):
            async with database.begin() as tx:
                size = min(SLICE, first + count - start)
                for person_id in await _add_people(tx, "telegram", start, size):
                    await businesses.add(tx, person_id, TOLD, datetime.now(UTC))
        return [one.code for one in made]
    finally:
        await database.close()


async def seed_seats(url: str, first: int, count: int, people_each: int) -> int:
    """Trainings that are full of people on a channel that nobody sends on; how many seats."""
    database = Database(url)
    try:
        await upgrade(database)
        async with database.begin() as tx:
            made = await add_trainings(tx, count, people_each, 30)
        for number, training in enumerate(made):
            for start in range(0, people_each, SLICE):
                async with database.begin() as tx:
                    place = first + number * people_each + start
                    size = min(SLICE, people_each - start)
                    held = await _add_people(tx, "whatsapp", place, size)
                    await tx.execute(insert(seats), [
                        {"id": new_id(), "training_id": training.id, "person_id": person_id,
                         "state": SeatState.HELD, "line": start + line,
                         "entered_at": datetime.now(UTC), "changed_at": datetime.now(UTC)}
                        for line, person_id in enumerate(held, 1)
                    ])  # fmt: skip
        return count * people_each
    finally:
        await database.close()


async def _add_people(tx: Tx, channel: str, first: int, count: int) -> list[int]:
    """Ids of new persons with these addresses."""
    kind = {"telegram": "telegram", "whatsapp": "bsuid"}[channel]
    now = datetime.now(UTC)
    addresses = [str(first + n) for n in range(count)]
    newcomers = [Newcomer(channel, a, "Ani Lubis", (kind, a), now) for a in addresses]
    return [person.id for _, person in await people.add(tx, newcomers)]
