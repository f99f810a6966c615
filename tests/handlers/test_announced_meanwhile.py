"""A market event is announced by a job in the moment in which staff change what was a draft."""

from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

import pytest

from domain.market_event import EventState, MarketEvent
from domain.reminder import Note
from handlers import announce_market_event, change_event_venue, move_market_event
from storage import market_events, notes
from storage.places import STALLS
from tests.support.talk import Talk

VENUE = ["[tombol: Ubah tempat]", "Lapangan Benteng", "lewati", "ya"]
DAYS = ["[tombol: Ubah jadwal]", "6 februari 2027", "1", "9 pagi", "5 sore", "ya"]


async def say(talk: Talk, lines: list[str]) -> str:
    """One line after the other; what was said last."""
    for line in lines:
        said = await talk.do("Hasan", [line])
    return said[-1].outgoing.text


@pytest.fixture
async def talk(migrated_url: str) -> AsyncIterator[Talk]:
    """Hasan of the office looks at the card of a draft."""
    one = Talk(migrated_url, "telegram")
    await one.do("Hasan", ["halo"])
    await one.change_world("jadikan Hasan petugas admin")
    await one.change_world("rancangan Bazar IKM: 2 meja, dibuat Hasan")
    await say(one, ["kelola bazar", "1"])
    yield one
    await one.close()


async def meanwhile(talk: Talk, handler: ModuleType, patch: pytest.MonkeyPatch) -> None:
    """It is announced; a turn that began before that saw the draft."""
    async with talk.database.begin() as tx:
        [draft] = await market_events.list_by_state(tx, (EventState.DRAFT,))
        assert await market_events.open_for_applying(tx, draft, talk.clock.now())

    async def seen(*_: Any) -> MarketEvent:
        return draft

    patch.setattr(handler, "find_event", seen)


async def now_of(talk: Talk) -> tuple[MarketEvent, list[Note]]:
    """How it stands, and what its people are told at once."""
    async with talk.database.begin() as tx:
        [event] = await market_events.list_by_state(tx, (EventState.OPEN,))
        due = await notes.list_due(tx, talk.clock.now(), list(Note), kind=STALLS)
    return event, [one.note for one in due]


async def test_a_new_venue_is_told(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await say(talk, VENUE[:-1])
    await meanwhile(talk, change_event_venue, monkeypatch)
    await say(talk, VENUE[-1:])
    event, told = await now_of(talk)
    assert (event.plan.venue, told) == ("Lapangan Benteng", [Note.VENUE_CHANGED])


async def test_new_days_are_told(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await say(talk, DAYS[:-1])
    await meanwhile(talk, move_market_event, monkeypatch)
    await say(talk, DAYS[-1:])
    event, told = await now_of(talk)
    assert (event.round, told) == (2, [Note.MOVED])


async def test_it_is_not_opened_twice(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    await say(talk, ["[tombol: Umumkan]"])
    await meanwhile(talk, announce_market_event, monkeypatch)
    assert "tidak bisa diumumkan lagi" in await say(talk, ["1"])
