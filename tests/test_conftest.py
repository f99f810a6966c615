"""The databases and the browser that tests are given work, and the network is closed."""

import socket

import pytest
from playwright.async_api import Page
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database


@pytest.mark.parametrize("run", ["first", "second"])
async def test_each_test_gets_an_empty_database(database_url: str, run: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("create table run (name text)"))
        await connection.execute(text("insert into run values (:name)"), {"name": run})
    async with engine.connect() as connection:
        rows = await connection.execute(text("select name from run"))
        assert rows.scalars().all() == [run]
    await engine.dispose()


@pytest.mark.parametrize("run", ["first", "second"])
async def test_each_test_gets_a_migrated_database(database: Database, run: str) -> None:
    async with database.begin() as tx:
        await tx.execute(text("create table run (name text)"))
        villages = await tx.execute(text("select count(*) from villages"))
        assert villages.scalar_one() > 0


@pytest.mark.parametrize("run", ["first", "second"])
async def test_nothing_stays_from_test_to_test(database: Database, run: str) -> None:
    async with database.begin() as tx:
        assert (await tx.execute(text("select count(*) from marks"))).scalar_one() == 0
        await tx.execute(text("insert into marks (name, value) values (:name, '')"), {"name": run})


@pytest.mark.parametrize("run", ["first", "second"])
async def test_what_comes_with_the_schema_is_whole_again(database: Database, run: str) -> None:
    async with database.begin() as tx:
        renamed = text("select count(*) from clusters where name = 'lain'")
        assert (await tx.execute(renamed)).scalar_one() == 0
        await tx.execute(text("update clusters set name = 'lain'"))


@pytest.mark.browser
async def test_chromium_shows_a_page(page: Page) -> None:
    await page.set_content("<h1>Katalog</h1>")
    assert await page.inner_text("h1") == "Katalog"


def test_connections_to_other_machines_are_guarded() -> None:
    assert socket.socket.connect.__qualname__.startswith("socket_allow_hosts")
