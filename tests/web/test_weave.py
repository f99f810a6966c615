"""The cloth that stands for a photo, on pages and where a link is shared."""

import io
import re
from pathlib import Path

import httpx
import pytest
from PIL import Image

from storage import seed
from storage.database import Database
from tests.support.selling import add_photo, add_shown_product

OF_PAGE = re.compile(r'"og:image" content="https://ikm\.example(/[^"]+)"')


@pytest.mark.parametrize("cluster", [one.code for one in seed.clusters()][::9])
async def test_the_cloth_has_the_shape_in_which_chats_show_a_link(
    visitor: httpx.AsyncClient, cluster: str
) -> None:
    found = await visitor.get(f"/katalog/tenun/{cluster}.png")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    picture = Image.open(io.BytesIO(found.content)).convert("RGB")
    assert picture.size == (1200, 630)
    assert len(picture.getcolors() or ()) >= 3
    assert len(found.content) < 50_000


async def test_a_shared_link_always_has_a_picture(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    async with database.begin() as tx:
        bare = await add_shown_product(tx)
        broken = await add_shown_product(tx, "Dewi")
        await add_photo(tx, broken, media_dir, b"%PDF")
    for page in (
        f"/katalog/produk/{bare.code}", f"/katalog/usaha/{bare.code}",
        f"/katalog/produk/{broken.code}", "/katalog",
    ):  # fmt: skip
        seen = OF_PAGE.search((await visitor.get(page)).text)
        assert seen is not None, page
        shown = await visitor.get(seen[1], follow_redirects=True)
        assert Image.open(io.BytesIO(shown.content)).size == (1200, 630), page


async def test_a_cloth_only_for_clusters(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/katalog/tenun/KERIPIK.svg")).status_code == 200
    for kind in ("svg", "png"):
        assert (await visitor.get(f"/katalog/tenun/<script>.{kind}")).status_code == 404
