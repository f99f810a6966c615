"""What statuses tell of our rows: a maximum in any order; what may go again, and what it cost."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dialog.messages import Outgoing
from domain.delivery import SendState
from domain.errors import Uncertain
from storage import outbox, receipts
from storage.database import Database
from storage.schema import contacts, persons
from tests.support.toys import NOW
from tests.support.whatsapp import status
from tests.support.whatsapp_office import FORM, GO_ON, Office


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    made = Office(database)
    yield made
    await made.sender.drain()


def ours(row_id: int, wamid: str, state: str, **more: Any) -> dict[str, Any]:
    """A status of one of our rows."""
    return status(wamid, state, biz_opaque_callback_data=str(row_id), **more)


@pytest.mark.parametrize(
    ("order", "ends"),
    [
        pytest.param(["sent", "delivered", "read"], SendState.READ, id="in order"),
        pytest.param(["read", "sent", "delivered"], SendState.READ, id="backwards"),
        pytest.param(["delivered", "failed"], SendState.DELIVERED, id="failed after delivered"),
        pytest.param(["failed", "delivered"], SendState.DELIVERED, id="delivered after failed"),
        pytest.param(["sent", "failed"], SendState.FAILED, id="failed after sent"),
        pytest.param(["failed", "sent"], SendState.FAILED, id="sent after failed"),
    ],
)
async def test_statuses_are_a_maximum_in_any_order(
    office: Office, order: list[str], ends: SendState
) -> None:
    (row_id,) = await office.queue(Outgoing("halo"))
    await office.work()
    for state in order:
        await office.tell(ours(row_id, "wamid.1", state))

    ((found, _),) = await office.states()
    assert found == ends


async def test_a_status_settles_a_doubtful_send_so_that_it_is_not_sent_again(
    office: Office,
) -> None:
    office.wire.planned = [Uncertain()]
    (row_id,) = await office.queue(Outgoing("halo"))
    assert await office.work() == [(SendState.QUEUED, "resent")]

    await office.tell(ours(row_id, "wamid.X", "delivered"))
    office.clock.advance(timedelta(minutes=1))

    assert [s for s, _ in await office.work()] == [SendState.DELIVERED]
    assert len(office.wire.sent) == 1


async def test_without_a_status_it_is_sent_again_after_a_while(office: Office) -> None:
    office.wire.planned = [Uncertain()]
    await office.queue(Outgoing("halo"))
    await office.work()
    assert len(office.wire.sent) == 1

    office.clock.advance(timedelta(seconds=21))

    assert await office.work() == [(SendState.SENT, "resent")]


async def test_a_status_that_overtakes_the_answer_stands(office: Office) -> None:
    (row_id,) = await office.queue(Outgoing("halo"))
    await office.tell(ours(row_id, "wamid.1", "read", pricing={
        "billable": False, "category": "service"}))  # fmt: skip
    office.marks.add(outbox.Mark(row_id, SendState.SENT, NOW, provider_id="wamid.1"))
    await office.marks.flush()

    assert [s for s, _ in await office.states()] == [SendState.READ]
    async with office.database.read() as tx:
        assert await receipts.count_by_pricing(tx) == {"free service": 1}


async def test_a_status_without_our_reference_is_matched_by_the_platform_s_id(
    office: Office,
) -> None:
    await office.queue(Outgoing("halo"))
    await office.work()

    await office.tell(status("wamid.1", "delivered"))

    assert [s for s, _ in await office.states()] == [SendState.DELIVERED]


async def test_a_window_that_a_status_calls_closed_leads_to_the_template(office: Office) -> None:
    (row_id,) = await office.queue(Outgoing("Lanjut?", GO_ON, template=FORM))
    await office.work()
    await office.tell(ours(row_id, "wamid.1", "failed", errors=[{"code": 131047}]))

    await office.work()

    assert office.wire.said()[1:] == ["isian_belum_selesai"]


async def test_a_failure_that_may_pass_is_tried_again_but_not_for_ever(office: Office) -> None:
    (row_id,) = await office.queue(Outgoing("halo"))
    for n in range(receipts.MOST_RETRIES + 2):
        await office.work()
        office.clock.advance(timedelta(minutes=2))
        failed = ours(row_id, f"wamid.{n}", "failed", errors=[{"code": 131016}])
        await office.tell(failed)

    assert [s for s, _ in await office.states()] == [SendState.FAILED]
    assert len(office.wire.sent) <= receipts.MOST_RETRIES + 1


async def test_who_cannot_be_reached_and_who_stopped_us_there_are_marked(office: Office) -> None:
    first, second = await office.queue(Outgoing("a"), Outgoing("b"))
    await office.work()
    await office.tell(ours(first, "wamid.1", "failed", errors=[{"code": 131050}]))
    await office.tell(ours(second, "wamid.2", "failed", errors=[{"code": 131026}]))

    async with office.database.read() as tx:
        assert (await tx.execute(select(persons.c.opted_out_at))).scalar() is not None
        assert (await tx.execute(select(contacts.c.reachable))).scalar() is False
