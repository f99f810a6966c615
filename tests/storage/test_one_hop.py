"""SQLite's own connection: when it begins, and where its statements run."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import event

from storage import people
from storage.brief import CHECKPOINT_EVERY
from storage.database import Database, DatabaseError
from storage.one_hop import OneHopConnection


async def place_of_statements(database: Database, *, is_brief: bool) -> list[str]:
    """The names of the threads in which two statements ran."""
    places: list[str] = []
    async with database.begin(is_brief=is_brief) as tx:
        raw = await tx.get_raw_connection()
        driver = raw.driver_connection
        assert driver is not None
        driver._conn.create_function("place", 0, lambda: places.append(_place()))
        await tx.exec_driver_sql("SELECT place()")
        await tx.exec_driver_sql("SELECT place()")
    return places


def _place() -> str:
    return "loop" if threading.current_thread() is threading.main_thread() else "thread"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'own.db'}"


@pytest.fixture
async def tallied(sqlite_url: str) -> AsyncIterator[Database]:
    """A database of SQLite with a table `t`."""
    database = Database(sqlite_url)
    async with database.begin() as tx:
        await tx.exec_driver_sql("CREATE TABLE t (x)")
    yield database
    await database.close()


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places of the commits of brief transactions."""
    places: list[str] = []
    commit = OneHopConnection.commit_here

    def note(self: OneHopConnection) -> None:
        places.append(_place())
        commit(self)

    monkeypatch.setattr(OneHopConnection, "commit_here", note)
    return places


async def add_row(database: Database) -> None:
    async with database.begin(is_brief=True) as tx:
        await tx.exec_driver_sql("INSERT INTO t VALUES (1)")


async def count_rows(database: Database) -> int:
    async with database.read() as tx:
        return int((await tx.exec_driver_sql("SELECT count(*) FROM t")).scalar_one())


async def test_a_brief_transaction_runs_on_the_loop_and_any_other_in_the_thread(
    tallied: Database,
) -> None:
    assert await place_of_statements(tallied, is_brief=True) == ["loop", "loop"]
    assert await place_of_statements(tallied, is_brief=False) == ["thread", "thread"]


async def test_a_brief_transaction_waits_in_the_thread_for_a_lock_of_another_process(
    tallied: Database,
) -> None:
    await add_row(tallied)
    other = Database(tallied.url.render_as_string())
    async with other.begin() as tx:
        await tx.exec_driver_sql("INSERT INTO t VALUES (2)")
        waiting = asyncio.create_task(place_of_statements(tallied, is_brief=True))
        await asyncio.sleep(0.05)
        assert not waiting.done()  # and the loop was not held up, or we were not here
    assert await waiting == ["thread", "loop"]
    await other.close()


async def test_who_is_cancelled_waiting_for_the_lock_holds_nothing_afterwards(
    tallied: Database,
) -> None:
    other = Database(tallied.url.render_as_string())
    async with other.begin() as tx:
        await tx.exec_driver_sql("INSERT INTO t VALUES (2)")
        waiting = asyncio.create_task(add_row(tallied))
        await asyncio.sleep(0.05)
        waiting.cancel()
    with suppress(asyncio.CancelledError):
        await waiting
    async with other.begin() as tx:
        await tx.exec_driver_sql("INSERT INTO t VALUES (3)")
    await add_row(tallied)
    assert await count_rows(tallied) == 3
    await other.close()


async def test_commits_take_place_on_the_loop_while_the_disk_is_quick(
    tallied: Database, commits: list[str]
) -> None:
    await add_row(tallied)
    async with tallied.begin(is_brief=True) as tx:
        await tx.exec_driver_sql("INSERT INTO t VALUES (1)")
        raw = await tx.get_raw_connection()
        assert isinstance(raw.driver_connection, OneHopConnection)
        raw.driver_connection.commit_seconds = 1.0
    assert commits == ["loop", "thread"]
    assert await count_rows(tallied) == 2


async def test_a_checkpoint_comes_now_and_then_in_the_thread(
    tallied: Database, commits: list[str], tmp_path: Path
) -> None:
    for _ in range(CHECKPOINT_EVERY):
        await add_row(tallied)
    assert commits[-1] == "thread"
    file = shutil.copy(tmp_path / "own.db", tmp_path / "without_its_log.db")
    with closing(sqlite3.connect(file)) as looking:
        assert looking.execute("SELECT count(*) FROM t").fetchone() == (CHECKPOINT_EVERY,)


async def test_a_commit_that_fails_leaves_nothing_and_the_next_one_works(
    tallied: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: OneHopConnection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(OneHopConnection, "commit_here", fail)
        with pytest.raises(DatabaseError):
            await add_row(tallied)
    assert await count_rows(tallied) == 0
    await add_row(tallied)
    assert await count_rows(tallied) == 1


async def test_a_commit_of_any_transaction_that_fails_leaves_the_connection_usable(
    tallied: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: aiosqlite.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async def add() -> None:
        async with tallied.begin() as tx:
            await tx.exec_driver_sql("INSERT INTO t (x) VALUES (1)")

    with monkeypatch.context() as broken:
        broken.setattr(aiosqlite.Connection, "commit", fail)
        with pytest.raises(DatabaseError):
            await add()
    for _ in range(3):  # whichever connection of the pool comes
        async with tallied.begin() as tx:
            found = await tx.exec_driver_sql("SELECT count(*) FROM t")
            assert found.scalar_one() == 0
    await add()


async def test_a_transaction_without_a_statement_never_begins(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    begun: list[str] = []
    event.listen(
        database._writer.sync_engine, "before_cursor_execute", lambda *a: begun.append(a[2])
    )
    async with database.begin(is_brief=True):
        pass
    other = Database(sqlite_url)
    async with database.begin(is_brief=True), other.begin() as tx:
        await tx.exec_driver_sql("CREATE TABLE t (x)")
    assert begun == []
    await other.close()
    await database.close()


async def test_a_brief_transaction_that_raises_leaves_nothing(database: Database) -> None:
    async def break_off() -> None:
        async with database.begin(is_brief=True) as tx:
            await people.lock(tx, [1])
            await tx.exec_driver_sql("INSERT INTO counters (name, value) VALUES ('x', 1)")
            raise ZeroDivisionError

    async def write_nowhere() -> None:
        async with database.begin(is_brief=True) as tx:
            await people.lock(tx, [1])
            await tx.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(ZeroDivisionError):
        await break_off()
    async with database.read() as tx:
        found = await tx.exec_driver_sql("SELECT count(*) FROM counters")
        assert found.scalar_one() == 0
    with pytest.raises(DatabaseError):
        await write_nowhere()
    async with database.begin(is_brief=True) as tx:
        await tx.exec_driver_sql("INSERT INTO counters (name, value) VALUES ('x', 1)")
