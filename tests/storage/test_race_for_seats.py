"""200 race for 30 seats, with cancels and expiries between: never 31, and nobody is passed over."""

import asyncio
import random
from datetime import timedelta

from domain.seat import HAS_SEAT, TAKES_PLACE, SeatState
from domain.training import Training
from storage import offers, seats
from storage.database import Database, Tx
from tests.support.rows import NOW, add_crowd, add_training

RACERS = 200
QUOTA = 30
ROUNDS = 25


class Race:
    """Everybody acts on one training at once, each in a transaction of their own."""

    def __init__(self, database: Database, training: Training) -> None:
        self.database, self.training = database, training
        self.chance = random.Random(7)
        self.now = NOW
        self.offered: list[int] = []  # lines, in the order in which they were offered
        self.ended = 0  # seats given up, offers run out

    async def enrol(self, person_id: int) -> None:
        async with self.database.begin() as tx:
            assert await seats.enrol(tx, self.training.id, person_id, self.now) is not None
            await self.check(tx)

    async def cancel(self) -> None:
        """Now and then somebody gives a seat up."""
        for _ in range(ROUNDS):
            await asyncio.sleep(0.002)
            async with self.database.begin() as tx:
                held = await seats.list_of_training(tx, self.training.id, HAS_SEAT)
                for seat in self.chance.sample(held, min(1, len(held))):
                    given_up = await seats.give_up(tx, seat.id, self.now)
                    self.ended += given_up
                await self.check(tx)

    async def tell_and_expire(self) -> None:
        """Offers are told, some are taken, some run out."""
        for n in range(ROUNDS):
            await asyncio.sleep(0.002)
            self.now += timedelta(minutes=30)
            async with self.database.begin() as tx:
                for seat in await offers.list_untold(tx):
                    self.offered.append(seat.line)
                    await offers.set_told(tx, seat.id, self.now + timedelta(days=1), self.now)
                    if self.chance.random() < 0.7:
                        await seats.accept(tx, seat.id, self.now)
                if n % 5 == 4:
                    run_out = await self._expire(tx)
                    self.ended += run_out
                await self.check(tx)

    async def _expire(self, tx: Tx) -> int:
        late = self.now + timedelta(days=3)
        running = await offers.list_run_out(tx, late)
        return sum([len(await offers.expire(tx, one, late)) for one in running])

    async def check(self, tx: Tx) -> int:
        """Never one too many; how many places are taken."""
        counted = await seats.count_by_state(tx, self.training.id)
        taken = sum(counted.get(state, 0) for state in TAKES_PLACE)
        assert taken <= QUOTA
        return taken


async def test_200_race_for_30_seats_with_cancels_and_expiries(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, quota=QUOTA)
        crowd = await add_crowd(tx, RACERS)
    race = Race(database, training)
    acts = [race.enrol(person_id) for person_id in crowd]
    acts[40:40] = [race.cancel(), race.tell_and_expire()]
    await asyncio.gather(*acts)
    await race.tell_and_expire()

    async with database.read() as tx:
        found = await seats.list_of_training(tx, training.id, tuple(SeatState))
        assert [seat.line for seat in found] == list(range(1, RACERS + 1))
        assert await race.check(tx) == QUOTA  # whatever became free was offered on at once
    assert race.ended > ROUNDS // 2
    assert len(race.offered) == race.ended
    assert race.offered == list(range(QUOTA + 1, QUOTA + 1 + race.ended))  # in order, none twice
