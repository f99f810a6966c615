"""The webhook before a real database: 200 means that it is kept, and all is kept once."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels.events import Event
from bot.channels.whatsapp.limits import MAX_WEBHOOK_BODY
from bot.channels.whatsapp.updates import News
from bot.channels.whatsapp.webhook import WhatsAppWebhook
from bot.inbound import MAX_BATCH, Inbound
from domain.clock import Clock
from storage.database import Database
from storage.schema import contacts, identities, inbox, outbox, persons
from tests.support import whatsapp
from tests.support.toys import CONTENTS, NOW, Table, Words
from tests.support.whatsapp import ANI, ANI_ID, as_bytes, body, call, contact, message, status, text


class Gate:
    """A webhook on a real way in."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.inbound = Inbound(database, CONTENTS, Words(), Clock(frozen_at=NOW), Table())
        self.acknowledged: list[Event] = []
        self.is_broken = False
        self.webhook = WhatsAppWebhook(
            whatsapp.KEYS, self.inbound.clock, self.inbound.enqueue, self.take, self.acknowledge
        )

    async def take(self, news: News) -> None:
        """Receipts have tests of their own."""
        if self.is_broken:
            raise OSError("the disk is full")

    def acknowledge(self, events: Iterable[Event]) -> None:
        """Remember what was acknowledged."""
        self.acknowledged += events

    async def post(self, content: object) -> int:
        """The status of the answer to a signed body."""
        return (await call(self.webhook, as_bytes(content)))[0]

    async def count(self, table: Any) -> int:
        """How many rows a table has."""
        async with self.database.read() as tx:
            return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())

    async def said(self) -> list[str]:
        """What goes out, in order."""
        async with self.database.read() as tx:
            return list(
                (await tx.execute(select(outbox.c.payload).order_by(outbox.c.id))).scalars()
            )


class Door:
    """A webhook that keeps nothing."""

    def __init__(self) -> None:
        self.taken: list[Event] = []
        self.webhook = WhatsAppWebhook(
            whatsapp.KEYS, Clock(frozen_at=NOW), self.enqueue, self.take, lambda events: None
        )

    def enqueue(self, event: Event) -> asyncio.Future[None]:
        """Take an event in at once."""
        self.taken.append(event)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    async def take(self, news: News) -> None:
        """There is nothing else."""


@pytest.fixture
async def gate(database: Database) -> AsyncIterator[Gate]:
    made = Gate(database)
    made.inbound.start()
    yield made
    await made.inbound.stop()


def many(count: int) -> list[dict[str, Any]]:
    """One message of each of so many people."""
    return [text("daftar", f"62813{n:08}", f"ID.{n}") for n in range(count)]


# ------------------------------------------------------------------ the door


@pytest.mark.parametrize(
    "signed",
    [
        pytest.param(b"", id="none"),
        pytest.param(b"sha256=" + b"0" * 64, id="wrong"),
        pytest.param("sha256=é\xff".encode("latin-1"), id="not ASCII"),
        pytest.param(whatsapp.signature(b"another body"), id="of another body"),
        pytest.param(whatsapp.signature(as_bytes(body(text("a"))), "other"), id="another secret"),
    ],
)
async def test_a_body_that_is_not_signed_by_us_is_refused(signed: bytes) -> None:
    door = Door()
    answer = await call(door.webhook, as_bytes(body(text("a"))), signed=signed or b"x")

    assert (answer[0], door.taken) == (403, [])


async def test_a_body_above_the_cap_is_refused_and_one_of_three_megabytes_is_not() -> None:
    door = Door()
    words = as_bytes(body(text("a" * 3_000_000)))

    assert (await call(door.webhook, words))[0] == 200
    assert (await call(door.webhook, b"x" * (MAX_WEBHOOK_BODY + 1)))[0] == 413
    assert len(door.taken) == 1


@pytest.mark.parametrize(
    ("query", "status", "answer"),
    [
        pytest.param(b"hub.mode=subscribe&hub.verify_token=verify%20token&hub.challenge=1158",
                     200, b"1158", id="ours"),
        pytest.param(b"hub.mode=subscribe&hub.verify_token=other&hub.challenge=1158", 403, b"",
                     id="another token"),
        pytest.param(b"hub.verify_token=verify%20token&hub.challenge=1158", 403, b"",
                     id="no mode"),
        pytest.param(b"", 403, b"", id="nothing"),
    ],
)  # fmt: skip
async def test_the_handshake(query: bytes, status: int, answer: bytes) -> None:
    assert await call(Door().webhook, method="GET", query=query) == (status, answer)


# ------------------------------------------------------------------ kept once


async def test_the_same_body_again_and_again_has_one_effect(gate: Gate) -> None:
    content = body(text("daftar"))
    answers = [await gate.post(content) for _ in range(3)]

    assert answers == [200] * 3
    assert await gate.count(outbox) == 1


async def test_what_could_not_be_kept_is_not_acknowledged(gate: Gate) -> None:
    both = body(text("daftar"), statuses=[status("wamid.1", "sent")])
    gate.is_broken = True

    assert await gate.post(both) == 503
    assert gate.acknowledged == []

    gate.is_broken = False
    assert await gate.post(both) == 200


async def test_a_database_that_is_down_answers_503(tmp_path: Any) -> None:
    gate = Gate(Database(f"sqlite+aiosqlite:///{tmp_path}/empty.db"))  # without tables
    gate.inbound.start()

    assert await gate.post(body(text("daftar"))) == 503

    await gate.inbound.stop()
    await gate.database.close()


