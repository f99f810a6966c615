"""Writes that wait for each other: written before anybody looks, all of them or none."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import bindparam, func, select, update

from domain.consent import Consent, Purpose
from storage import consents, counters, owners, people, postponed, staff
from storage.bulk import NOTHING, Bulk
from storage.database import Database, DatabaseError, Tx, count_writes, tally
from storage.schema import consents as consent_rows
from storage.schema import counters as counter_rows
from storage.schema import persons
from storage.staff import Invitation
from tests.support.rows import NOW, add_person

YES = Consent(Purpose.SERVICE, True, "v1", "telegram", NOW)
_RENAME = Bulk(
    update(persons).where(persons.c.id == bindparam("who")).values(name=bindparam("called")),
    key="who",
)


async def count_consents(tx: Tx) -> int:
    return int((await tx.execute(select(func.count()).select_from(consent_rows))).scalar_one())


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of what was written in bulk, in order."""
    tables: list[str] = []
    run = Bulk.run

    async def note(
        self: Bulk, tx: Tx, rows: Sequence[Mapping[str, Any]], shared: Mapping[str, Any] = NOTHING
    ) -> Sequence[Sequence[Any]]:
        tables.append(str(self._statement.table.description))
        return await run(self, tx, rows, shared)

    monkeypatch.setattr(Bulk, "run", note)
    return tables


@pytest.mark.parametrize("is_brief", [True, False], ids=["brief", "job"])
async def test_what_waits_is_there_for_whoever_looks(database: Database, *, is_brief: bool) -> None:
    async with database.begin(is_brief=is_brief) as tx:
        _, person = await add_person(tx)
        await consents.add(tx, person.id, [YES])
        assert await count_consents(tx) == 1
        await consents.add(tx, person.id, [YES])
    async with database.read() as tx:
        assert await count_consents(tx) == 2


async def test_it_waits_and_counts_as_written(database: Database, written: list[str]) -> None:
    async with database.begin() as tx:
        _, first = await add_person(tx)
        _, second = await add_person(tx)
    written.clear()
    async with database.begin(is_brief=True) as tx:
        before = count_writes(tally(tx))
        await consents.add(tx, first.id, [YES])
        await consents.add(tx, second.id, [YES])
        assert count_writes(tally(tx)) == before + 2
        assert written == []
    assert written == ["consents"]
    async with database.read() as tx:
        assert await count_consents(tx) == 2


async def test_nothing_of_it_stays_where_the_transaction_fails(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
    with suppress(RuntimeError):
        async with database.begin(is_brief=True) as tx:
            await consents.add(tx, person.id, [YES])
            raise RuntimeError
    async with database.read() as tx:
        assert await count_consents(tx) == 0


async def test_a_question_about_somebody_else_does_not_hurry_it(
    database: Database, written: list[str]
) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        _, other = await add_person(tx)
    written.clear()
    async with database.begin(is_brief=True) as tx:
        await consents.add(tx, person.id, [YES])
        assert (await owners.recall(tx, other.id)).answered == {}
        assert written == []
        assert (await owners.recall(tx, person.id)).answered == {Purpose.SERVICE: ("v1", True)}
        assert written == ["consents"]


async def test_a_number_comes_once_however_it_is_asked_for(
    database: Database, written: list[str]
) -> None:
    async with database.begin(is_brief=True) as tx:
        assert await counters.next_value(tx, "member_number") == 1
        assert await counters.next_value(tx, "member_number") == 2
        assert list(await counters.next_values(tx, "member_number", 3)) == [3, 4, 5]
        assert await counters.next_value(tx, "other") == 1
    assert written == ["counters"]
    async with database.begin() as tx:
        assert await counters.next_value(tx, "member_number") == 6
        assert sorted((await tx.execute(select(counter_rows.c.value))).scalars()) == [1, 6]


async def test_what_is_told_twice_in_one_transaction_is_as_told_last(database: Database) -> None:
    async with database.begin(is_brief=True) as tx:
        _, person = await add_person(tx)
        _, other = await add_person(tx)
        for who, name in ((person, "Ani"), (other, "Butet"), (person, "Ani br. Ginting")):
            row = {"who": who.id, "called": name}
            await postponed.add(tx, _RENAME, row, of=who.id)
    async with database.read() as tx:
        found = [await people.find(tx, one.id) for one in (person, other)]
    assert [one.name for one in found if one] == ["Ani br. Ginting", "Butet"]


async def test_who_is_staff_is_asked_once_until_somebody_becomes_so(database: Database) -> None:
    async with database.begin(is_brief=True) as tx:
        _, ani = await add_person(tx, "Ani", "verifier")
        assert await staff.list_with_role(tx, "verifier") == [ani.id]
        _, butet = await add_person(tx)
        assert await staff.list_with_role(tx, "verifier") == [ani.id]
        await staff.grant(tx, butet.id, Invitation("verifier"), NOW)
        assert await staff.list_with_role(tx, "verifier") == [ani.id, butet.id]


async def test_a_row_that_cannot_be_written_fails_the_transaction(database: Database) -> None:
    async def tell_of_nobody() -> None:
        async with database.begin(is_brief=True) as tx:
            await consents.add(tx, 404, [YES])

    with pytest.raises(DatabaseError):
        await tell_of_nobody()
