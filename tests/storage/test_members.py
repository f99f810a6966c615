"""Whom a coordinator sees: the scope is the query's, and large ones cost no more queries."""

from dataclasses import replace

from sqlalchemy import event, update

from domain.business import State
from domain.reminder import Note
from domain.seat import SeatState
from storage import attendance, businesses, members, notes, seats, staff
from storage.database import Database, Tx
from storage.schema import persons
from storage.staff import Invitation
from tests.support.rows import (
    NOW,
    VILLAGE,
    add_business,
    add_crowd,
    add_person,
    add_training,
)  # fmt: skip

OTHER_VILLAGE = "12.71.10.1012"


async def add_coordinator(tx: Tx, clusters: tuple[str, ...], villages: tuple[str, ...]) -> int:
    _, person = await add_person(tx, "Sari")
    await staff.grant(tx, person.id, Invitation("coordinator", clusters, villages), NOW)
    return person.id


async def add_owner(tx: Tx, name: str, cluster: str = "KERIPIK", village: str = VILLAGE) -> int:
    _, person = await add_person(tx, f"Ibu {name}")
    told = businesses.Registration(name, "ikm", "yes", "own", cluster, village)
    await businesses.add(tx, person.id, told, NOW)
    return person.id


async def names(tx: Tx, coordinator_id: int) -> list[str]:
    return [one.name for one in await members.list_of(tx, coordinator_id)]


async def test_a_coordinator_sees_their_clusters_in_their_villages_only(
    database: Database,
) -> None:
    async with database.begin() as tx:
        await add_owner(tx, "Dalam")
        await add_owner(tx, "Klaster lain", cluster="BATIK")
        await add_owner(tx, "Kelurahan lain", village=OTHER_VILLAGE)
        narrow = await add_coordinator(tx, ("KERIPIK",), (VILLAGE,))
        of_cluster = await add_coordinator(tx, ("KERIPIK",), ())
        of_village = await add_coordinator(tx, (), (VILLAGE,))
        _, nobody = await add_person(tx, "Hasan", "admin")
        assert await names(tx, narrow) == ["Dalam"]
        assert await names(tx, of_cluster) == ["Dalam", "Kelurahan lain"]
        assert await names(tx, of_village) == ["Dalam", "Klaster lain"]
        assert await names(tx, nobody.id) == []


async def test_two_scopes_of_one_coordinator_name_a_business_once(database: Database) -> None:
    async with database.begin() as tx:
        await add_owner(tx, "Dalam")
        coordinator = await add_coordinator(tx, ("KERIPIK",), (VILLAGE,))
        await staff.grant(tx, coordinator, Invitation("coordinator"), NOW)
        assert await names(tx, coordinator) == ["Dalam"]


async def test_who_is_no_ikm_or_erased_is_no_member(database: Database) -> None:
    async with database.begin() as tx:
        coordinator = await add_coordinator(tx, (), ())
        _, person = await add_person(tx, "Ani")
        await businesses.set_state(tx, await add_business(tx, person.id), State.NOT_IKM, NOW, None)
        gone = await add_owner(tx, "Hilang")
        await tx.execute(update(persons).where(persons.c.id == gone).values(erased_at=NOW))
        assert await names(tx, coordinator) == []


async def test_the_silent_are_those_who_were_asked_and_hold_a_seat(database: Database) -> None:
    async with database.begin() as tx:
        coordinator = await add_coordinator(tx, (), ())
        asked, unasked = await add_owner(tx, "Asma"), await add_owner(tx, "Budi")
        training = await add_training(tx)
        for person_id in (asked, unasked):
            await seats.enrol(tx, training.id, person_id, NOW)
        seat = await seats.find(tx, training.id, asked)
        assert seat is not None
        due = notes.DueNote(1, training.id, Note.ASK, training.round, NOW, 30)
        await notes.add_told(tx, [notes.Told(due, seat.id, notes.QUEUED, None)], NOW)
        assert [one.is_silent for one in await members.list_of(tx, coordinator)] == [True, False]

        await seats.confirm(tx, seat.id, NOW)
        first = (await members.list_of(tx, coordinator))[0]
        assert (first.is_silent, first.taken[0].seat_state) == (False, SeatState.CONFIRMED)
        await attendance.add(tx, training.plan.meetings[0].id, asked, NOW)
        first = (await members.list_of(tx, coordinator))[0]
        assert first.taken == (replace(first.taken[0], has_come=True),)


async def test_six_hundred_members_are_two_queries(database: Database) -> None:
    said: list[str] = []
    async with database.begin() as tx:
        coordinator = await add_coordinator(tx, ("KERIPIK",), ())
        training = await add_training(tx, quota=600)
        for number, person_id in enumerate(await add_crowd(tx, 600)):
            await add_business(tx, person_id, f"Keripik {number:03d}")
            if number % 10 == 0:
                await seats.enrol(tx, training.id, person_id, NOW)
    async with database.read() as tx:
        engine = tx.sync_engine
        event.listen(engine, "before_cursor_execute", lambda *a: said.append(a[2]))
        found = await members.list_of(tx, coordinator)
    assert (len(found), sum(bool(one.taken) for one in found)) == (600, 60)
    assert len([one for one in said if one.lstrip().startswith("SELECT")]) == 2
