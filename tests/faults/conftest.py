"""The real processes that faults are brought about in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.processes import PHONES, World


@pytest.fixture
async def world(tmp_path: Path, database_url: str) -> AsyncIterator[World]:
    """A running simulator with phones; the bot is started by the test."""
    made = World(tmp_path, database_url)
    await made.start("simulator", "--port", str(made.simulator_port))
    await made.until_it_answers(f"http://127.0.0.1:{made.simulator_port}/simulator/clock")
    for phone in PHONES:
        await made.call("POST", "phones", id=phone, name=f"Orang {phone}", number=f"+62813{phone}")
    yield made
    await made.close()
