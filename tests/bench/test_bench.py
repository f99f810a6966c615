"""The measurement itself: its smallest size runs, and what it says is what it does."""

from datetime import UTC, datetime

import pytest

from bench import parsing, registration, script
from bench.programs import Seen
from bench.sampler import layer_of
from bench.table import Target
from bot.channels.whatsapp.updates import read_body


@pytest.mark.slow
def test_the_smallest_size_measures_bot_and_peer(capsys: pytest.CaptureFixture[str]) -> None:
    registration.measure(is_small=True)
    printed = capsys.readouterr().out
    rows = {line[:24].strip(): line.split() for line in printed.splitlines()}
    for program in (registration.BOT, registration.WHATSAPP, registration.PTB["sequential"]):
        found = rows[program]
        assert found[-1] == "100%", printed
        assert float(found[-6]) > 0
    assert "times PTB's faster way as shipped" in printed


def test_every_message_of_the_script_has_an_answer() -> None:
    assert len(script.lines()) == len(script.answers())
    assert all(text for text, _ in script.answers())
    assert script.line(1_100_000_007, script.lines().index(script.PHONE)) == "081100000007"


def test_owners_live_in_different_places_and_make_different_things() -> None:
    assert len(script.villages()) > 100
    assert len(script.products()) > 15


def test_a_target_holds_or_is_missed() -> None:
    assert str(Target("x", 4.2, least=4.0)).startswith("holds")
    assert str(Target("x", 1.6, most=1.5)).startswith("MISSED")


def test_a_tool_belongs_to_the_layer_that_uses_it() -> None:
    assert layer_of("/x/storage/bulk.py", "run") == ""
    assert layer_of("/x/storage/outbox.py", "add") == "store: write"


def test_bodies_that_are_read_hold_as_many_messages_as_they_say() -> None:
    now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    news = read_body(parsing.many(script.webhook_body(1, 0, 1)), script.NUMBER_ID, now)
    assert len({e.address for e in news.events}) == parsing.MESSAGES
    assert {e.incoming.text for e in news.events} == {script.lines()[0]}


def test_a_peer_that_answered_nothing_sets_no_latency() -> None:
    ours, theirs, stalled = (
        Seen(100, 1, 2, 1, 9, 9, 0),
        Seen(50, 1, 4, 1, 9, 9, 0),
        Seen(0, 0, 0, 0, 1, 0, 0),
    )
    peers = {"sequential": [theirs], "pickle": [stalled]}
    found = [str(t) for t in registration._of_crowd("1000 owners", [ours], peers)]
    assert "0.50" in found[-1]
    assert found[-1].startswith("holds")
