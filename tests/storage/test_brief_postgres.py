"""PostgreSQL under the turns: plans that stay good as tables grow, and a server that goes away."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import text

from domain.delivery import SendState
from domain.person import Contact
from storage import inbox, migrate, outbox, people, sessions
from storage.brief_postgres import BriefPostgresConnection
from storage.database import Database, DatabaseError, Tx, is_sqlite
from tests.support.reused import Reused
from tests.support.rows import NOW
from tests.support.statements import watch

WRITES: dict[str, Callable[[Tx], Awaitable[object]]] = {
    "sessions": lambda tx: sessions.write(
        tx, [sessions.Stored(1, 1, "toy", "open", "{}", NOW, None)]
    ),
    "outbox": lambda tx: outbox.settle(tx, [outbox.Mark(1, SendState.SENT, NOW)]),
    "contacts": lambda tx: people.touch(tx, [Contact(1, 1, "telegram", "1", True, False, NOW)]),
}
ROWS_OF_A_SMALL_OFFICE = 300
FILL = {
    "persons": "INSERT INTO persons (id, name, created_at, roles) "
               "SELECT n, '', now(), '' FROM generate_series(1, :n) n",
    "contacts": "INSERT INTO contacts (id, person_id, channel, address, profile_name, reachable, "
                "last_inbound_at, is_waiting) "
                "SELECT n, n, 'telegram', n::text, '', true, now(), false "
                "FROM generate_series(1, :n) n",
    "sessions": "INSERT INTO sessions (id, person_id, conversation, state, data, touched_at) "
                "SELECT n, n, 'toy', 'open', '{}', now() FROM generate_series(1, :n) n",
    "outbox": "INSERT INTO outbox (id, contact_id, channel, address, priority, kind, payload, "
              "state, reason, attempts, due_at, created_at) "
              "SELECT n, n, 'telegram', n::text, 0, 'reply', '{}', 'sending', '', 0, now(), now() "
              "FROM generate_series(1, :n) n",
}  # fmt: skip


@pytest.fixture
async def there(reused: Reused | None) -> AsyncIterator[Database]:
    """An open database of PostgreSQL."""
    if reused is None:
        pytest.skip("no PostgreSQL here")
    async with reused.lend() as url:
        opened = Database(url)
        yield opened
        await opened.close()


async def fill(tx: Tx) -> None:
    """Some hundred rows in every table that turns change, and the planner knows it."""
    for table, statement in FILL.items():
        await tx.execute(text(statement), {"n": ROWS_OF_A_SMALL_OFFICE})
        await tx.execute(text(f"ANALYZE {table}"))


async def kept_plan(tx: Tx, sql: str, parameters: int) -> str:
    """The plan that a connection would keep for a statement with so many parameters."""
    none = ", ".join(["NULL"] * parameters)
    await tx.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
    await tx.exec_driver_sql(f"PREPARE kept AS {sql}")
    steps = await tx.exec_driver_sql(f"EXPLAIN (COSTS OFF) EXECUTE kept ({none})")
    return "\n".join(steps.scalars())


@pytest.mark.postgres
@pytest.mark.parametrize("table", WRITES)
async def test_a_plan_made_in_a_small_office_reads_by_keys(there: Database, table: str) -> None:
    asked: dict[str, int] = {}
    async with there.begin() as tx:
        await fill(tx)
    async with there.begin(is_brief=True) as tx:
        stop = watch(tx, lambda sql, values: asked.update({sql: len(values)}))
        await WRITES[table](tx)
        stop()
        [(sql, count)] = asked.items()
        plan = await kept_plan(tx, sql, count)
    assert f"UPDATE {table}" in sql
    assert "Index Cond: (id = " in plan, plan


@pytest.mark.postgres
async def test_a_server_that_goes_away_in_a_transaction_is_an_error_and_the_next_one_works(
    there: Database,
) -> None:
    async def write_and_lose() -> None:
        async with there.begin(is_brief=True) as tx:
            assert isinstance(tx, BriefPostgresConnection)
            row = inbox.row("telegram", "1", "7", NOW, "{}")
            await inbox.add_new(tx, [row])
            own = (await tx.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()
            async with there.begin() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            await people.load(tx, ["7"])  # straight to the driver

    with pytest.raises(DatabaseError):
        await write_and_lose()
    async with there.begin(is_brief=True) as tx:
        assert not is_sqlite(tx)
        assert await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])


@pytest.mark.postgres
async def test_what_is_wrong_with_a_row_is_told_as_everywhere(there: Database) -> None:
    async def add_for_nobody() -> None:
        async with there.begin(is_brief=True) as tx:
            await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])
            stored = sessions.Stored(1, 404, "toy", "open", "{}", NOW, None, is_new=True)
            await sessions.write(tx, [stored])

    with pytest.raises(DatabaseError) as told:
        await add_for_nobody()
    assert told.value.hide_parameters
    async with there.begin(is_brief=True) as tx:
        assert await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])


@pytest.mark.postgres
async def test_what_turns_rewrite_has_room_in_its_pages(there: Database) -> None:
    async with there.read() as tx:
        query = "SELECT relname FROM pg_class WHERE 'fillfactor=50' = ANY (reloptions)"
        found = (await tx.exec_driver_sql(query)).scalars()
        assert set(found) == set(migrate.REWRITTEN)
