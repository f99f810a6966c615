"""SQLite's own connection: when it begins, and where its statements run."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import event

from storage import people
from storage.database import Database, DatabaseError


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


async def test_a_brief_transaction_waits_for_the_lock_in_the_thread_and_reads_on_the_loop(
    sqlite_url: str,
) -> None:
    database = Database(sqlite_url)
    assert await place_of_statements(database, is_brief=True) == ["thread", "loop"]
    assert await place_of_statements(database, is_brief=False) == ["thread", "thread"]
    await database.close()


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
