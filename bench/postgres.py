"""A PostgreSQL database for one run, where there is a server (TEST_POSTGRES_URL)."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bench.table import note

SERVER_URL = os.environ.get(
    "TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/test"
)
CONNECT_SECONDS = 5


@contextmanager
def fresh_database() -> Iterator[str | None]:
    """URL of an empty database that is dropped at the end; None where no server answers."""
    name = f"ikm_bench_{os.getpid()}"
    try:
        asyncio.run(_execute(f'CREATE DATABASE "{name}"'))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        note(f"no PostgreSQL here ({type(error).__name__}): its rows are left out")
        yield None
        return
    try:
        yield SERVER_URL.rpartition("/")[0] + "/" + name
    finally:
        asyncio.run(_execute(f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _execute(statement: str) -> None:
    plain = SERVER_URL.replace("postgresql+asyncpg://", "postgresql://", 1)
    connection = await asyncpg.connect(plain, timeout=CONNECT_SECONDS)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
