"""PostgreSQL under the turns: plans that stay good as tables grow, and a server that goes away."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InvalidRequestError

from domain.delivery import SendState
from domain.person import Contact
from storage import inbox, migrate, outbox, people, receipts, sessions
from storage.brief_postgres import BriefPostgresConnection
from storage.database import Database, DatabaseError, Tx, is_sqlite
from storage.receipts import Receipt
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


SECRET = "Bu Ani, Jl. Rahasia 7"


async def add_a_session_of_nobody(tx: Tx) -> None:
    """Straight to the driver: the row names a person that there is not."""
    await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])
    stored = sessions.Stored(1, 404, "toy", "open", SECRET, NOW, None, is_new=True)
    stored.conversation = None  # type: ignore[assignment]  # "Failing row contains …"
    await sessions.write(tx, [stored])


async def add_a_row_without_a_name(tx: Tx) -> None:
    """Through SQLAlchemy."""
    statement = "INSERT INTO persons (id, phone, created_at, roles) VALUES (1, $1, now(), '')"
    await tx.exec_driver_sql(statement, (SECRET,))


async def add_a_count_that_is_a_name(tx: Tx) -> None:
    """The driver itself refuses to send it, and quotes it."""
    await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])
    await people.load(tx, [SECRET, 7])  # type: ignore[list-item]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "fail", [add_a_session_of_nobody, add_a_row_without_a_name, add_a_count_that_is_a_name]
)
async def test_an_error_does_not_say_what_stood_in_the_row(
    there: Database, fail: Callable[[Tx], Awaitable[None]]
) -> None:
    async def write() -> None:
        async with there.begin(is_brief=True) as tx:
            await fail(tx)

    with pytest.raises(DatabaseError) as told:
        await write()
    story = "".join(traceback.format_exception(told.value))
    assert "Rahasia" not in story + repr(told.value)
    async with there.begin(is_brief=True) as tx:
        assert await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])


@pytest.mark.postgres
async def test_after_a_rollback_nothing_is_written_outside_of_a_transaction(
    there: Database,
) -> None:
    async def write_on() -> None:
        async with there.begin(is_brief=True) as tx:
            await inbox.add_new(tx, [inbox.row("telegram", "1", "7", NOW, "{}")])
            await tx.rollback()
            await inbox.add_new(tx, [inbox.row("telegram", "2", "7", NOW, "{}")])

    with pytest.raises(InvalidRequestError):
        await write_on()
    async with there.read() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM inbox")).scalar_one() == 0


@pytest.mark.postgres
async def test_receipts_and_marks_of_the_same_rows_wait_for_each_other(there: Database) -> None:
    async with there.begin() as tx:
        await fill(tx)
    mine = [
        Receipt("k5", 5, "w5", "5", SendState.DELIVERED, NOW, "{}"),
        Receipt("k3", 3, "w3", "3", SendState.QUEUED, NOW, "{}", due_at=NOW),
    ]
    is_between = asyncio.Event()

    async def receive() -> None:
        async with there.begin() as tx:
            stop = watch(tx, lambda sql, _: is_between.set() if "UPDATE outbox" in sql else None)
            await receipts.apply(tx, "telegram", mine)
            stop()

    async def mark() -> None:
        await is_between.wait()
        async with there.begin(is_brief=True) as tx:
            await outbox.settle(tx, [outbox.Mark(n, SendState.SENT, NOW) for n in (5, 3)])

    await asyncio.gather(receive(), mark())
    async with there.read() as tx:
        found = await tx.exec_driver_sql("SELECT state FROM outbox WHERE id IN (3, 5) ORDER BY id")
        assert list(found.scalars())[1] == SendState.DELIVERED


@pytest.mark.postgres
async def test_what_turns_rewrite_has_room_in_its_pages(there: Database) -> None:
    async with there.read() as tx:
        query = "SELECT relname FROM pg_class WHERE 'fillfactor=50' = ANY (reloptions)"
        found = (await tx.exec_driver_sql(query)).scalars()
        assert set(found) == set(migrate.REWRITTEN)
