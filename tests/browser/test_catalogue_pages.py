"""The catalogue in a real browser: on a small telephone and on a purchasing manager's desk."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.http import listen, server_for
from domain.clock import Clock
from domain.product import ProductState
from storage.database import Database
from tests.support.pictures import picture
from tests.support.rows import NOW, add_product
from tests.support.selling import add_photo, add_shown_product
from tests.web.conftest import WORDS
from web.site import build_site
from web.surroundings import Surroundings

pytestmark = pytest.mark.browser

SIZES = [pytest.param((360, 740), id="360"), pytest.param((1280, 860), id="1280")]
MIN_TARGET = 44  # px, WCAG 2.2 "Target Size (Enhanced)"
MIN_CONTRAST = 4.5  # WCAG 2.2 "Contrast (Minimum)"
MAX_SHIFT = 0.02  # of the screen; 0.1 is what web.dev calls good

SMALL_TARGETS = """min => [...document.querySelectorAll(
  "main a, main button, main select, main input, main label.check, header a, label.opener")]
  .filter(e => e.offsetParent !== null && e.type !== "checkbox")
  .filter(e => { const b = e.getBoundingClientRect(); return b.height < min || b.width < min; })
  .map(e => e.outerHTML.slice(0, 120))"""

UNLABELLED = """[...document.querySelectorAll("main input, main select")]
  .filter(e => !e.labels.length && !e.getAttribute("aria-label")).map(e => e.name)"""

FAINT = """min => {
  const parts = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.offsetParent === null || e.closest("option, optgroup, head, .skip")) continue;
    const a = light(parts(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < min) found.push(ratio.toFixed(2) + " " + e.outerHTML.slice(0, 100));
  }
  return found; }"""

WATCH_SHIFTS = """window.shift = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shift += one.value;
}).observe({type: "layout-shift", buffered: true});"""


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
    listener = listen("127.0.0.1", 0)
    house = Surroundings("http://site", tmp_path, Clock(frozen_at=NOW), look_seconds=0)
    server = server_for(build_site(database, WORDS, house))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture(params=SIZES)
async def screen(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Page]:
    """A page that runs no script of the site, and sees what is refused."""
    width, height = request.param
    page = await browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    await page.add_init_script(WATCH_SHIFTS)
    yield page
    await page.close()
    assert complaints == []


async def check(screen: Page) -> None:
    """Nothing sticks out, jumps, is too small to press, too faint to read or without a name."""
    await screen.wait_for_load_state("networkidle")
    assert await screen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert await screen.evaluate(SMALL_TARGETS, MIN_TARGET) == []
    assert await screen.evaluate(UNLABELLED) == []
    assert await screen.evaluate(FAINT, MIN_CONTRAST) == []
    assert await screen.evaluate("window.shift") <= MAX_SHIFT
    assert await screen.evaluate("[...document.images].every(i => !i.complete || i.naturalWidth)")


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
