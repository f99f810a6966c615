"""Invitations from the command line: the code is printed once, wrong words end in one line."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from bot.__main__ import main
from domain.invitation import digest
from storage.database import Database
from storage.schema import invitations


async def _stored(url: str) -> list[tuple[str, str, str, str]]:
    database = Database(url)
    async with database.read() as tx:
        rows = (await tx.execute(select(invitations))).all()
    await database.close()
    return [(r.code_digest, r.role, r.clusters, r.villages) for r in rows]


def _invite(monkeypatch: pytest.MonkeyPatch, folder: Path, *options: str) -> tuple[str, str]:
    url = f"sqlite+aiosqlite:///{folder / 'ikm.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return CliRunner().invoke(main, ["staff", "invite", *options]).output, url


def test_the_printed_code_is_the_one_that_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = ("--role", "coordinator", "--clusters", "keripik, KOPI", "--villages", "Tegal Sari I")
    output, url = _invite(monkeypatch, tmp_path, *wanted)
    code = output.splitlines()[0]
    [(kept, role, clusters, villages)] = asyncio.run(_stored(url))
    assert kept == digest(code)
    assert (role, clusters) == ("coordinator", "KERIPIK KOPI")
    assert villages.startswith("12.71.")


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        pytest.param(["--role", "admin", "--clusters", "KOPI"], "for a coordinator only",
                     id="scope without coordinator"),
        pytest.param(["--role", "coordinator", "--clusters", "PESAWAT"], "There is no cluster",
                     id="unknown cluster"),
        pytest.param(["--role", "coordinator", "--villages", "Sei Mati"], "12.71.13.1002",
                     id="a name that two kelurahan have"),
        pytest.param(["--role", "boss"], "Invalid value", id="unknown role"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], advice: str
) -> None:
    output, _ = _invite(monkeypatch, tmp_path, *options)
    assert advice in output
