"""The command line answers --help at once and an operator's mistake in one line."""

import os
import subprocess
import sys
from pathlib import Path

import click
from click.testing import CliRunner

from bot.__main__ import Commands
from bot.__main__ import main as ikm_bot
from bot.guard import hold
from domain.errors import OperatorError
from tests.support.source import ROOT


def test_an_operators_mistake_ends_in_one_line_and_exit_code_1() -> None:
    @click.group(cls=Commands)
    def main() -> None:
        pass

    @main.command()
    def run() -> None:
        raise OperatorError("HTTP_PORT is in use: stop the other program or choose another port")

    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 1
    assert result.output.strip().splitlines() == [
        "Error: HTTP_PORT is in use: stop the other program or choose another port"
    ]


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, bot.__main__;"
        "print(sorted({'pydantic', 'sqlalchemy', 'telegram', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_an_unknown_kind_of_answer_is_named_beside_those_that_exist() -> None:
    result = CliRunner().invoke(ikm_bot, ["understand", "bogus"], input="25000\n")
    assert result.exit_code == 2
    assert "There is no kind bogus. Kinds: yes_no, have" in result.output
    known = CliRunner().invoke(ikm_bot, ["understand", "price"], input="25000\n")
    assert known.output.strip() == '{"outcome": "accepted", "value": 25000}'


def test_a_second_process_on_a_file_says_why_it_does_not_start_and_nothing_else(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ikm.db"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HTTP_PORT": "0",
           "DATABASE_URL": f"sqlite+aiosqlite:///{file}"}  # fmt: skip
    with hold(file):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "run"], cwd=tmp_path, env=env, capture_output=True,
            text=True,
        )  # fmt: skip
    assert done.returncode == 1
    assert (done.stdout + done.stderr).strip().splitlines() == [
        f"Error: Another process is running on {file}: stop it first,"
        " or use PostgreSQL for several processes."
    ]
    assert not file.exists()
