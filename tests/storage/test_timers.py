"""Timers of conversations: one per question, and one for what staff entered."""

from dataclasses import replace
from datetime import timedelta

from storage import timers
from storage.database import Database
from storage.timers import Timer
from tests.support.rows import NOW, add_person

LATER = NOW + timedelta(seconds=2)


async def test_a_later_timer_of_a_question_replaces_the_earlier(database: Database) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx, "Ani Lubis")
        await timers.set_timer(tx, Timer(0, person.id, 7, "photos", 3, NOW))
        await timers.set_timer(tx, Timer(0, person.id, 7, "photos", 4, LATER))

        [only] = await timers.list_due(tx, LATER)
    assert (only.turn, only.due_at, only.text) == (4, LATER, None)


async def test_an_album_in_the_same_moment_does_not_undo_what_staff_entered(
    database: Database,
) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx, "Ani Lubis")
        entered = Timer(0, person.id, 7, "photos", 3, NOW, "tidak ada foto")
        await timers.set_timer(tx, entered)
        await timers.set_timer(tx, replace(entered, turn=4, due_at=LATER, text=None))

        entry, album = await timers.list_due(tx, LATER)
        await timers.drop(tx, [entry])
        assert await timers.list_due(tx, LATER) == [album]
    assert (entry.key, entry.turn, entry.text) == ("photos", 3, "tidak ada foto")
    assert (album.key, album.turn, album.text) == ("photos", 4, None)
