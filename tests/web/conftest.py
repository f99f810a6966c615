"""A visitor of the website, with a folder for photos."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from storage.database import Database
from texts.catalogue import load
from web.site import build_site
from web.surroundings import Surroundings

WORDS = load({"agency": "Dinas Contoh", "agency_address": "", "agency_contact": "0800 000"})


@pytest.fixture
def media_dir(tmp_path: Path) -> Path:
    """Where files that people sent lie."""
    folder = tmp_path / "media"
    folder.mkdir()
    return folder


@pytest.fixture
async def visitor(database: Database, media_dir: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a browser and no account."""
    house = Surroundings("https://ikm.example", media_dir, look_seconds=0)
    site = build_site(database, WORDS, house)
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client
