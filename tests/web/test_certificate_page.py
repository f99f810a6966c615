"""The public page of a certificate: genuine or not, and nothing more than it must show."""

import html
import re

import httpx

from storage import erasure
from storage.database import Database
from tests.support.certified import a_certificate
from tests.support.rows import NOW, a_plan


def seen(page: httpx.Response) -> str:
    """What a visitor reads: without markup, styles and runs of blanks."""
    bare = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


async def test_a_genuine_one_shows_name_training_and_days_only(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    made = await a_certificate(database, "Ani <b>Siregar</b>")

    page = await visitor.get(f"/sertifikat/{made.code.lower()}")

    assert page.status_code == 200
    assert page.headers["x-robots-tag"] == "noindex"
    assert "script" not in page.text
    assert "✓ Sertifikat ini asli Nama " in seen(page)
    assert "Ani <b>Siregar</b>" in seen(page)
    assert a_plan().title in seen(page)
    assert "12 Januari 2027" in seen(page)
    assert made.number not in page.text
    assert "62" not in seen(page)  # no phone


async def test_a_code_that_is_nobodys_is_not_genuine(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/sertifikat/<script>*x*")

    assert page.status_code == 404
    assert "Kode <script>*x* bukan kode sertifikat dari Dinas Contoh." in seen(page)


async def test_an_erased_persons_certificate_stays_genuine_without_the_name(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    made = await a_certificate(database, "Ani Siregar")
    async with database.begin() as tx:
        await erasure.erase(tx, made.person_id, NOW, NOW.date())

    page = await visitor.get(f"/sertifikat/{made.code}")

    assert page.status_code == 200
    assert "Ani" not in seen(page)


async def test_a_typed_code_leads_to_its_page(visitor: httpx.AsyncClient) -> None:
    asked = await visitor.get("/sertifikat")
    sent = await visitor.get("/sertifikat", params={"kode": " ab12 cd34 "})
    odd = await visitor.get("/sertifikat", params={"kode": "//evil.example"})

    assert "Periksa keaslian sertifikat" in seen(asked)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sertifikat/AB12CD34")
    assert odd.status_code == 200


async def test_a_page_that_is_not_there_is_kind(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/sertifikat/a/b/c")

    assert page.status_code == 404
    assert "Halaman ini tidak ada" in seen(page)
