"""Many race for few places, with cancels and expiries: never one too many, nobody passed over."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.market_event import MarketEvent
from domain.seat import HAS_SEAT, TAKES_PLACE, SeatState
from domain.training import Training
from storage import offers, place_changes, places, seats, stalls
from storage.database import Database, Tx
from storage.places import SEATS, STALLS, Scarce
from tests.support.market import add_event
from tests.support.rows import NOW, add_crowd, add_training


@dataclass(frozen=True, slots=True)
class Prize:
    """What is raced for, by so many. rounds: of cancels and of expiries."""

    kind: Scarce
    add: Callable[..., Awaitable[Training | MarketEvent]]
    enter: Callable[..., Awaitable[object]]
    racers: int
    quota: int
    rounds: int


PRIZES = [
    pytest.param(Prize(SEATS, add_training, seats.enrol, 200, 30, 25), id="30 seats, 200 people"),
    pytest.param(Prize(STALLS, add_event, stalls.apply, 40, 2, 12), id="2 stalls, 40 people"),
]


class Race:
    """Everybody acts on one thing at once, each in a transaction of their own."""

    def __init__(self, database: Database, prize: Prize, thing_id: int) -> None:
        self.database, self.prize, self.kind, self.id = database, prize, prize.kind, thing_id
        self.chance = random.Random(7)
        self.now = NOW
        self.offered: list[int] = []  # lines, in the order in which they were offered
        self.ended = 0  # places given up, offers run out

    async def enter(self, person_id: int) -> None:
        async with self.database.begin() as tx:
            assert await self.prize.enter(tx, self.id, person_id, self.now) is not None
            await self.check(tx)

    async def cancel(self) -> None:
        """Now and then somebody gives a place up."""
        for _ in range(self.prize.rounds):
            await asyncio.sleep(0.002)
            async with self.database.begin() as tx:
                held = await places.list_of(tx, self.kind, self.id, HAS_SEAT)
                for place in self.chance.sample(held, min(1, len(held))):
                    given_up = await place_changes.give_up(tx, self.kind, place.id, self.now)
                    self.ended += given_up
                await self.check(tx)

    async def tell_and_expire(self) -> None:
        """Offers are told, some are taken, some run out."""
        for n in range(self.prize.rounds):
            await asyncio.sleep(0.002)
            self.now += timedelta(minutes=30)
            async with self.database.begin() as tx:
                for place in await offers.list_untold(tx, self.kind):
                    self.offered.append(place.line)
                    until = self.now + timedelta(days=1)
                    await offers.set_told(tx, place.id, until, self.now, self.kind)
                    if self.chance.random() < 0.7:
                        await place_changes.accept(tx, self.kind, place.id, self.now)
                if n % 4 == 3:
                    run_out = await self._expire(tx)
                    self.ended += run_out
                await self.check(tx)

    async def _expire(self, tx: Tx) -> int:
        late = self.now + timedelta(days=3)
        running = await offers.list_run_out(tx, late, self.kind)
        return sum([len(await offers.expire(tx, one, late, self.kind)) for one in running])

    async def check(self, tx: Tx) -> int:
        """Never one too many; how many places are taken."""
        counted = await places.count_by_state(tx, self.kind, self.id)
        taken = sum(counted.get(state, 0) for state in TAKES_PLACE)
        assert taken <= self.prize.quota
        return taken


@pytest.mark.parametrize("prize", PRIZES)
async def test_many_race_with_cancels_and_expiries(database: Database, prize: Prize) -> None:
    async with database.begin() as tx:
        thing = await prize.add(tx, quota=prize.quota)
        crowd = await add_crowd(tx, prize.racers)
    race = Race(database, prize, thing.id)
    acts = [race.enter(person_id) for person_id in crowd]
    acts[prize.racers // 4 : prize.racers // 4] = [race.cancel(), race.tell_and_expire()]
    await asyncio.gather(*acts)
    while race.ended < prize.rounds:  # however fast all had entered
        await asyncio.gather(race.cancel(), race.tell_and_expire())
    await race.tell_and_expire()

    async with database.read() as tx:
        found = await places.list_of(tx, race.kind, race.id, tuple(SeatState))
        assert [place.line for place in found] == list(range(1, prize.racers + 1))
        assert await race.check(tx) == prize.quota  # what became free was offered on at once
    first = prize.quota + 1
    assert len(race.offered) == race.ended
    assert race.offered == list(range(first, first + race.ended))  # in order, none twice
