"""The way in: once, in order, nobody disturbed by somebody else's broken event."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.channels.events import Event
from bot.inbound import Inbound
from bot.recovery import Recovery
from bot.trouble import Trouble
from dialog.messages import Incoming
from domain.clock import Clock
from storage import inbox
from storage.database import Database
from storage.schema import inbox as inbox_table
from storage.schema import outbox, persons, sessions
from tests.support.toys import CONTENTS, NOW, Table, Words, said


@pytest.fixture
async def inbound(database: Database) -> AsyncIterator[Inbound]:
    taking = Inbound(database, CONTENTS, Words(), Clock(frozen_at=NOW), Table())
    taking.start()
    yield taking
    await taking.stop()


async def texts(inbound: Inbound, address: str = "7") -> list[str]:
    query = select(outbox.c.payload).where(outbox.c.address == address).order_by(outbox.c.id)
    async with inbound.database.read() as tx:
        return [json.loads(p)["text"] for p in (await tx.execute(query)).scalars()]


async def test_a_conversation_goes_from_message_to_message(inbound: Inbound) -> None:
    for n, text in enumerate(["daftar", "Ani", "ya", "ya"]):
        await inbound.submit(said(text, str(n)))

    found = await texts(inbound)

    assert found[:2] == ["Nama?", "Manis?"]
    assert found[-1] == "Teh untuk Ani."


async def test_the_same_event_three_times_has_one_effect(inbound: Inbound) -> None:
    for _ in range(3):
        await inbound.submit(said("daftar", "same"))

    assert await texts(inbound) == ["Nama?"]


async def test_an_event_that_comes_again_much_later_does_nothing(inbound: Inbound) -> None:
    await inbound.submit(said("daftar", "1"))
    await inbound.submit(said("Ani", "2"))
    await inbound.submit(said("daftar", "1"))

    assert await texts(inbound) == ["Nama?", "Manis?"]


async def test_two_quick_messages_keep_their_order_and_the_second_is_asked_about(
    inbound: Inbound,
) -> None:
    await inbound.submit(said("daftar", "1"))
    both = [inbound.enqueue(said("Ani", "2")), inbound.enqueue(said("Budi", "3"))]
    await asyncio.gather(*both)

    assert "Manis?" in (await texts(inbound))[1]
    assert len(await texts(inbound)) == 3


async def test_a_yes_that_was_sent_before_the_question_could_be_read_is_asked_back(
    inbound: Inbound,
) -> None:
    for key, text in (("1", "daftar"), ("2", "Ani")):
        await inbound.submit(said(text, key))
    await asyncio.gather(inbound.enqueue(said("ya", "3")), inbound.enqueue(said("ya", "4")))

    assert "sekali lagi" in (await texts(inbound))[-1]  # the review is not confirmed unseen
    await inbound.submit(said("ya", "5"))
    assert (await texts(inbound))[-1] == "Teh untuk Ani."


async def test_a_message_that_a_later_one_has_overtaken_is_asked_back(inbound: Inbound) -> None:
    await inbound.submit(said("daftar", "1"))
    await inbound.submit(said("Ani", "3"))
    await inbound.submit(replace(said("ya", "2"), sent_at=NOW - timedelta(seconds=2)))

    assert "“ya”" in (await texts(inbound))[-1]
    await inbound.submit(said("ya", "4"))
    assert "1. Nama: Ani" in (await texts(inbound))[-1]


async def test_a_hundred_people_in_one_batch_all_get_their_answer(inbound: Inbound) -> None:
    people = [str(n) for n in range(100, 200)]
    await asyncio.gather(*(inbound.enqueue(said("daftar", p, p)) for p in people))

    assert [await texts(inbound, p) for p in people] == [["Nama?"]] * 100


async def test_in_a_crowd_what_is_arriving_just_now_comes_along(
    inbound: Inbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    run = inbound.run

    async def counted(events: Sequence[Event], known: inbox.InboxRow | None = None) -> None:
        batches.append(len(events))
        await run(events, known)

    monkeypatch.setattr(inbound, "run", counted)
    await asyncio.gather(*(inbound.enqueue(said("daftar", who, who)) for who in ("7", "8")))
    async with asyncio.TaskGroup() as group:
        group.create_task(inbound.submit(said("Ani", "10", "7")))
        asyncio.get_running_loop().call_soon(
            lambda: group.create_task(inbound.submit(said("Budi", "11", "8")))
        )
    assert batches == [2, 2]


async def test_a_broken_event_in_a_batch_disturbs_nobody(inbound: Inbound) -> None:
    for who in ("7", "8"):
        await inbound.submit(said("daftar", f"1-{who}", who))
    await asyncio.gather(
        inbound.enqueue(said("bom", "2-7", "7")), inbound.enqueue(said("Budi", "2-8", "8"))
    )

    assert await texts(inbound, "8") == ["Nama?", "Manis?"]
    assert await texts(inbound, "7") == ["Nama?"]
    assert await states(inbound) == {"retry": 1, "done": 3}


async def test_later_events_wait_behind_a_broken_one_and_go_on_once_it_is_parked(
    inbound: Inbound,
) -> None:
    alerts: list[Trouble] = []

    async def alert(what: Trouble) -> None:
        alerts.append(what)

    stored = {"2": "bom", "3": "Citra"}

    def parse(payload: str) -> Event:
        return said(stored[msgspec.json.decode(payload)], msgspec.json.decode(payload))

    recovery = Recovery(inbound, {"telegram": parse}, alert)
    await inbound.submit(said("daftar", "1"))
    for key in ("2", "3"):
        event = said(stored[key], key)
        await inbound.submit(Event(event.channel, key, "7", NOW, event.incoming, f'"{key}"',
                                   event.identity))  # fmt: skip
    assert await states(inbound) == {"done": 1, "retry": 1, "waiting": 1}

    for _ in range(3):
        await make_due(inbound)
        await recovery.tick()

    assert await states(inbound) == {"done": 2, "parked": 1}
    assert "Manis?" in await texts(inbound)
    assert [one.key for one in alerts] == ["parked"]


async def make_due(inbound: Inbound) -> None:
    async with inbound.database.begin() as tx:
        await tx.execute(inbox_table.update().values(retry_at=NOW))


async def states(inbound: Inbound) -> dict[str, int]:
    async with inbound.database.read() as tx:
        found = list((await tx.execute(select(inbox_table.c.state))).scalars())
    return {state: found.count(state) for state in set(found)}


async def test_nothing_is_acknowledged_while_the_database_is_down(inbound: Inbound) -> None:
    await inbound.submit(said("daftar", "1"))
    async with inbound.database.begin() as tx:
        await tx.run_sync(lambda c: sessions.drop(c))
        await tx.run_sync(lambda c: inbox_table.drop(c))

    with pytest.raises(Exception, match="inbox"):
        await inbound.submit(said("Ani", "2"))


async def test_a_parked_event_is_listed_without_the_words_of_the_person(inbound: Inbound) -> None:
    async with inbound.database.begin() as tx:
        row = inbox.row("telegram", "9", "7", NOW, "{}")
        await inbox.add_new(tx, [row])
        await inbox.set_state(tx, row["id"], inbox.PARKED, attempts=3, error="KeyError: x:1")
        parked = await inbox.list_parked(tx)

    assert [(r["id"], r["error"]) for r in parked] == [(row["id"], "KeyError: x:1")]


async def test_a_group_hears_once_that_the_bot_works_in_private(inbound: Inbound) -> None:
    for key in ("1", "2", "3"):
        outside = Event("telegram", key, "-5", NOW, Incoming("outside"), "{}", ("group", "-5"))
        await inbound.submit(outside)

    assert len(await texts(inbound, "-5")) == 1


async def test_an_update_of_nobody_is_kept_and_makes_no_person(inbound: Inbound) -> None:
    nobody = Event("telegram", "1", "", NOW, Incoming("nothing"), "{}", ("telegram", ""))
    await inbound.submit(nobody)

    async with inbound.database.read() as tx:
        assert list(await tx.execute(select(persons.c.id))) == []
    assert await states(inbound) == {"done": 1}
