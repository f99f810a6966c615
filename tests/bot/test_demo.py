"""The demo: people for the phones, never mixed with real ones."""

import pytest
from sqlalchemy import select

from bot.demo import prepare_demo, refuse_demo
from domain.errors import OperatorError
from storage import people
from storage.database import Database
from storage.schema import businesses
from tests.support.toys import NOW


async def test_the_demos_verified_owner_has_a_verified_business(database: Database) -> None:
    await prepare_demo(database)
    await prepare_demo(database)  # a second start changes nothing

    async with database.read() as tx:
        found = list(await tx.execute(select(businesses.c.name, businesses.c.state)))
    assert found == [("Keripik Bu Ani", "verified")]


async def test_a_token_on_a_demo_database_is_refused(database: Database) -> None:
    await prepare_demo(database)

    with pytest.raises(OperatorError, match="demo people"):
        await refuse_demo(database)


async def test_demo_people_are_not_put_among_real_ones(database: Database) -> None:
    async with database.begin() as tx:
        await people.add(tx, [people.Newcomer("telegram", "7", "", ("telegram", "7"), NOW)])

    with pytest.raises(OperatorError, match="real people"):
        await prepare_demo(database)
