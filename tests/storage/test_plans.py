"""Turns find their rows by keys: on SQLite they run on the event loop, and tables only grow."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from tests.support.script import CASES, play, read_case
from tests.support.talk import Talk
from tests.support.templates import copy_sqlite

SMALL = {
    "trainings",
    "meetings",
    "villages",
    "clusters",
    "cluster_kbli",
    "roles",
    "invitations",
    "counters",
}
SCAN = re.compile(r"SCAN (\w+)")
PLAYED = [
    case for case in CASES if case.parent.name == "register_business" and "." not in case.stem
]


async def statements_of(case: Path, url: str) -> dict[str, Any]:
    """The statements of the turns of a transcript, each with parameters of its own."""
    found: dict[str, Any] = {}

    def note(_: Any, __: Any, sql: str, parameters: Any, ___: Any, is_many: bool) -> None:
        found.setdefault(sql, parameters[0] if is_many else parameters)

    talk = Talk(url, "telegram")
    engine = talk.database._writer.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        await play(talk, read_case(case, "telegram"))
    finally:
        await talk.close()
    return found


def scanned(url: str, sql: str, parameters: Any) -> set[str]:
    """The tables that grow and are read from end to end by a statement."""
    with sqlite3.connect(str(make_url(url).database)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        tables = {r[0] for r in database.execute("SELECT name FROM sqlite_master")}
    read = {m[1] for _, _, _, step in plan if (m := SCAN.match(step))}
    return read & tables - SMALL


@pytest.mark.parametrize("case", PLAYED, ids=lambda case: case.stem)
async def test_a_turn_reads_no_table_that_grows_from_end_to_end(
    case: Path, sqlite_template: Path, tmp_path: Path
) -> None:
    url = copy_sqlite(sqlite_template, tmp_path)
    for sql, parameters in (await statements_of(case, url)).items():
        assert scanned(url, sql, parameters) == set(), sql
