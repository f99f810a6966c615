"""A simulator of its own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.simulated_whatsapp import Business, running_business
from tests.support.simulated_world import World, running_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A fresh simulated world."""
    async with running_world(tmp_path / "simulator") as fresh:
        yield fresh


@pytest.fixture
async def business(world: World) -> AsyncIterator[Business]:
    """The bot's side of WhatsApp, with a registered callback."""
    async with running_business(world) as made:
        yield made
