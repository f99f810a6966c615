"""The public page of a certificate in a real browser, on a telephone and on a desk."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from domain.clock import Clock
from storage.database import Database
from tests.browser.conftest import served
from tests.support.certified import a_certificate
from tests.support.rows import NOW
from tests.support.screens import check
from web.surroundings import Surroundings

pytestmark = pytest.mark.browser


async def test_who_types_the_code_compares_name_training_and_date(
    database: Database, screen: Page, tmp_path: Path
) -> None:
    made = await a_certificate(database, "Ani Siregar")
    async with served(database, Surroundings(clock=Clock(frozen_at=NOW), key="kunci")) as site:
        await screen.goto(f"{site}/sertifikat")
        await check(screen)
        await screen.get_by_label("Kode sertifikat").fill(made.code.lower())
        await screen.get_by_role("button", name="Periksa").click()

        await expect(screen.get_by_role("heading", level=1)).to_contain_text("Sertifikat ini asli")
        facts = screen.get_by_role("definition")
        await expect(facts).to_have_text(
            ["Ani Siregar", "Membatik untuk Pemula", "12 Januari 2027"]
        )
        await check(screen)
        await screen.screenshot(path=tmp_path / "certificate.png", full_page=True)
