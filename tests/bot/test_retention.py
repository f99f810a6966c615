"""What the nightly run forgets, what it keeps, and when it runs."""

import logging
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.retention import Retention, last_rows
from dialog.messages import Outgoing
from domain.clock import Clock
from domain.consent import Consent, Purpose
from domain.delivery import Kind, SendState
from storage import (
    audit,
    consents,
    erasure,
    feedback,
    inbox,
    media,
    outbox,
    retention,
    sessions,
    staff,
)
from storage import staff_messages as messages
from storage.database import Database, Tx
from storage.erasure import NO_WORDS
from storage.ids import new_id
from storage.schema import audit as audit_rows
from storage.schema import claims, invitations, persons
from storage.schema import inbox as inbox_rows
from storage.schema import media as media_rows
from storage.schema import outbox as outbox_rows
from storage.schema import sessions as session_rows
from storage.schema import staff_messages as message_rows
from storage.staff_messages import Words
from tests.support.rows import add_business, add_person, add_training

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # three in the morning of the 25th in Medan
WORDS = '{"text":"Halo Bu Ani"}'


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


async def run(database: Database) -> dict[str, int]:
    """One night's run; what it forgot, without the zeros."""
    await Retention(database, Clock(frozen_at=NOW)).tick()
    return {name: n for name, n in (await last_rows(database)).items() if n}


async def count(tx: Tx, table: object) -> int:
    return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type]


async def test_events_go_after_thirty_days_but_not_those_still_to_come(database: Database) -> None:
    async with database.begin() as tx:
        old = [inbox.row("telegram", str(n), "1", ago(31), "{}") for n in range(1200)]
        young = inbox.row("telegram", "young", "1", ago(29), "{}")
        stuck = inbox.row("telegram", "stuck", "1", ago(31), "{}")
        await inbox.add_new(tx, [*old, young, stuck])
        await inbox.set_state(tx, stuck["id"], inbox.WAITING)
        await inbox.set_state(tx, old[0]["id"], inbox.PARKED)
    assert await run(database) == {"inbox": 1200}
    async with database.read() as tx:
        left = set((await tx.execute(select(inbox_rows.c.event_key))).scalars())
    assert left == {"young", "stuck"}


async def test_words_go_after_ninety_days_the_rows_stay(database: Database) -> None:
    async with database.begin() as tx:
        contact, _ = await add_person(tx)
        rows = [outbox.new_row(contact.id, "telegram", "1", Kind.REPLY, WORDS) for _ in range(4)]
        for row, days in zip(rows, (91, 91, 89, 91), strict=True):
            await outbox.add(tx, [row], ago(days))
        await outbox.settle(tx, [outbox.Mark(rows[0].id, SendState.SENT, ago(91))])
        later = update(outbox_rows).where(outbox_rows.c.id == rows[3].id)
        await tx.execute(later.values(due_at=ago(-1)))  # written long ago, for tomorrow
    assert await run(database) == {"outbox": 2}
    async with database.read() as tx:
        found = await tx.execute(
            select(outbox_rows.c.payload, outbox_rows.c.state).order_by(outbox_rows.c.id)
        )
        assert [tuple(r) for r in found] == [
            (NO_WORDS, "sent"), (NO_WORDS, "expired"), (WORDS, "queued"), (WORDS, "queued"),
        ]  # fmt: skip


async def test_the_last_word_to_an_erased_person_loses_its_address(database: Database) -> None:
    async with database.begin() as tx:
        contact, person = await add_person(tx)
        await erasure.erase(tx, person.id, ago(0.1), ago(0).date())
        row = outbox.new_row(contact.id, "telegram", "1234", Kind.REPLY, WORDS)
        await outbox.add(tx, [row], ago(0.1))
        await outbox.settle(tx, [outbox.Mark(row.id, SendState.SENT, ago(0.1))])
    assert await run(database) == {"goodbyes": 1}
    async with database.read() as tx:
        [left] = await tx.execute(select(outbox_rows))
        assert (left.address, left.payload) == ("", NO_WORDS)


