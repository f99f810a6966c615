"""Invitations: one use, seven days, and what they grant."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import people, staff
from storage.database import Database
from storage.schema import coordinator_scopes, invitations
from storage.staff import Invitation
from tests.support.rows import NOW, VILLAGE, add_person

CODE = "IKM-ABCD-EFGH"


async def test_a_code_is_good_for_one_person_once(database: Database) -> None:
    async with database.begin() as tx:
        _, first = await add_person(tx)
        _, second = await add_person(tx)
        await staff.invite(tx, CODE, Invitation("verifier"), NOW)
        assert await staff.redeem(tx, "ikm-abcd-efgh", first.id, NOW) == Invitation("verifier")
        assert await staff.redeem(tx, CODE, second.id, NOW) is None
        assert await staff.find_role_redeemed(tx, CODE, first.id) == "verifier"
        assert await staff.find_role_redeemed(tx, CODE, second.id) == ""
        found = await people.find(tx, first.id)
        assert found is not None
        assert found.roles == {"verifier"}
        assert await staff.list_with_role(tx, "admin", "verifier") == [first.id]


@pytest.mark.parametrize("days", [pytest.param(6, id="in time"), pytest.param(8, id="too late")])
async def test_a_code_is_good_for_seven_days(database: Database, days: int) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        await staff.invite(tx, CODE, Invitation("admin"), NOW)
        granted = await staff.redeem(tx, CODE, person.id, NOW + timedelta(days=days))
        assert (granted is not None) == (days < 7)


async def test_the_code_itself_is_never_stored(database: Database) -> None:
    async with database.begin() as tx:
        await staff.invite(tx, CODE, Invitation("admin"), NOW)
        row = (await tx.execute(select(invitations))).mappings().one()
        assert not any("ABCD" in str(value).upper() for value in row.values())


async def test_a_coordinator_looks_after_clusters_in_villages(database: Database) -> None:
    async with database.begin() as tx:
        _, near = await add_person(tx)
        _, wide = await add_person(tx)
        await staff.grant(
            tx, near.id, Invitation("coordinator", ("KERIPIK", "KOPI"), (VILLAGE,)), NOW
        )
        await staff.grant(tx, wide.id, Invitation("coordinator", ("BATIK",)), NOW)
        assert await staff.list_coordinators(tx, "KERIPIK", VILLAGE) == [near.id]
        assert await staff.list_coordinators(tx, "KERIPIK", "12.71.13.1002") == []
        assert await staff.list_coordinators(tx, "BATIK", "12.71.13.1002") == [wide.id]
        scopes = (await tx.execute(select(coordinator_scopes))).all()
        assert len(scopes) == 3


async def test_a_second_role_keeps_the_first(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx, "Rina", "trainer")
        await staff.grant(tx, person.id, Invitation("admin"), NOW)
        await staff.grant(tx, person.id, Invitation("admin"), NOW)
        found = await people.find(tx, person.id)
        assert found is not None
        assert found.roles == {"admin", "trainer"}
