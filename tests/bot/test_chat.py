"""The terminal: what a process that was killed had on its way is shown by the next one."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from bot.__main__ import main
from storage.database import Database
from storage.schema import outbox
from tests.support.script import FOLDER
from tests.support.templates import copy_sqlite


def test_after_a_kill_the_answers_come_again(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = copy_sqlite(sqlite_template, tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["chat"], input="halo\n").output
    assert "Apa yang bisa kami bantu?" in said
    asyncio.run(_leave_on_its_way(url))

    said = CliRunner().invoke(main, ["chat"], input="status\n").output

    assert "Apa yang bisa kami bantu?" in said  # it may have been read, or not
    assert "Belum ada usaha yang terdaftar" in said


def test_what_is_recorded_reads_like_a_transcript(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", copy_sqlite(sqlite_template, tmp_path))
    monkeypatch.chdir(tmp_path)
    said = "daftar usaha\nya\nboleh\nAni *Bintang*\n0812 3456 7890\n"
    CliRunner().invoke(main, ["chat", "--record", "recorded.txt"], input=said)

    recorded = (tmp_path / "recorded.txt").read_text(encoding="utf-8")

    golden = FOLDER / "register_business" / "all_typed.txt"
    same = golden.read_text(encoding="utf-8").split("> Keripik Bu Ani")[0]
    assert recorded.rstrip() == same.replace("Ani Br. Sitorus", "Ani *Bintang*").rstrip()


async def _leave_on_its_way(url: str) -> None:
    database = Database(url)
    async with database.begin() as tx:
        await tx.execute(update(outbox).values(state="sending"))
    await database.close()
