"""Whoever is in a training or market event already is not invited to it by a held announcement."""

from typing import Any

import pytest

from bot.broadcasts import send_broadcasts
from domain.broadcast import Audience, BroadcastState
from domain.training import Target
from storage import broadcasts, market_events, outbox, place_changes, places
from storage.broadcasts import Broadcast
from storage.database import Database, Tx
from storage.places import SEATS, STALLS, Scarce
from tests.support.crowds import add_owners
from tests.support.market import an_event_plan
from tests.support.rows import NOW, add_training
from tests.support.training_world import World

MORE: dict[str, dict[str, Any]] = {  # columns of a place of one kind alone
    "training": {"doubts": ""},
    "market_event": {"checked_in_at": None, "sales_band": ""},
}


async def announced(tx: Tx, kind: Scarce) -> tuple[int, Broadcast, list[int]]:
    """A thing of two places, its announcement, and the four who are to read it."""
    crowd = await add_owners(tx, 4)
    if kind is SEATS:
        thing_id = (await add_training(tx, quota=2)).id
    else:
        event = await market_events.add(tx, an_event_plan(quota=2), NOW, None)
        await market_events.open_for_applying(tx, event, NOW)
        thing_id = event.id
    new = Broadcast(0, f"{kind.name}:{thing_id}", '{"text":"Halo"}', BroadcastState.SCHEDULED,
                    NOW, None, 0, None)  # fmt: skip
    return thing_id, await broadcasts.add(tx, new, Audience(Target.IKM, ("KERIPIK",)), NOW), crowd


@pytest.mark.parametrize("kind", [SEATS, STALLS], ids=["training", "market event"])
async def test_whoever_is_in_it_is_not_invited(database: Database, kind: Scarce) -> None:
    async with database.begin() as tx:
        thing_id, one, crowd = await announced(tx, kind)

    async def enter(tx: Tx, person_id: int) -> None:
        more = MORE[kind.name]
        assert await place_changes.take(tx, kind, thing_id, person_id, NOW, **more) is not None

    async with database.begin() as tx:
        await enter(tx, crowd[0])
    for _ in range(2):  # it begins; its rows are queued, and held for the night
        await send_broadcasts(World(database).inbound)
    async with database.begin() as tx:
        assert await broadcasts.count_by_state(tx, one.id) == {"skipped": 1, "queued": 3}
        await enter(tx, crowd[1])
        await enter(tx, crowd[2])  # waits in line
        await enter(tx, crowd[3])
        gone = await places.find_of(tx, kind, thing_id, crowd[3])
        assert gone is not None
        await place_changes.give_up(tx, kind, gone.id, NOW)
        assert len(await outbox.claim(tx, "telegram", NOW, 10)) == 1
        counted = await broadcasts.count_by_state(tx, one.id)
        assert counted == {"skipped": 1, "cancelled": 2, "sending": 1}
