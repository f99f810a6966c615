"""The files of a cluster: as fresh as the pages, and drawn once for everybody."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest

from domain.product import ProductState
from storage import products
from storage.database import Database
from tests.support.rows import NOW
from tests.support.selling import add_shown_product, verify
from texts.catalogue import load
from web import catalogue_files
from web.site import build_site
from web.surroundings import Surroundings

WORDS = load({"agency": "Dinas Contoh", "agency_address": "", "agency_contact": "0800 000"})
PRICES = "/katalog/berkas/KERIPIK.xlsx"


def told(file: httpx.Response) -> str:
    """All words of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if "xml" in name)


async def test_what_is_hidden_or_priced_anew_is_so_in_the_next_file(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        kept = await add_shown_product(tx, name="Keripik Ubi")
        hidden = await add_shown_product(tx, "Dewi", name="Keripik Pisang")
    before = await visitor.get(PRICES)
    async with database.begin() as tx:
        await products.set_state(tx, hidden, ProductState.HIDDEN, NOW)
        await products.set_price(tx, kept, 31_500, "kotak", NOW)
    after = await visitor.get(PRICES)

    assert "Keripik Pisang" in told(before)
    assert "Keripik Ubi" in told(after)
    assert "Keripik Pisang" not in told(after)
    assert "31500" in told(after)


async def test_a_change_of_another_cluster_draws_nothing_anew(
    database: Database, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, most, kind = catalogue_files.KINDS["xlsx"]
    drawn = []

    def counted(*whole: object) -> bytes:
        drawn.append(whole)
        return make(*whole)  # type: ignore[arg-type]

    monkeypatch.setitem(catalogue_files.KINDS, "xlsx", (counted, most, kind))
    async with database.begin() as tx:
        await add_shown_product(tx)
    first = await visitor.get(PRICES)
    async with database.begin() as tx:
        batik = await add_shown_product(tx, "Dewi")
        await verify(tx, batik.business_id, cluster="BATIK")
    again = await visitor.get(PRICES)
    monkeypatch.setattr(catalogue_files, "KEPT_SECONDS", 0.0)
    await visitor.get(PRICES)

    assert first.content == again.content
    assert len(drawn) == 2


async def test_for_a_second_nobody_looks_at_all(database: Database, tmp_path: Path) -> None:
    house = Surroundings(media_dir=tmp_path, look_seconds=60.0)
    transport = httpx.ASGITransport(build_site(database, WORDS, house))
    async with database.begin() as tx:
        product = await add_shown_product(tx)
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as visitor:
        first = await visitor.get(PRICES)
        async with database.begin() as tx:
            await products.set_state(tx, product, ProductState.HIDDEN, NOW)
        assert (await visitor.get(PRICES)).content == first.content