async def test_messages_to_staff_go_with_their_recordings(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        voice = await media.add(tx, person.id, "telegram", "voice", "ref", ago(91))
        await messages.add(tx, person.id, Words("", media_id=voice), ago(91))
        await messages.add(tx, person.id, Words("Bagaimana cara mengurus NIB?"), ago(89))
    assert await run(database) == {"staff_messages": 1}
    async with database.read() as tx:
        assert await count(tx, message_rows) == 1
        states = (await tx.execute(select(media_rows.c.state, media_rows.c.provider_ref))).all()
        assert [tuple(r) for r in states] == [("erased", "")]


async def test_what_was_said_of_a_training_goes_the_stars_stay(database: Database) -> None:
    async with database.begin() as tx:
        training = await add_training(tx, ago(200))
        for days, stars in ((91, 5), (89, 3)):
            _, person = await add_person(tx)
            await feedback.add(tx, training.id, person.id, stars, "Pelatihnya sabar", ago(days))
    assert await run(database) == {"feedback": 1}
    async with database.read() as tx:
        assert await feedback.list_words(tx, training.id) == [(3, "Pelatihnya sabar")]
        assert await feedback.count_stars(tx, training.id) == {3: 1, 5: 1}


async def test_photos_of_forms_that_were_never_sent_in_go(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        await media.add(tx, person.id, "whatsapp", "photo", "old", ago(91))
        await media.add(tx, person.id, "whatsapp", "photo", "new", ago(89))
        await media.add(tx, person.id, "whatsapp", "photo", "sent", ago(91), business_id=7)
        poster = await media.add(tx, person.id, "whatsapp", "photo", "poster", ago(91))
        await add_training(tx, poster_id=poster)
    assert await run(database) == {"files": 1}
    async with database.read() as tx:
        erased = select(media_rows.c.provider_ref).where(media_rows.c.state == "erased")
        assert list((await tx.execute(erased)).scalars()) == [""]


async def test_closed_forms_old_claims_and_codes_go(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        business = await add_business(tx, person.id)
        for state, days in (("done", 91), ("open", 91), ("cancelled", 89)):
            stored = sessions.Stored(
                new_id(), person.id, "register_business", state, "{}", ago(days), None, True
            )
            await sessions.write(tx, [stored])
        for days in (91, 89):
            await tx.execute(insert(claims).values(
                id=new_id(), person_id=person.id, business_id=business.id, phone="+62812",
                state="accepted", asked_at=ago(95), decided_at=ago(days),
            ))  # fmt: skip
        for days in (60, 8):
            await staff.invite(tx, f"IKM-{days}", staff.Invitation("verifier"), ago(days))
    assert await run(database) == {"sessions": 1, "claims": 1, "invitations": 1}
    async with database.read() as tx:
        states = set((await tx.execute(select(session_rows.c.state))).scalars())
        assert states == {"open", "cancelled"}
        assert await count(tx, claims) == await count(tx, invitations) == 1


async def test_proof_stays_five_years_and_what_still_holds_stays(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx)
        _, gone = await add_person(tx)
        for person, granted, days in (
            (ani, True, 4000), (ani, False, 3000), (ani, True, 2900), (gone, True, 2000),
        ):  # fmt: skip
            answer = Consent(Purpose.BROADCASTS, granted, "v", "telegram", ago(days))
            await consents.add(tx, person.id, [answer])
        await erasure.erase(tx, gone.id, ago(1830), ago(1830).date())
        for days in (1830, 1820):
            await audit.add(tx, ago(days), None, audit.Act("erase", "person:1"))
    assert await run(database) == {"consents": 3, "audit": 1}
    async with database.read() as tx:
        held = (await consents.find_latest(tx, ani.id))[Purpose.BROADCASTS]
        assert held.answered_at == ago(2900)
        assert await consents.find_latest(tx, gone.id) == {}
        assert await count(tx, audit_rows) == 1
        assert await count(tx, persons) == 2


@pytest.fixture
async def recorded(caplog: pytest.LogCaptureFixture) -> AsyncIterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, "ikm.retention"):
        yield caplog


async def test_it_runs_once_a_night_and_a_missed_night_is_made_up(
    database: Database, recorded: pytest.LogCaptureFixture
) -> None:
    clock = Clock(frozen_at=datetime(2026, 11, 24, 18, 59, tzinfo=UTC))  # 01.59 of the 25th
    await Retention(database, clock).tick()  # the first start: the night of the 24th is made up
    await Retention(database, clock).tick()
    running = Retention(database, clock)
    await running.tick()
    clock.advance(timedelta(minutes=1))
    await running.tick()
    await running.tick()
    clock.advance(timedelta(days=3, hours=9))  # down for three days, up at eleven
    await Retention(database, clock).tick()
    nights = [line.split(":")[0] for line in (r.getMessage() for r in recorded.records)]
    assert nights == ["night of 2026-11-24", "night of 2026-11-25", "night of 2026-11-28"]


async def test_a_run_cut_off_goes_on_where_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as tx:
        events = [inbox.row("telegram", str(n), "1", ago(31), "{}") for n in range(600)]
        await inbox.add_new(tx, events)
    real, calls = retention.forget_due, 0

    async def forget_due(tx: Tx, rule: retention.Rule, now: datetime, ids: Sequence[int]) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise ConnectionError("the power went")
        return await real(tx, rule, now, ids)

    monkeypatch.setattr(retention, "forget_due", forget_due)
    with pytest.raises(ConnectionError):
        await run(database)
    assert await run(database) == {"inbox": 100}


def test_the_payload_that_is_left_can_still_be_read() -> None:
    import msgspec

    assert msgspec.json.decode(NO_WORDS, type=Outgoing) == Outgoing("")
