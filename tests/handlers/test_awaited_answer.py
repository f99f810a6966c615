"""A typed yes or no where no form is open: which plan file it is about."""

from domain.person import Role
from handlers.parts.awaited_answer import find_awaited
from storage import media, people, plan_files
from storage.database import Database, Tx
from tests.support.rows import NOW, add_person


async def test_of_several_plan_files_only_the_buttons_tell(database: Database) -> None:
    async with database.begin() as tx:
        _, made = await add_person(tx, "Hasan", Role.TRAINER)
        hasan = await people.find(tx, made.id)
        assert hasan is not None
        await _show(tx, hasan.id, "first")
        [first] = await plan_files.list_shown(tx, hasan.id)
        assert await find_awaited(tx, hasan, "ya", NOW) == ("keep_plan_file", f"yes.{first}")
        await _show(tx, hasan.id, "second")
        assert await find_awaited(tx, hasan, "ya", NOW) == ("keep_plan_file", "several")
        assert await find_awaited(tx, hasan, "Keripik", NOW) is None


async def _show(tx: Tx, person_id: int, ref: str) -> None:
    await plan_files.add(tx, person_id, "telegram", ref, NOW)
    for one in await media.list_wanted(tx):
        await plan_files.set_shown(tx, one.id)
