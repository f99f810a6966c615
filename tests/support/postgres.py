"""A fresh PostgreSQL database for one test, dropped afterwards."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import asyncpg

SERVER_URL = os.environ.get(
    "TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/test"
)
CONNECT_SECONDS = 5  # a server on this machine answers at once or not at all

_numbers = count()


async def why_unreachable() -> str | None:
    """The reason why no PostgreSQL can be used here, or None where one answers."""
    try:
        connection = await asyncpg.connect(_plain(SERVER_URL), timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        return f"no PostgreSQL at {_shown(SERVER_URL)} ({type(error).__name__})"
    await connection.close()
    return None


@asynccontextmanager
async def fresh_database(template: str = "template0") -> AsyncIterator[str]:
    """Create a database of its own from `template`; gives its URL, drops it at the end."""
    name = f"ikm_test_{os.getpid()}_{next(_numbers)}"
    await _execute(
        f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        # No test cuts the power: commits need not wait for the disk.
        f'ALTER DATABASE "{name}" SET synchronous_commit TO off',
    )
    try:
        yield SERVER_URL.rpartition("/")[0] + "/" + name
    finally:
        await _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@asynccontextmanager
async def out_of_reach(url: str) -> AsyncIterator[None]:
    """Throw everybody out of a database and let nobody in, for a while."""
    name = url.rpartition("/")[2]
    await _execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    await _execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608  # our own name
    )
    try:
        yield
    finally:
        await _execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


async def _execute(*statements: str) -> None:
    connection = await asyncpg.connect(_plain(SERVER_URL), timeout=CONNECT_SECONDS)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def _shown(url: str) -> str:
    return url.rpartition("@")[2]  # without user and password
