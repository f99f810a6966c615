"""What a registration leaves in the database, and how little it asks of it on the way."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import event, select

from storage import consents, people
from storage.database import Database
from storage.schema import audit, media
from tests.support.talk import Talk
from tests.test_transcripts import play

START = "> daftar usaha\n> ya\n> boleh\n> Ani\n> [kontak sendiri: +6281234567890]\n> Keripik Ani\n"
MIDDLE = "> 1\n> ubi\n> keripik ubi\n> 1\n> ya\n> Bantan\n> 2\n> nib\n"
END = "> [album 2 foto]\n> ya\n"


@pytest.fixture
async def talk(migrated_url: str) -> AsyncIterator[Talk]:
    """A phone and a bot."""
    made = Talk(migrated_url, "telegram")
    yield made
    await made.close()


def statements_of(database: Database) -> list[str]:
    """Collects what the writing connection is asked from now on."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(" ".join(statement.split()))

    event.listen(database._writer.sync_engine, "before_cursor_execute", note)
    return seen


async def test_consents_names_and_photos_are_kept(talk: Talk) -> None:
    await play(talk, START + MIDDLE + END)
    async with talk.database.read() as tx:
        found, persons = await people.load(tx, [talk.phone("").address])
        [contact] = found.values()
        person = persons[contact.person_id]
        assert (person.name, person.phone) == ("Ani", "+6281234567890")
        assert await people.find_value(tx, person.id, "phone") == "+6281234567890"
        given = await consents.find_latest(tx, person.id)
        assert {purpose: one.is_granted for purpose, one in given.items()} == {
            "service": True, "broadcasts": True,
        }  # fmt: skip
        photos = list(await tx.execute(select(media.c.business_id, media.c.state)))
        assert [photo.state for photo in photos] == ["wanted", "wanted"]
        assert all(photo.business_id for photo in photos)


async def test_a_refused_consent_is_kept_and_nothing_else(talk: Talk) -> None:
    await play(talk, "> daftar usaha\n> tidak\n")
    async with talk.database.read() as tx:
        found, persons = await people.load(tx, [talk.phone("").address])
        [contact] = found.values()
        given = await consents.find_latest(tx, contact.person_id)
        assert {purpose: one.is_granted for purpose, one in given.items()} == {"service": False}
        assert persons[contact.person_id].name == ""


async def test_a_turn_on_the_way_reads_nothing_but_what_every_turn_reads(talk: Talk) -> None:
    await play(talk, START)
    plain = statements_of(talk.database)
    await play(talk, "> 1\n")
    each = [s for s in plain if s.startswith("SELECT")]
    plain.clear()
    await play(talk, MIDDLE.removeprefix("> 1\n"))
    turns = MIDDLE.count(">") - 1
    reads = [s for s in plain if s.startswith("SELECT")]
    assert len(reads) == len(each) * turns


async def test_a_number_with_a_new_owner_is_noted_for_the_office(talk: Talk) -> None:
    await play(talk, START + MIDDLE + END)
    old = START + MIDDLE + END
    await play(talk, old.replace("> ", "Baru> ") + "Baru> bukan\n")
    async with talk.database.read() as tx:
        found, _ = await people.load(tx, [talk.phone("Baru").address])
        [contact] = found.values()
        owner = await people.find_by_identity(tx, "phone", "+6281234567890")
        assert owner == contact.person_id
        acts = list((await tx.execute(select(audit.c.action))).scalars())
        assert acts == ["lose_phone"]
