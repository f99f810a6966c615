"""`ikm-bot import trainings`: looked at first, kept after a yes."""

from pathlib import Path

import pytest

from bot.plan_import import import_trainings
from bot.settings import Settings
from domain.clock import Clock
from domain.errors import OperatorError
from domain.training import TrainingState
from storage import trainings
from storage.database import Database
from tests.support.plan_files import HEAD, ROW, plan_file

YEAR = Clock().today().year + 1  # the command reads the real clock
GOOD = (*ROW[:2], f"12 Jan {YEAR}", *ROW[3:])
FAULTY = ("P27-02", "Sablon", "20 Januari", "09.00", "12.00", "Kantor Dinas")


async def run(url: str, file: Path, answer: bool = True) -> list[str]:
    said: list[str] = []

    def ask(question: str) -> bool:
        said.append(question)
        return answer

    await import_trainings(Settings(database_url=url, _env_file=None), file, said.append, ask)
    return said


async def drafts(url: str) -> int:
    database = Database(url)
    async with database.read() as tx:
        found = await trainings.list_by_state(tx, [TrainingState.DRAFT])
    await database.close()
    return len(found)


async def test_says_what_it_would_do_and_does_it_once(migrated_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rencana.xlsx"
    file.write_bytes(plan_file([GOOD, FAULTY], HEAD))
    assert await run(migrated_url, file, answer=False) == [
        "Baris 3: tanggal “20 Januari” belum ada tahunnya. Tulis misalnya 5 Des 2027.",
        f"P27-01 · Membatik · 12 Januari {YEAR} · baru",
        "1 baru, 0 diperbarui, 0 tetap, 1 belum bisa diambil.",
        "Simpan 1 pelatihan?",
    ]
    assert await drafts(migrated_url) == 0
    assert (await run(migrated_url, file))[-1] == "Tersimpan: 1 baru, 0 diperbarui."
    again = await run(migrated_url, file)
    assert again[-1] == "0 baru, 0 diperbarui, 1 tetap, 1 belum bisa diambil."
    assert await drafts(migrated_url) == 1


async def test_many_trainings_in_slices(migrated_url: str, tmp_path: Path) -> None:
    file = tmp_path / "rencana.xlsx"
    file.write_bytes(
        plan_file([(f"P-{n}", *GOOD[1:]) for n in range(120)] + [("?", *FAULTY[1:])] * 150)
    )
    said = await run(migrated_url, file)
    assert said[100].startswith("dan 50 hal lain")
    assert said[-1] == "Tersimpan: 120 baru, 0 diperbarui."
    assert await drafts(migrated_url) == 100  # as many as a list holds


@pytest.mark.parametrize(
    ("content", "way_out"),
    [
        (None, "No such file"),
        (b"", "contoh rencana pelatihan"),
        (b"%PDF", "contoh rencana pelatihan"),
    ],
)
async def test_a_file_that_cannot_be_read_says_what_to_do(
    migrated_url: str, tmp_path: Path, content: bytes | None, way_out: str
) -> None:
    file = tmp_path / "rencana.xlsx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(OperatorError, match=rf"rencana\.xlsx.*{way_out}"):
        await run(migrated_url, file)
