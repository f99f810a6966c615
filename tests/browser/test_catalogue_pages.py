"""The catalogue in a real browser: on a small telephone and on a purchasing manager's desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from domain.clock import Clock
from domain.product import ProductState
from storage.database import Database
from tests.browser.conftest import served
from tests.support.pictures import picture
from tests.support.rows import NOW, add_product
from tests.support.screens import check
from tests.support.selling import add_photo, add_shown_product
from web.surroundings import Surroundings

pytestmark = pytest.mark.browser


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a served site with a dozen products; the first has two photos."""
    async with database.begin() as tx:
        first = await add_shown_product(
            tx, name="Keripik Ubi Pedas", minimum_order="10 bungkus", capacity="40 bungkus/hari",
            shelf_life_days=180, special="Digoreng pagi hari.\nTanpa pengawet.",
        )  # fmt: skip
        for shape in ((1600, 900), (600, 1200)):
            await add_photo(tx, first, tmp_path, picture(size=shape))
        for number in range(11):
            name = f"Keripik Pisang Manis Kemasan Keluarga Besar {number}"
            state = ProductState.SOLD_OUT if number == 10 else ProductState.PUBLIC
            await add_product(tx, first.business_id, name, 1_250_000, state)
    house = Surroundings("http://site", tmp_path, Clock(frozen_at=NOW), look_seconds=0)
    async with served(database, house) as address:
        yield address


async def test_a_manager_searches_narrows_and_looks(site: str, screen: Page) -> None:
    await screen.goto(f"{site}/katalog")
    await check(screen)
    await expect(screen.get_by_text("Habis", exact=True)).to_have_count(1)
    await screen.get_by_label("Cari produk").fill("kripik ubi")
    await screen.get_by_role("button", name="Cari").click()
    await expect(screen.get_by_text("1 produk")).to_be_visible()
    await check(screen)
    if (screen.viewport_size or {"width": 0})["width"] == 360:
        await screen.get_by_text("Saring", exact=True).click()
    await screen.get_by_label("Halal").check()
    await screen.get_by_label("Harga paling tinggi").fill("30rb")
    await screen.get_by_role("button", name="Tampilkan").click()
    await expect(screen.locator(".chosen li")).to_have_text(
        ["“kripik ubi”", "sampai Rp30.000", "Halal"]
    )
    await check(screen)
    await screen.get_by_role("link", name="Keripik Ubi Pedas").click()
    await expect(screen.get_by_role("heading", name="Keripik Ubi Pedas")).to_be_visible()
    await expect(screen.locator(".gallery img")).to_have_count(2)
    await expect(screen.get_by_role("link", name="Saya tertarik")).to_be_visible()
    await check(screen)
    await screen.get_by_role("link", name="Keripik Bu Ani").first.click()
    await expect(screen.get_by_role("heading", name="Keripik Bu Ani", exact=True)).to_be_visible()
    await check(screen)


async def test_where_there_is_nothing_the_page_helps(site: str, screen: Page) -> None:
    await screen.goto(f"{site}/katalog?cari=mobil")
    await expect(screen.get_by_role("heading", name="Belum ada yang cocok")).to_be_visible()
    await check(screen)
    await screen.get_by_role("link", name="Lihat semua produk").click()
    await expect(screen.get_by_text("12 produk")).to_be_visible()
