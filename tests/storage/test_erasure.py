"""Erasing a person: nothing they told is found afterwards, counts and proofs are."""

from sqlalchemy import Table, select

from domain.consent import Consent, Purpose
from domain.delivery import Kind, SendState
from storage import audit, claims, consents, erasure, inbox, media, outbox, people, staff_messages
from storage.database import Database, Tx
from storage.schema import erasures, metadata
from storage.staff_messages import Words
from tests.support.rows import NOW, VILLAGE, add_business, add_person

SECRETS = ("Ani Rahasia", "+6281399990000", "Sambal Rahasia", "pesan rahasia", "berkas-rahasia")


async def test_nothing_of_the_person_stays_but_counts_and_consents(database: Database) -> None:
    async with database.begin() as tx:
        contact, person = await add_person(tx, "Ani Rahasia")
        reader, _ = await add_person(tx, "Hasan", "verifier")
        await people.set_phone(tx, person.id, "+6281399990000")
        await people.add_identity(tx, person.id, "phone", "+6281399990000", NOW)
        business = await add_business(tx, person.id, "Sambal Rahasia")
        await media.add(
            tx, person.id, "telegram", "photo", "berkas-rahasia", NOW, business_id=business.id
        )
        await audit.add(
            tx, NOW, None, audit.Act("x", f"business:{business.id}", {"n": "Sambal Rahasia"})
        )
        asked = await staff_messages.add(tx, person.id, Words("pesan rahasia"), NOW)
        await claims.add(tx, person.id, business.id, "+6281399990000", NOW)
        given = Consent(Purpose.SERVICE, True, "v1", "telegram", NOW)
        await consents.add(tx, person.id, [given])
        card = f'{{"text":"Sambal Rahasia","options":[{{"id":"accept.{business.id}"}}]}}'
        notice = f'{{"text":"pesan rahasia","options":[{{"id":"{asked}"}}]}}'
        rows = [
            outbox.new_row(reader.id, "telegram", reader.address, Kind.NOTICE, text)
            for text in (card, notice)
        ]
        mine = outbox.new_row(contact.id, "telegram", contact.address, Kind.REPLY,
                              '{"text":"Ani Rahasia"}')  # fmt: skip
        put = outbox.new_row(reader.id, "telegram", reader.address, Kind.PROMPT,
                             '{"text":"Kenapa *Sambal Rahasia* belum bisa masuk?"}')  # fmt: skip
        await outbox.add(tx, [*rows, mine, put], NOW)
        await outbox.settle(tx, [outbox.Mark(put.id, SendState.SENT, NOW)])
        came = inbox.row("telegram", "1", contact.address, NOW, '{"text":"pesan rahasia"}')
        await inbox.add_new(tx, [came])

    async with database.begin() as tx:
        await erasure.erase(tx, person.id, NOW, NOW.date())

    async with database.read() as tx:
        left = [
            (table.name, secret)
            for table in metadata.sorted_tables
            for secret in (*SECRETS, contact.address)
            if await _holds(tx, table, secret)
        ]
        assert left == []
        assert await people.find(tx, person.id) is None
        kept = await consents.find_latest(tx, person.id)
        assert kept == {Purpose.SERVICE: given}
        counts = (await tx.execute(select(erasures))).all()
        assert [(r.cluster, r.village, r.state) for r in counts] == [
            ("KERIPIK", VILLAGE, "registered")
        ]


async def test_whoever_writes_from_the_erased_address_is_a_new_person(database: Database) -> None:
    async with database.begin() as tx:
        contact, person = await add_person(tx, "Ani")
        await erasure.erase(tx, person.id, NOW, NOW.date())
        found, _ = await people.load(tx, [contact.address])
        assert found == {}
        again = people.Newcomer("telegram", contact.address, "", ("telegram", contact.address), NOW)
        [(_, new)] = await people.add(tx, [again])
        assert new.id != person.id


async def _holds(tx: Tx, table: Table, secret: str) -> bool:
    rows = (await tx.execute(select(table))).all()
    return any(secret in str(value) for row in rows for value in row)
