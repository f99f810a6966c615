"""PostgreSQL databases for tests, made and dropped."""

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
        connection = await connect(SERVER_URL)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        return f"no PostgreSQL at {_shown(SERVER_URL)} ({type(error).__name__})"
    await connection.close()
    return None


@asynccontextmanager
async def fresh_database() -> AsyncIterator[str]:
    """An empty database of its own; gives its URL, drops it at the end."""
    url = await create()
    try:
        yield url
    finally:
        await drop(url)


async def create(template: str = "template0") -> str:
    """URL of a new database like `template`."""
    name = f"ikm_test_{os.getpid()}_{next(_numbers)}"
    await _execute(
        f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        # No test cuts the power: commits need not wait for the disk.
        f'ALTER DATABASE "{name}" SET synchronous_commit TO off',
    )
    return f"{SERVER_URL.rpartition('/')[0]}/{name}"


async def drop(url: str) -> None:
    """Drop a database, whoever is still connected to it."""
    await _execute(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')


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


async def connect(url: str) -> asyncpg.Connection:
    """A bare connection."""
    return await asyncpg.connect(_plain(url), timeout=CONNECT_SECONDS)


async def _execute(*statements: str) -> None:
    connection = await connect(SERVER_URL)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _plain(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def _shown(url: str) -> str:
    return url.rpartition("@")[2]  # without user and password
