"""Backup, restore and move: everything arrives, on either engine, or nothing changes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import insert, select

from bot.copies import backup, move, restore
from bot.guard import hold
from bot.settings import Settings
from domain.consent import Consent, Purpose
from domain.delivery import Kind
from domain.errors import OperatorError
from storage import audit, consents, copying, leases, media, outbox
from storage.database import Database
from storage.ids import new_id
from storage.schema import cluster_kbli, erasures
from tests.support import postgres, templates
from tests.support.rows import NOW, add_business, add_person

PHOTO = b"\xff\xd8\xff a kitchen"
HARD_WORDS = '"; DROP TABLE persons; --\n\u202e😀 Bu "Ani"'


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(_env_file=None, database_url=url, media_dir=folder / "media")


async def fill(database: Database, folder: Path) -> None:
    """A person, a business, and a row of every kind of value."""
    async with database.begin() as tx:
        contact, person = await add_person(tx, HARD_WORDS, "verifier")
        business = await add_business(tx, person.id)
        given = Consent(Purpose.SERVICE, True, "v", "telegram", NOW)
        await consents.add(tx, person.id, [given])
        await audit.add(tx, NOW, None, audit.Act("change", "business:1", {"a": [1, None]}, None))
        count = {"id": new_id(), "erased_on": NOW.date(), "cluster": "ROTI", "village": "x"}
        await tx.execute(insert(erasures).values(**count, state="verified"))
        rows = [outbox.new_row(contact.id, "telegram", "1", Kind.REPLY, "{}") for _ in range(1203)]
        await outbox.add(tx, rows, NOW)
        photo = await media.add(tx, person.id, "telegram", "photo", "r", NOW,
                                business_id=business.id)  # fmt: skip
        await media.set_stored(tx, photo, "07/107.jpg", len(PHOTO), "x")
    (folder / "media/07").mkdir(parents=True)
    (folder / "media/07/107.jpg").write_bytes(PHOTO)
    (folder / "media/07/108.part").write_bytes(b"half a download")


async def all_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Everything, table by table."""
    async with database.read() as tx:
        return {
            table.name: [row async for rows in copying.read_rows(tx, table) for row in rows]
            for table in copying.TABLES
        }


