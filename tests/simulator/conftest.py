"""A simulator of its own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.simulated_world import World, running_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A fresh simulated world."""
    async with running_world(tmp_path / "simulator") as fresh:
        yield fresh
