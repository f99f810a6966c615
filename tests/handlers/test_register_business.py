"""What a registration leaves in the database, and how little it asks of it on the way."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from storage import consents, people
from storage.database import Database
from storage.schema import audit, media
from storage.schema import consents as rows
from tests.support.script import play
from tests.support.statements import watch_writers
from tests.support.talk import Talk

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
    watch_writers(database, lambda sql, _: seen.append(" ".join(sql.split())))
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


async def test_consents_are_kept_when_answered_though_the_form_is_left(talk: Talk) -> None:
    await play(talk, "> daftar usaha\n> ya\n> tidak usah\n> batal\n")
    assert await answers_kept(talk) == [("service", True), ("broadcasts", False)]
    shown = await play(talk, "> daftar usaha\n")
    assert "Nama Bapak/Ibu siapa?" in shown  # what was agreed to is not asked again
    assert len(await answers_kept(talk)) == 2


async def test_a_consent_changed_in_the_review_is_kept_beside_the_first(talk: Talk) -> None:
    review = START + MIDDLE + "> lewati\n"
    await play(talk, review + "> terima info\n> tidak usah\n> terima info\n> boleh\n> ya\n")
    assert await answers_kept(talk) == [
        ("service", True), ("broadcasts", True), ("broadcasts", False), ("broadcasts", True),
    ]  # fmt: skip


async def test_stop_in_the_middle_withdraws_and_the_end_does_not_bring_it_back(talk: Talk) -> None:
    await play(talk, START + "> stop\n> lanjut\n" + MIDDLE + END)
    assert await answers_kept(talk) == [
        ("service", True), ("broadcasts", True), ("broadcasts", False),
    ]  # fmt: skip
    shown = await play(talk, "> daftar usaha\n> ya\n")
    assert "Boleh kami kirimi info" not in shown
    await play(talk, "> mulai lagi\n")
    assert (await answers_kept(talk))[-1] == ("broadcasts", True)


async def answers_kept(talk: Talk) -> list[tuple[str, bool]]:
    """Purpose and answer of all consents, in the order in which they were written."""
    async with talk.database.read() as tx:
        found = await tx.execute(
            select(rows.c.purpose, rows.c.granted).order_by(rows.c.answered_at, rows.c.id)
        )
        return [(r.purpose, r.granted) for r in found]


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
