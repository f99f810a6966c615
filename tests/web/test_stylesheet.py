"""The stylesheet: kept for a year under its present name, never mistaken for something else."""

import httpx
import pytest

from storage.database import Database
from texts.catalogue import load
from web.site import build_site
from web.stylesheet import ADDRESS

WORDS = load({"agency": "Dinas Contoh", "agency_address": "", "agency_contact": ""})


@pytest.mark.parametrize(("address", "cache"), [(ADDRESS, "immutable"), ("/gaya/x.css", "=60")])
async def test_only_its_present_name_is_kept_long(
    database: Database, address: str, cache: str
) -> None:
    transport = httpx.ASGITransport(build_site(database, WORDS))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as visitor:
        found = await visitor.get(address)

    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/css")
    assert cache in found.headers["cache-control"]
