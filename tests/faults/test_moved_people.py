"""People who change places while a neighbour's turn shares the transaction.

Merged, handed over, let go or erased: what comes in the same moment from another phone of that
person goes as if it had come a moment later.
"""

import asyncio
from pathlib import Path

import pytest

from storage import people
from storage.database import Database
from tests.support.dump import dump
from tests.support.rows import NOW, add_person
from tests.support.script import FOLDER, blocks, read_steps
from tests.support.talk import Talk
from tests.support.templates import copy_sqlite


def script_of(case: str, *, steps: int | None = None) -> str:
    """The script of a transcript, or its first steps."""
    taken = list(read_steps((FOLDER / case).read_text(encoding="utf-8")))[:steps]
    return "\n".join(line for step in taken for line in step.lines)


MERGED = script_of("register_business/one_person_two_accounts.telegram.txt")
ERASES = MERGED + "\n> hapus data saya"
LETS_GO = MERGED + "\nBaru> bukan saya"
MERGES = MERGED[: MERGED.rindex("Baru> ya")]
CLAIMED = script_of("confirm_number_change/accepted.txt")
CLAIMS = CLAIMED[: CLAIMED.index("Hasan> [tombol: Benar, pindahkan]")]
ACCEPT = ("Hasan", "[tombol: Benar, pindahkan]")


@pytest.mark.parametrize(
    ("script", "acts"),
    [
        pytest.param(ERASES, [("", "ya"), ("Baru", "status")], id="erased, then asks"),
        pytest.param(ERASES, [("Baru", "[stiker]"), ("", "ya")], id="a word, then erased"),
        pytest.param(ERASES, [("", "ya"), ("Baru", "daftar usaha")], id="erased, then registers"),
        pytest.param(MERGES, [("Baru", "ya"), ("", "status")], id="merged into the one who asks"),
        pytest.param(MERGES, [("", "petugas"), ("Baru", "ya")], id="merged after a form began"),
        pytest.param(LETS_GO, [("Baru", "ya"), ("", "status")], id="let go, the other asks"),
        pytest.param(
            LETS_GO, [("", "[stiker]"), ("Baru", "ya")], id="a word of the other, then let go"
        ),
        pytest.param(CLAIMS, [ACCEPT, ("Baru", "status")], id="handed over to who asks"),
        pytest.param(CLAIMS, [ACCEPT, ("", "status")], id="handed over, the old chat asks"),
    ],
)
async def test_in_one_transaction_it_goes_as_one_after_another(
    script: str, acts: list[tuple[str, str]], migrated_url: str, sqlite_template: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    folder = tmp_path / "one after another"
    folder.mkdir()
    apart = await play(copy_sqlite(sqlite_template, folder), script, [[a] for a in acts])
    together = await play(migrated_url, script, [acts])

    assert together == apart


async def play(url: str, script: str, moments: list[list[tuple[str, str]]]) -> list[str]:
    """All rows, words out included, when these acts follow the script at these moments."""
    talk = Talk(url, "telegram")
    try:
        async for _ in blocks(talk, script):
            pass
        for events in [[e for act in acts for e in talk.events(*act)] for acts in moments]:
            await talk.take_in(events)
        rows = await dump(talk.database)
        await talk.read()  # fails where a turn has raised
        return rows
    finally:
        await talk.close()


@pytest.mark.postgres
async def test_who_waited_for_the_lock_of_a_merged_person_finds_the_one_who_stays(
    database: Database,
) -> None:
    if database.is_sqlite:
        return  # one writer at a time
    async with database.begin() as tx:
        stays, goes = [await add_person(tx, name) for name in ("Ani", "Ani lagi")]
    address = goes[0].address

    async def look() -> int:
        async with database.begin() as tx:
            found, _ = await people.load(tx, [address])
            return found["telegram", address].person_id

    async with database.begin() as tx:
        await people.merge(tx, stays[1].id, goes[1].id, NOW)
        looking = asyncio.create_task(look())
        await asyncio.sleep(0.3)
        assert not looking.done()

    assert await looking == stays[1].id
