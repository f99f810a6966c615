"""The terminal: what a process that was killed had on its way is shown by the next one."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from bot.__main__ import main
from storage.database import Database
from storage.schema import outbox
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


async def _leave_on_its_way(url: str) -> None:
    database = Database(url)
    async with database.begin() as tx:
        await tx.execute(update(outbox).values(state="sending"))
    await database.close()
