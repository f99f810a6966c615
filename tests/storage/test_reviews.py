"""Decisions about registrations: one of two, and what waits."""

import asyncio
from datetime import timedelta

from domain.business import State
from storage import audit, businesses, reviews
from storage.database import Database
from storage.reviews import Decision
from tests.support.rows import NOW, add_business, add_person


async def test_of_two_decisions_on_the_same_state_one_counts(database: Database) -> None:
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        _, first = await add_person(tx, "Hasan", "verifier")
        _, second = await add_person(tx, "Budi", "verifier")
        seen = await add_business(tx, owner.id)
        assert await reviews.decide(tx, seen, Decision(State.VERIFIED), NOW, first.id)
        late = Decision(State.NOT_IKM, "hanya menjual")
        assert not await reviews.decide(tx, seen, late, NOW, second.id)
        assert await reviews.find_decider(tx, seen.id) == (first.id, "Hasan")
        assert (await businesses.get(tx, seen.id)).state is State.VERIFIED


async def test_of_two_decisions_at_once_one_counts(database: Database) -> None:
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        staff = [(await add_person(tx, name, "verifier"))[1] for name in ("Hasan", "Budi")]
        seen = await add_business(tx, owner.id)

    async def press(by: int, state: State) -> bool:
        async with database.begin() as tx:
            return await reviews.decide(tx, seen, Decision(state), NOW, by)

    decided = await asyncio.gather(
        press(staff[0].id, State.VERIFIED), press(staff[1].id, State.NOT_IKM)
    )
    assert sorted(decided) == [False, True]


async def test_what_waits_is_listed_the_oldest_first(database: Database) -> None:
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        made = [await add_business(tx, owner.id, name) for name in ("Satu", "Dua", "Tiga")]
        back = Decision(State.NEEDS_CORRECTION, "foto gelap", "photos")
        assert await reviews.decide(tx, made[1], back, NOW, None)
        assert [one.name for one in await reviews.list_waiting(tx)] == ["Satu", "Tiga"]
        assert await reviews.count_waiting(tx) == 2
        sent_back = await businesses.get(tx, made[1].id)
        assert (sent_back.reason, sent_back.correct_key) == ("foto gelap", "photos")
        again = NOW + timedelta(days=1)
        assert await reviews.decide(tx, sent_back, Decision(State.UNDER_REVIEW), again, None)
        assert await reviews.count_waiting(tx) == 3


async def test_papers_are_exactly_those_of_the_last_answer(database: Database) -> None:
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        business = await add_business(tx, owner.id)
        await reviews.set_papers(tx, business.id, ["nib", "pirt"])
        assert set(await businesses.list_papers(tx, business.id)) == {"nib", "pirt"}
        await reviews.set_papers(tx, business.id, [])
        assert await businesses.list_papers(tx, business.id) == []


async def test_what_changed_since_the_last_decision_is_named_once(database: Database) -> None:
    def changed(fact: str) -> audit.Act:
        return audit.Act(audit.CHANGED, "business:7", None, {"fact": fact})

    acts = [changed("photos"), audit.Act(audit.DECIDED, "business:7"), changed("product"),
            changed("village"), changed("product"),
            audit.Act(audit.CHANGED, "business:8", None, {"fact": "papers"})]  # fmt: skip
    async with database.begin() as tx:
        for act in acts:
            await audit.add(tx, NOW, None, act)
        assert await audit.list_changed(tx, "business:7") == ["product", "village"]
        assert await audit.list_changed(tx, "business:9") == []
