"""Jobs of trainings: told once per seat, whatever restarts; offers; states; silent seats."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.training import Silence, TrainingState, elsewhere
from storage import attendance, changes, notes, people, seats, trainings
from storage.changes import TRAININGS
from storage.database import Database
from storage.schema import contacts
from storage.schema import outbox as outbox_table
from tests.support.rows import NOW, a_plan
from tests.support.training_world import World

PLAN = a_plan()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NINE = PLAN.starts_at  # 09.00 WIB


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


async def test_every_note_reaches_every_seat_once(world: World) -> None:
    await world.open(3)
    for hours in range(-193, 4, 6):
        for _ in range(2):  # a tick too many does nothing
            await world.at(NINE + hours * HOUR)
    assert await world.told() == {
        "week_before queued": 3, "ask queued": 3, "ask_again queued": 3, "day_before queued": 3,
        "morning queued": 3,
    }  # fmt: skip
    async with world.database.read() as tx:
        rows = (await tx.execute(select(outbox_table))).all()
    assert len(rows) == 15
    assert all(r.kind == "reminder" and r.expires_at is not None for r in rows)


async def test_only_the_silent_are_asked_again(world: World) -> None:
    await world.open(3)
    await world.at(NINE - 3 * DAY)
    async with world.database.begin() as tx:
        first, second, _ = await seats.list_of_training(tx, world.training.id)
        await seats.confirm(tx, first.id, world.clock.now())
        await seats.give_up(tx, second.id, world.clock.now())
    await world.at(NINE - 2 * DAY + 8 * HOUR)
    told = await world.told()
    assert (told["ask queued"], told["ask_again queued"]) == (3, 1)
    async with world.database.read() as tx:
        assert await notes.list_silent(tx, world.training.id) == [world.crowd[2]]


async def test_the_question_as_people_read_it(world: World) -> None:
    await world.open(1, bring="KTP asli untuk daftar hadir")
    async with world.database.begin() as tx:
        await people.introduce(tx, world.crowd[0], "Ani")
    await world.at(NINE - 3 * DAY)
    *_, asked = await world.texts()
    assert asked.text == (
        "Ani, 3 hari lagi ada *Membatik untuk Pemula*: Selasa, 12 Januari 2027, "
        "pukul 09.00–15.00 WIB, di Aula Camat Medan Maimun.\n"
        "Bawa: KTP asli untuk daftar hadir.\n"
        "Jadi datang? Kalau tak bisa, beri tahu ya, supaya tempatnya bisa dipakai yang menunggu. "
        "Mohon jawab sebelum besok pukul 17.00."
    )
    assert [o.label for o in asked.options] == ["Hadir", "Tidak bisa"]
    assert asked.template is not None
    assert asked.template.name == "pelatihan_jadi_datang"


async def test_a_standstill_over_the_hour_is_made_up_and_one_too_long_is_counted(
    world: World,
) -> None:
    await world.open(2)
    await world.at(NINE - 6 * DAY)  # a day late: still worth it
    await world.at(NINE - DAY + HOUR)  # nothing for five days: both questions are too late
    assert await world.told() == {
        "week_before queued": 2, "ask late": 2, "ask_again late": 2, "day_before queued": 2,
    }  # fmt: skip


async def test_the_clock_set_back_an_hour_repeats_nothing(world: World) -> None:
    await world.open(2)
    await world.at(NINE - 3 * DAY)
    before = await world.told()
    await world.at(NINE - 3 * DAY - HOUR)
    await world.at(NINE - 3 * DAY + HOUR)
    assert await world.told() == before
    await world.at(PLAN.registration_closes_at)
    await world.at(PLAN.registration_closes_at - HOUR)
    async with world.database.read() as tx:
        assert (await trainings.get(tx, world.training.id)).state is TrainingState.CLOSED


async def test_moved_the_reminders_move_and_all_are_asked_again(world: World) -> None:
    await world.open(2)
    await world.at(NINE - 3 * DAY)
    week = timedelta(days=7)
    day = PLAN.meetings[0]
    async with world.database.begin() as tx:
        first, _ = await seats.list_of_training(tx, world.training.id)
        await seats.confirm(tx, first.id, world.clock.now())
        later = type(day)(day.starts_at + week, day.ends_at + week, day.venue)
        plan = a_plan(meetings=(later,), offers_close_at=PLAN.offers_close_at + week)
        await changes.move(tx, TRAININGS, world.training.id, plan, world.clock.now())
    assert await world.texts() == []  # what waited to be sent is not sent
    assert await world.states() == ["held", "held"]
    await world.at(NINE - 3 * DAY + HOUR)
    assert ["jadwal" in m.text for m in await world.texts()] == [True, True]
    await world.at(NINE - 2 * DAY + 8 * HOUR)
    assert (await world.told())["ask_again queued"] == 0
    await world.at(NINE + 4 * DAY)
    assert (await world.told())["ask queued"] == 4  # two before, two again
    await world.at(NINE)
    assert (await world.told())["morning queued"] == 0


async def test_called_off_nothing_more_is_sent_but_that(world: World) -> None:
    await world.open(2)
    await world.at(NINE - 7 * DAY)
    async with world.database.begin() as tx:
        await changes.call_off(tx, TRAININGS, world.training.id, world.clock.now())
    for days in range(-7, 100, 3):
        await world.at(NINE + days * DAY + HOUR)
    assert await world.told() == {"week_before queued": 2, "called_off queued": 2}
    assert ["tidak jadi diadakan" in m.text for m in await world.texts()] == [True, True]


async def test_a_new_venue_is_told_each_time(world: World) -> None:
    await world.open(1)
    for venue in ("Kantor Lurah", "Balai Kota"):
        async with world.database.begin() as tx:
            await changes.change_venue(
                tx, TRAININGS, world.training.id,
                lambda held, to=venue: elsewhere(held.plan, to, "", NOW), NOW,  # type: ignore[misc]
            )  # fmt: skip
        await world.at(NOW)
    assert [("Lurah" in m.text, "Balai" in m.text) for m in await world.texts()] == [
        (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("silence", "states"),
    [
        (Silence.KEEP, ["confirmed", "held", "waitlisted"]),
        (Silence.RELEASE, ["confirmed", "released", "offered"]),
    ],
)
async def test_what_becomes_of_a_silent_seat(
    world: World, silence: Silence, states: list[str]
) -> None:
    await world.open(3, quota=2, silence=silence)
    await world.at(NINE - 3 * DAY)
    async with world.database.begin() as tx:
        first, *_ = await seats.list_of_training(tx, world.training.id)
        await seats.confirm(tx, first.id, world.clock.now())
    await world.at(NINE - DAY + 3 * HOUR)  # noon of the day before
    await world.at(NINE - DAY + 3 * HOUR)
    assert await world.states() == states


async def test_who_was_never_asked_keeps_the_seat(world: World) -> None:
    await world.open(2, quota=1, silence=Silence.RELEASE)
    await world.at(NINE - DAY + 3 * HOUR)  # the questions fell into a standstill
    assert await world.states() == ["held", "waitlisted"]


async def test_an_offer_is_told_runs_out_and_goes_on(world: World) -> None:
    await world.open(3, quota=1)
    async with world.database.begin() as tx:
        first, *_ = await seats.list_of_training(tx, world.training.id)
        await seats.give_up(tx, first.id, NOW)
    await world.at(NOW)
    await world.at(NOW)
    [offer] = await world.texts()
    assert "giliran Bapak/Ibu" in offer.text
    assert "Rabu, 25 November 2026, pukul" in offer.text or "Kamis" in offer.text
    await world.at(NOW + 3 * DAY)
    assert await world.states() == ["person", "expired", "offered"]
    texts = [m.text for m in await world.texts()]
    assert len(texts) == 3
    assert "sudah lewat" in texts[1]
    assert "giliran" in texts[2]


async def test_an_offer_that_reaches_nobody_goes_on_at_once(world: World) -> None:
    await world.open(3, quota=1)
    async with world.database.begin() as tx:
        blocked = update(contacts).where(contacts.c.person_id == world.crowd[1])
        await tx.execute(blocked.values(reachable=False))
        first, *_ = await seats.list_of_training(tx, world.training.id)
        await seats.give_up(tx, first.id, NOW)
    await world.at(NOW)
    await world.at(NOW)
    assert await world.states() == ["person", "expired", "offered"]
    assert len(await world.texts()) == 1


async def test_certificates_for_those_who_came_often_enough_once(world: World) -> None:
    day = PLAN.meetings[0]
    two = (day, type(day)(day.starts_at + DAY, day.ends_at + DAY, day.venue))
    await world.open(3, meetings=two, min_attendance_percent=80)
    async with world.database.begin() as tx:
        first, second = (await trainings.get(tx, world.training.id)).plan.meetings
        for meeting, person in ((first, 0), (second, 0), (first, 1)):
            assert await attendance.add(tx, meeting.id, world.crowd[person], NOW)
            assert not await attendance.add(tx, meeting.id, world.crowd[person], NOW)
    for _ in range(2):
        await world.at(NINE + 2 * DAY + HOUR)
    made = [m for m in await world.texts() if m.document]
    assert len(made) == 1
    assert made[0].document.startswith("certificate:")
    assert "PLT-001/1/2027" in made[0].text
    told = await world.told()
    assert told["feedback queued"] == 2  # those who came at all
    await world.at(NINE + 31 * DAY + HOUR + DAY)
    assert (await world.told())["follow_up_30 queued"] == 2
