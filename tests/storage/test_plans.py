"""Turns, the sender and the ticking jobs find their rows by keys, for tables grow for years.

On SQLite a turn runs on the event loop: reading such a table from end to end would hold up all.
"""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from storage import broadcasts, inbox, outbox, receipts
from storage.database import Database, Tx
from tests.support.phones import CHANNELS
from tests.support.script import CASES, is_played_on, play, read_case
from tests.support.statements import watch_writers
from tests.support.talk import Talk
from tests.support.templates import copy_sqlite

SMALL = {"trainings", "meetings", "roles", "invitations", "counters", "broadcasts"}
SCAN = re.compile(r"SCAN (\w+)")
PARTIAL = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PLAYED = [
    pytest.param(case, channel, id=f"{channel}-{case.stem}")
    for case in CASES
    for channel in CHANNELS
    if case.parent.name == "register_business" and is_played_on(case, channel)
]
EVERY_SECOND: dict[str, Callable[[Tx], Awaitable[object]]] = {
    "has_queued": lambda tx: outbox.has_queued(tx, "telegram"),
    "claim": lambda tx: outbox.claim(tx, "telegram", NOW, 100),
    "backlog": lambda tx: outbox.list_contacts_with_backlog(tx, "telegram"),
    "doubt_all": lambda tx: outbox.doubt_all(tx, "telegram"),
    "resend_uncertain": lambda tx: outbox.resend_uncertain(tx, "telegram", NOW),
    "is_reply_waiting": lambda tx: outbox.is_reply_waiting(tx, "whatsapp", "1"),
    "oldest_unsent_at": outbox.oldest_unsent_at,
    "list_open_again": lambda tx: receipts.list_open_again(tx, "whatsapp", NOW),
    "release_templates": lambda tx: receipts.release_templates(tx, "whatsapp", NOW),
    "list_stuck": lambda tx: inbox.list_stuck(tx, NOW),
    "find_next": lambda tx: inbox.find_next(tx, "telegram", "1"),
    "list_parked": inbox.list_parked,
    "oldest_unfinished_at": inbox.oldest_unfinished_at,
    "has_stale_held": broadcasts.has_stale_held,
    "settle_held": broadcasts.settle_held,
    "count_ahead": lambda tx: broadcasts.count_ahead(tx, 1),
}


class Statements:
    """The statements that writers of a database execute, each with parameters of its own."""

    def __init__(self, database: Database) -> None:
        self.found: dict[str, Any] = {}
        watch_writers(database, lambda sql, values: self.found.setdefault(sql, values))


def scanned(url: str, sql: str, parameters: Any) -> set[str]:
    """The tables that grow and are read from end to end by a statement."""
    with closing(sqlite3.connect(str(make_url(url).database))) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        tables = {r[0] for r in database.execute("SELECT name FROM sqlite_master")}
        few = [r[0] for r in database.execute(PARTIAL)]
    read = {
        m[1] for _, _, _, step in plan if (m := SCAN.match(step)) and not step.endswith(tuple(few))
    }
    return read & tables - SMALL


@pytest.mark.parametrize(("case", "channel"), PLAYED)
async def test_a_turn_reads_no_table_that_grows_from_end_to_end(
    case: Path, channel: str, sqlite_template: Path, tmp_path: Path
) -> None:
    url = copy_sqlite(sqlite_template, tmp_path)
    talk = Talk(url, channel)
    seen = Statements(talk.database)
    try:
        await play(talk, read_case(case, channel))
    finally:
        await talk.close()
    for sql, parameters in seen.found.items():
        assert scanned(url, sql, parameters) == set(), sql


@pytest.mark.parametrize("name", EVERY_SECOND)
async def test_what_is_asked_every_second_reads_only_what_waits(
    name: str, sqlite_template: Path, tmp_path: Path
) -> None:
    url = copy_sqlite(sqlite_template, tmp_path)
    database = Database(url)
    seen = Statements(database)
    async with database.begin() as tx:
        await EVERY_SECOND[name](tx)
    await database.close()
    assert seen.found
    for sql, parameters in seen.found.items():
        assert scanned(url, sql, parameters) == set(), sql
