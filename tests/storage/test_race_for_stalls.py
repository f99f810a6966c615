"""40 race for 2 stalls, with cancels and expiries between: never 3, and nobody is passed over."""

import asyncio
import random
from datetime import timedelta

from domain.market_event import MarketEvent
from domain.seat import HAS_SEAT, TAKES_PLACE, SeatState
from storage import offers, place_changes, places, stalls
from storage.database import Database, Tx
from storage.places import STALLS
from tests.support.market import add_event
from tests.support.rows import NOW, add_crowd

RACERS = 40
QUOTA = 2
ROUNDS = 12


class Race:
    """Everybody acts on one market event at once, each in a transaction of their own."""

    def __init__(self, database: Database, event: MarketEvent) -> None:
        self.database, self.event = database, event
        self.chance = random.Random(7)
        self.now = NOW
        self.offered: list[int] = []  # lines, in the order in which they were offered
        self.ended = 0

    async def apply(self, person_id: int) -> None:
        async with self.database.begin() as tx:
            assert await stalls.apply(tx, self.event.id, person_id, self.now) is not None
            await self.check(tx)

    async def cancel(self) -> None:
        """Now and then somebody gives a stall up."""
        for _ in range(ROUNDS):
            await asyncio.sleep(0.002)
            async with self.database.begin() as tx:
                held = await places.list_of(tx, STALLS, self.event.id, HAS_SEAT)
                for place in self.chance.sample(held, min(1, len(held))):
                    given_up = await place_changes.give_up(tx, STALLS, place.id, self.now)
                    self.ended += given_up
                await self.check(tx)

    async def tell_and_expire(self) -> None:
        """Offers are told, some are taken, some run out."""
        for n in range(ROUNDS):
            await asyncio.sleep(0.002)
            self.now += timedelta(minutes=30)
            async with self.database.begin() as tx:
                for place in await offers.list_untold(tx, STALLS):
                    self.offered.append(place.line)
                    until = self.now + timedelta(days=1)
                    await offers.set_told(tx, place.id, until, self.now, STALLS)
                    if self.chance.random() < 0.7:
                        await place_changes.accept(tx, STALLS, place.id, self.now)
                if n % 4 == 3:
                    run_out = await self._expire(tx)
                    self.ended += run_out
                await self.check(tx)

    async def _expire(self, tx: Tx) -> int:
        late = self.now + timedelta(days=3)
        running = await offers.list_run_out(tx, late, STALLS)
        return sum([len(await offers.expire(tx, one, late, STALLS)) for one in running])

    async def check(self, tx: Tx) -> int:
        """Never one too many; how many stalls are taken."""
        counted = await places.count_by_state(tx, STALLS, self.event.id)
        taken = sum(counted.get(state, 0) for state in TAKES_PLACE)
        assert taken <= QUOTA
        return taken


async def test_40_race_for_2_stalls_with_cancels_and_expiries(database: Database) -> None:
    async with database.begin() as tx:
        event = await add_event(tx, quota=QUOTA)
        crowd = await add_crowd(tx, RACERS)
    race = Race(database, event)
    acts = [race.apply(person_id) for person_id in crowd]
    acts[10:10] = [race.cancel(), race.tell_and_expire()]
    await asyncio.gather(*acts)
    while race.ended < ROUNDS:  # however fast all had applied
        await asyncio.gather(race.cancel(), race.tell_and_expire())
    await race.tell_and_expire()

    async with database.read() as tx:
        found = await places.list_of(tx, STALLS, event.id, tuple(SeatState))
        assert [place.line for place in found] == list(range(1, RACERS + 1))
        assert await race.check(tx) == QUOTA  # whatever became free was offered on at once
    assert race.offered == list(range(QUOTA + 1, QUOTA + 1 + race.ended))  # in order, none twice
