"""Every chat with a fault at every step: the same words, and the same rows, as without.

`make test` plays a sample, `make soak` all; FAULT_SEED chooses it and what is left to chance.
"""

from pathlib import Path

import pytest

from tests.support.dump import dump
from tests.support.mortal import MortalTalk
from tests.support.script import blocks, read_steps, take
from tests.support.sweep import (
    Clean,
    CrowdedTalk,
    RepeatingTalk,
    Swept,
    ToldTalk,
    play_clean,
    sweep,
)
from tests.support.talk import Talk
from tests.support.templates import copy_sqlite

_played: dict[Swept, Clean] = {}  # by this process: several tests want the same


@pytest.fixture
async def clean(swept: Swept, sqlite_template: Path, tmp_path: Path) -> Clean:
    """The case as it goes when nothing goes wrong."""
    if swept not in _played:
        folder = tmp_path / "clean"
        folder.mkdir()
        talk = Talk(copy_sqlite(sqlite_template, folder), swept.channel)
        _played[swept] = await play_clean(talk, swept.script)
    return _played[swept]


async def play_like(clean: Clean, talk: Talk, script: str, *, is_alone: bool = True) -> None:
    """Play a case on a troubled talk; every step says what it said, the rows are the same."""
    try:
        wanted = iter(clean.blocks)
        async for _, block in blocks(talk, script):
            assert block == next(wanted)
        found = await dump(talk.database, None if is_alone else clean.addresses)
    finally:
        await talk.close()
    assert found == list(clean.rows if is_alone else clean.own)


@pytest.mark.parametrize("swept", sweep(0.02))
async def test_a_death_at_every_statement_changes_nothing(
    swept: Swept, clean: Clean, migrated_url: str
) -> None:
    await play_like(clean, MortalTalk(migrated_url, swept.channel), swept.script)


@pytest.mark.parametrize("swept", sweep(0.02))
async def test_an_event_that_comes_again_has_no_second_effect(
    swept: Swept, clean: Clean, migrated_url: str
) -> None:
    talk = RepeatingTalk(migrated_url, swept.channel, swept.chance)
    await play_like(clean, talk, swept.script)


@pytest.mark.parametrize("swept", sweep(0.01, seeds=3))
async def test_other_people_in_between_change_nothing(
    swept: Swept, clean: Clean, migrated_url: str
) -> None:
    talk = CrowdedTalk(migrated_url, swept.channel, swept.chance)
    await play_like(clean, talk, swept.script, is_alone=False)


@pytest.mark.parametrize("swept", sweep(0.02, channels=["whatsapp"]))
async def test_statuses_in_any_order_lead_to_the_same_end(
    swept: Swept, sqlite_template: Path, tmp_path: Path, migrated_url: str
) -> None:
    folder = tmp_path / "in order"
    folder.mkdir()
    in_order = ToldTalk(copy_sqlite(sqlite_template, folder))
    in_any = ToldTalk(migrated_url, swept.chance)
    try:
        for step in read_steps(swept.script):
            assert await take(in_any, step) == await take(in_order, step)
        await in_any.tell(all_of_it=True)
        ends = [await dump(talk.database, without=["inbox"]) for talk in (in_order, in_any)]
    finally:
        await in_order.close()
        await in_any.close()
    assert ends[1] == ends[0]
    assert any('"state": "read"' in line for line in ends[0])


async def test_a_bot_that_dies_at_every_statement_dies_at_those_past_sqlalchemy(
    migrated_url: str,
) -> None:
    talk = MortalTalk(migrated_url, "telegram")
    try:
        async for _ in blocks(talk, "> daftar usaha\n> ya\n"):
            pass
    finally:
        await talk.close()
    for table in ("inbox", "contacts", "sessions", "consents", "outbox"):
        assert f"INSERT INTO {table}" in " ".join(talk.fate.died_of), table