@pytest.fixture(params=["sqlite", "postgresql"])
async def other(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> AsyncIterator[Database]:
    """An empty database of the same or the other engine."""
    if request.param == "sqlite":
        folder = tmp_path / "other"
        folder.mkdir()
        database = Database(templates.copy_sqlite(sqlite_template, folder))
        yield database
        await database.close()
        return
    if reason := await postgres.why_unreachable():
        pytest.skip(reason)
    async with postgres.fresh_database() as url:
        database = Database(url)
        yield database
        await database.close()


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


async def test_a_backup_comes_back_on_either_engine(
    database: Database, other: Database, tmp_path: Path
) -> None:
    await fill(database, tmp_path)
    file = tmp_path / "ikm.zip"
    async with database.begin() as tx:
        await leases.take(tx, "jobs", "a running bot")
    told = await backup(settings_for(url_of(database), tmp_path), file)
    assert "files: 1," in told
    assert file.stat().st_mode & 0o077 == 0
    assert await restore(settings_for(url_of(other), tmp_path / "new"), file, replace=False)
    assert await all_rows(other) == await all_rows(database)
    assert (tmp_path / "new/media/07/107.jpg").read_bytes() == PHOTO
    assert [p.name for p in (tmp_path / "new/media").glob("*/*")] == ["107.jpg"]


async def test_everything_moves_to_either_engine(
    database: Database, other: Database, tmp_path: Path
) -> None:
    await fill(database, tmp_path)
    told = await move(settings_for(url_of(database), tmp_path), url_of(other))
    assert "counted on both sides" in told
    assert await all_rows(other) == await all_rows(database)


async def test_what_the_backup_sees_does_not_change_while_it_is_made(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database, tmp_path)
    real = copying.read_rows

    def read_rows(tx: Any, table: Any) -> Any:
        async def slices() -> AsyncIterator[list[copying.PlainRow]]:
            async for rows in real(tx, table):
                yield rows
            if table.name == "contacts":
                async with database.begin() as writing:
                    _, late = await add_person(writing, "Late")
                    await add_business(writing, late.id)

        return slices()

    monkeypatch.setattr(copying, "read_rows", read_rows)
    file = tmp_path / "ikm.zip"
    await backup(settings_for(url_of(database), tmp_path), file)
    with ZipFile(file) as opened:
        owners = [json.loads(x) for x in opened.read("tables/businesses.jsonl").splitlines()]
        held = json.loads(opened.read("ikm-backup.json"))
    assert len(owners) == held["rows"]["businesses"] == 1


async def test_a_database_with_people_is_replaced_only_when_told(
    database: Database, tmp_path: Path
) -> None:
    await fill(database, tmp_path)
    settings, file = settings_for(url_of(database), tmp_path), tmp_path / "ikm.zip"
    await backup(settings, file)
    before = await all_rows(database)
    async with database.begin() as tx:
        _, late = await add_person(tx, "Late")
        photo = await media.add(tx, late.id, "telegram", "photo", "r", NOW)
        await media.set_stored(tx, photo, "09/109.jpg", 1, "x")
    (tmp_path / "media/09").mkdir()
    (tmp_path / "media/09/109.jpg").write_bytes(PHOTO)
    with pytest.raises(OperatorError, match="--replace"):
        await restore(settings, file, replace=False)
    await restore(settings, file, replace=True)
    assert await all_rows(database) == before
    assert not (tmp_path / "media/09/109.jpg").exists()


async def test_a_damaged_backup_changes_nothing(database: Database, tmp_path: Path) -> None:
    settings, file = settings_for(url_of(database), tmp_path), tmp_path / "ikm.zip"
    await backup(settings, file)
    torn = tmp_path / "torn.zip"
    with ZipFile(file) as whole, ZipFile(torn, "w") as part:
        for name in whole.namelist():
            lines = whole.read(name).splitlines(keepends=True)
            part.writestr(name, b"".join(lines[:-1] if "cluster_kbli" in name else lines))
    before = await all_rows(database)
    with pytest.raises(OperatorError, match="cluster_kbli: 141 of 142"):
        await restore(settings, torn, replace=False)
    assert await all_rows(database) == before
    async with database.read() as tx:
        assert len(list(await tx.execute(select(cluster_kbli.c.id)))) == 142


async def test_refusals_are_one_line_that_says_what_to_do(
    database: Database, tmp_path: Path
) -> None:
    settings, file = settings_for(url_of(database), tmp_path), tmp_path / "ikm.zip"
    with pytest.raises(OperatorError, match="There is no file"):
        await restore(settings, file, replace=False)
    file.write_text("no backup")
    with pytest.raises(OperatorError, match="is not a backup"):
        await restore(settings, file, replace=False)
    with pytest.raises(OperatorError, match="is there already"):
        await backup(settings, file)
    with pytest.raises(OperatorError, match=r"is not usable\. Where everything is kept"):
        await move(settings, "mysql://somewhere")
    with pytest.raises(OperatorError, match="name another one"):
        await move(settings, settings.database_url)
    with pytest.raises(OperatorError, match="does not answer"):
        await move(settings, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing")


async def test_neither_restore_nor_move_runs_beside_a_bot(
    database: Database, tmp_path: Path
) -> None:
    settings, file = settings_for(url_of(database), tmp_path), tmp_path / "ikm.zip"
    await backup(settings, file)
    target = f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    running = hold(database.file) if database.file else None
    async with database.begin() as tx:
        await leases.take(tx, "jobs", "a running bot")
    for attempt in (move(settings, target), restore(settings, file, replace=True)):
        with pytest.raises(OperatorError, match="running on"):
            await attempt
    if running is not None:
        running.close()


async def test_a_backup_of_another_schema_is_refused(database: Database, tmp_path: Path) -> None:
    settings, file = settings_for(url_of(database), tmp_path), tmp_path / "ikm.zip"
    await backup(settings, file)
    with ZipFile(file) as whole:
        held = json.loads(whole.read("ikm-backup.json"))
    with ZipFile(tmp_path / "old.zip", "w") as old:
        old.writestr("ikm-backup.json", json.dumps({**held, "revision": "0000"}))
    with pytest.raises(OperatorError, match="schema 0000, this program has"):
        await restore(settings, tmp_path / "old.zip", replace=False)


def test_every_table_can_be_read_in_order() -> None:
    assert [t.name for t in copying.TABLES if any(c.nullable for c in copying.key_of(t))] == []
