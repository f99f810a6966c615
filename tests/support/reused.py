"""Migrated PostgreSQL databases that go from test to test: emptying one costs a tenth of making it.

What comes with the schema (kelurahan, clusters) stays. A database whose shape or such rows a test
has changed, or that has grown, is dropped instead.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.support import postgres

MAX_BYTES = 40_000_000  # deleted rows leave their room behind
_LEAVE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
_SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull), ','
                          ORDER BY attrelid, attnum))
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
"""


class Reused:
    """The databases of one test process, made like a migrated one as they are needed."""

    def __init__(self) -> None:
        self._template = ""  # URL of the migrated one
        self._free: list[str] = []
        self._filled: list[str] = []  # tables that migrating fills
        self._given = ""  # the fingerprint it gives

    async def open(self, template: str) -> None:
        """Make databases like the one at this URL, which stays as it is."""
        self._template = template
        connection = await postgres.connect(template)
        self._filled = await _list_filled(connection)
        self._given = await _fingerprint(connection, self._filled)
        await connection.close()

    async def close(self) -> None:
        """Drop them all."""
        for url in (*self._free, self._template):
            await postgres.drop(url)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[str]:
        """URL of a database like the template, for one test."""
        url = self._free.pop() if self._free else await self._make()
        try:
            yield url
        finally:
            if await self._is_like_new(url):
                self._free.append(url)
            else:
                await postgres.drop(url)

    async def _make(self) -> str:
        return await postgres.create(self._template.rpartition("/")[2])

    async def _is_like_new(self, url: str) -> bool:
        try:
            connection = await postgres.connect(url)
        except (OSError, asyncpg.PostgresError):
            return False
        try:
            await connection.execute(_LEAVE)
            await self._empty(connection)
            size = await connection.fetchval("SELECT pg_database_size(current_database())")
            found = await _fingerprint(connection, self._filled)
            return bool(size <= MAX_BYTES and found == self._given)
        except asyncpg.PostgresError:  # without a superuser's rights, for one
            return False
        finally:
            await connection.close()

    async def _empty(self, connection: asyncpg.Connection) -> None:
        tables = [r[0] for r in await connection.fetch(_TABLES) if r[0] not in self._filled]
        deletes = "; ".join(f'DELETE FROM "{name}"' for name in tables)  # noqa: S608  # our own
        # As a replica it looks at no foreign key, so that the order of tables does not matter.
        await connection.execute(f"SET session_replication_role = replica; {deletes}")


async def _list_filled(connection: asyncpg.Connection) -> list[str]:
    tables = [r[0] for r in await connection.fetch(_TABLES)]
    return [
        name
        for name in tables
        if await connection.fetchval(f'SELECT EXISTS (SELECT 1 FROM "{name}")')  # noqa: S608  # our own
    ]


async def _fingerprint(connection: asyncpg.Connection, filled: list[str]) -> str:
    """What differs where the shape, or a row of a filled table, does."""
    rows = [f"""SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM "{name}" t"""  # noqa: S608  # our own
            for name in filled]  # fmt: skip
    return " ".join([str(await connection.fetchval(query)) for query in (_SHAPE, *rows)])
