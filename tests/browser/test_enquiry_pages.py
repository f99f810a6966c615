"""What buyers see on the web, in a real browser, on a telephone and on a desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from domain.clock import Clock
from domain.enquiry import Side
from domain.product import Product
from storage import buyers, enquiries, marks, people
from storage.database import Database
from tests.browser.conftest import served
from tests.support.rows import NOW
from tests.support.screens import check
from tests.support.selling import add_shown_product
from web.surroundings import Surroundings

pytestmark = pytest.mark.browser


@pytest.fixture
async def product(database: Database) -> Product:
    async with database.begin() as tx:
        await marks.put(tx, marks.TELEGRAM_NAME, "ikm_bot")
        await marks.put(tx, marks.WHATSAPP_NUMBER, "+6281100000000")
        product = await add_shown_product(tx)
        await people.set_phone(tx, product.person_id, "+6281200001111")
    return product


@pytest.fixture
async def site(database: Database) -> AsyncIterator[str]:
    """The address of a served site."""
    async with served(database, Surroundings(clock=Clock(frozen_at=NOW), key="kunci")) as address:
        yield address


async def test_a_hotel_asks_corrects_and_reads_the_answer(
    database: Database, product: Product, site: str, screen: Page, tmp_path: Path
) -> None:
    await screen.goto(f"{site}/katalog/produk/{product.code}/tanya")
    await check(screen)
    await screen.screenshot(path=tmp_path / "form.png", full_page=True)
    await screen.get_by_label("Nama Bapak/Ibu").fill("Rina")
    await screen.get_by_label("Hotel", exact=True).check()
    await screen.get_by_label("Nama hotel, swalayan, atau toko").fill("Hotel Contoh Medan")
    await screen.get_by_label("Nomor HP atau WA").fill("061 456")
    await screen.get_by_label("Perlu berapa").fill("200 bungkus seminggu")
    await screen.get_by_label("PIRT").check()
    await screen.get_by_label("halal").check()
    await screen.get_by_label("Pesan untuk pemilik").fill("Ada rasa balado?\nMulai Januari.")
    await screen.get_by_label("Saya setuju").check()
    await screen.get_by_role("button", name="Kirim ke pemilik").click()

    await expect(screen.get_by_role("alert")).to_contain_text("Yang sudah diisi masih ada")
    await expect(screen.locator("#hp-salah")).to_be_visible()
    await expect(screen.get_by_label("PIRT")).to_be_checked()
    await check(screen)
    await screen.screenshot(path=tmp_path / "wrong.png", full_page=True)
    await screen.get_by_label("Nomor HP atau WA").fill("0812 0000 3333")
    await screen.get_by_role("button", name="Kirim ke pemilik").click()

    await expect(screen.get_by_text("menunggu jawaban")).to_be_visible()
    await check(screen)
    code = screen.url.rpartition("/")[2]
    async with database.begin() as tx:
        enquiry = await enquiries.find_by_code(tx, code)
        assert enquiry is not None
        await enquiries.say(tx, enquiry.id, Side.OWNER, "Ada, Bu. Bisa tiap Senin.", NOW)
        await enquiries.answer(tx, enquiry.id, NOW, shares_number=True)
    await screen.reload()
    await expect(screen.get_by_text("Ada, Bu. Bisa tiap Senin.")).to_be_visible()
    await expect(screen.get_by_role("link", name="0812-0000-1111")).to_be_visible()
    await check(screen)
    await screen.screenshot(path=tmp_path / "page.png", full_page=True)


async def test_a_hotel_registers_and_reads_its_list(
    database: Database, product: Product, site: str, screen: Page, tmp_path: Path
) -> None:
    await screen.goto(f"{site}/katalog/pembeli")
    await check(screen)
    await screen.screenshot(path=tmp_path / "buyer.png", full_page=True)
    await screen.get_by_label("Nama hotel, swalayan, atau toko").fill("Hotel Contoh Medan")
    await screen.get_by_label("Hotel", exact=True).check()
    await screen.get_by_label("Nama yang bisa dihubungi").fill("Rina")
    await screen.get_by_label("halal").check()
    await screen.get_by_label("Saya setuju").check()
    await screen.get_by_role("button", name="Daftar").click()
    await expect(screen.get_by_role("heading", level=1)).to_contain_text("sudah kami terima")
    await check(screen)

    async with database.begin() as tx:
        [buyer] = await buyers.list_unverified(tx)
        code = await buyers.recommend(
            tx, buyer.id, [product.code, "x"], "Semuanya sudah halal.", NOW, product.person_id
        )
    await screen.goto(f"{site}/katalog/pilihan/{code}")
    await expect(screen.get_by_role("link", name="Keripik Ubi Bu Ani")).to_be_visible()
    await check(screen)
    await screen.screenshot(path=tmp_path / "list.png", full_page=True)
