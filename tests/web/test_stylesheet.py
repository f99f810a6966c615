"""The stylesheet: kept for a year under its present name, never mistaken for something else."""

import httpx
import pytest

from web.stylesheet import ADDRESS


@pytest.mark.parametrize(("address", "cache"), [(ADDRESS, "immutable"), ("/gaya/x.css", "=60")])
async def test_only_its_present_name_is_kept_long(
    visitor: httpx.AsyncClient, address: str, cache: str
) -> None:
    found = await visitor.get(address)

    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/css")
    assert cache in found.headers["cache-control"]