async def test_a_hundred_people_in_one_body_are_one_transaction(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    run = gate.inbound.run

    async def counted(events: Any, known: Any = None) -> None:
        batches.append(len(events))
        await run(events, known)

    monkeypatch.setattr(gate.inbound, "run", counted)

    assert await gate.post(body(*many(100), contacts=[])) == 200
    assert batches == [100]
    assert await gate.count(persons) == 100


async def test_a_thousand_messages_in_one_body(gate: Gate) -> None:
    assert await gate.post(body(*many(1000), contacts=[])) == 200

    assert MAX_BATCH < 1000
    assert await gate.count(outbox) == 1000


async def test_several_messages_of_one_person_are_taken_in_their_order(gate: Gate) -> None:
    assert await gate.post(body(text("daftar"), text("Ani"), text("ya"))) == 200

    assert await gate.count(inbox) == 3
    assert "Nama?" in (await gate.said())[0]


async def test_the_last_message_of_each_person_is_shown_as_read(gate: Gate) -> None:
    await gate.post(body(message(type="reaction", reaction={}), text("daftar")))

    assert [bool(e.ack) for e in gate.acknowledged] == [False, True]


# ------------------------------------------------------------------ one contact, two identities


async def people_and_contacts(gate: Gate) -> tuple[int, int]:
    return await gate.count(persons), await gate.count(contacts)


BOTH = text("halo"), [contact()]
NUMBER_ONLY = text("halo", user_id=""), [contact(user_id="")]
ID_ONLY = text("halo", number=""), [contact(number="")]


@pytest.mark.parametrize(
    "order",
    [
        pytest.param([BOTH, NUMBER_ONLY, ID_ONLY], id="both first"),
        pytest.param([NUMBER_ONLY, BOTH, ID_ONLY], id="number first"),
        pytest.param([ID_ONLY, BOTH, NUMBER_ONLY], id="user id first"),
        pytest.param([ID_ONLY, NUMBER_ONLY, BOTH, ID_ONLY], id="linked late"),
    ],
)
async def test_whichever_comes_first_it_is_one_person(gate: Gate, order: Any) -> None:
    for sent, who in order:
        fresh = sent | {"id": f"wamid.{len(gate.acknowledged)}"}
        assert await gate.post(body(fresh, contacts=who)) == 200

    alive = select(func.count()).where(persons.c.erased_at.is_(None))
    async with gate.database.read() as tx:
        assert (await tx.execute(alive)).scalar_one() == 1
        (row,) = (await tx.execute(select(contacts.c.address, contacts.c.alias))).all()
        proofs = set((await tx.execute(select(identities.c.kind, identities.c.value))).all())
    assert tuple(row) == (ANI, ANI_ID)
    assert {tuple(p) for p in proofs} == {("phone", f"+{ANI}"), ("bsuid", ANI_ID)}


async def test_who_has_only_a_user_id_keeps_the_form_when_the_number_appears(gate: Gate) -> None:
    await gate.post(body(text("daftar", number=""), contacts=[contact(number="")]))
    await gate.post(body(text("Ani")))

    assert [("Nama?" in s, "Manis?" in s) for s in await gate.said()] == [
        (True, False), (False, True),
    ]  # fmt: skip
    async with gate.database.read() as tx:
        addresses = set((await tx.execute(select(outbox.c.address))).scalars())
        filed = set((await tx.execute(select(inbox.c.address))).scalars())
    assert (addresses, filed) == ({ANI}, {ANI})


async def test_a_changed_number_keeps_the_person_and_the_form(gate: Gate) -> None:
    await gate.post(body(text("daftar")))
    system = {"type": "user_changed_number", "wa_id": "6281399999999", "body": "x"}
    await gate.post(body(message(type="system", system=system), contacts=[]))
    await gate.post(body(text("Ani", "6281399999999", "ID.new"), contacts=[]))

    assert "Manis?" in (await gate.said())[-1]
    assert await people_and_contacts(gate) == (1, 1)
    async with gate.database.read() as tx:
        values = set((await tx.execute(select(identities.c.value))).scalars())
    assert values == {"+6281399999999", "ID.new"}


async def test_a_changed_user_id_keeps_the_person_who_hides_the_number(gate: Gate) -> None:
    await gate.post(body(text("daftar", number="", user_id="ID.old"), contacts=[]))
    system = {"type": "user_changed_user_id", "user_id": "ID.new", "previous_user_id": "ID.old"}
    await gate.post(
        body(message(number="", user_id="ID.old", type="system", system=system), contacts=[])
    )
    await gate.post(body(text("Ani", number="", user_id="ID.new"), contacts=[]))

    assert "Manis?" in (await gate.said())[-1]
    assert await people_and_contacts(gate) == (1, 1)


async def test_the_new_number_may_write_before_we_are_told_of_the_change(gate: Gate) -> None:
    await gate.post(body(text("daftar")))
    await gate.post(body(text("halo", "6281399999999", "ID.new"), contacts=[]))
    system = {"type": "user_changed_number", "wa_id": "6281399999999", "body": "x"}
    await gate.post(body(message(type="system", system=system), contacts=[]))

    async with gate.database.read() as tx:
        alive = select(func.count()).where(persons.c.erased_at.is_(None))
        assert (await tx.execute(alive)).scalar_one() == 1
    assert await gate.count(contacts) == 1


async def test_people_who_write_at_once_by_number_and_by_user_id_are_one(gate: Gate) -> None:
    first, second = text("daftar"), text("halo", number="")
    await asyncio.gather(
        gate.post(body(first)), gate.post(body(second, contacts=[contact(number="")]))
    )

    assert await people_and_contacts(gate) == (1, 1)
    assert await gate.count(inbox) == 2
