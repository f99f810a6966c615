"""Buyers on the web: they register once, staff get the card; a list of products has one link."""

import html
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from domain.clock import Clock
from storage import buyers, erasure
from storage.buyers import BuyerTold
from storage.database import Database
from storage.schema import buyers as rows
from storage.schema import outbox
from tests.support.rows import NOW, add_person
from tests.support.selling import add_shown_product
from texts.catalogue import load
from web.site import build_site
from web.surroundings import Surroundings

WORDS = load({"agency": "Dinas Contoh", "agency_address": "", "agency_contact": "", "site": ""})
HOTEL = {
    "usaha": "Hotel Contoh", "jenis": "hotel", "nama": "Rina", "hp": "0812 0000 3333",
    "surat": ["pirt", "halal"], "jumlah": "200 bungkus", "kirim": "", "setuju": "ya",
}  # fmt: skip


@pytest.fixture
async def visitor(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    house = Surroundings(clock=Clock(frozen_at=NOW), key="kunci")
    transport = httpx.ASGITransport(build_site(database, WORDS, house))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client


def seen(page: httpx.Response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


async def filled(visitor: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    page = await visitor.get("/katalog/pembeli")
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found is not None
    return {"token": found[1], **HOTEL, **changes}


async def test_a_hotel_registers_once_and_staff_get_its_card(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        await add_person(tx, "Hasan", "verifier")
    form = await filled(visitor)
    sent = [await visitor.post("/katalog/pembeli", data=form) for _ in range(2)]
    page = await visitor.get(sent[0].headers["location"])

    assert [one.status_code for one in sent] == [303, 303]
    assert "sudah kami terima" in seen(page)
    async with database.read() as tx:
        [buyer] = await buyers.list_unverified(tx)
        [card] = (await tx.execute(select(outbox.c.payload))).scalars()
    assert (buyer.name, buyer.phone, buyer.papers) == (
        "Hotel Contoh", "+6281200003333", ("pirt", "halal")
    )  # fmt: skip
    assert "*Pembeli: Hotel Contoh* (Hotel)" in card
    assert f'"{buyer.id}"' in card


async def test_without_staff_a_buyer_waits_to_be_looked_at(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    sent = await visitor.post("/katalog/pembeli", data=await filled(visitor))

    assert sent.status_code == 303
    async with database.read() as tx:
        assert await buyers.count_unverified(tx) == 1


async def test_what_is_wrong_stands_at_its_field(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    evil = "<script>alert(1)</script>"
    form = await filled(visitor, usaha=" ", jenis=evil, nama=evil, hp=evil, setuju="")
    page = await visitor.post("/katalog/pembeli", data=form)
    forged = await visitor.post("/katalog/pembeli", data={**HOTEL, "token": "x.y.z"})

    assert (page.status_code, forged.status_code) == (422, 422)
    for field in ("usaha", "jenis", "hp", "setuju"):
        assert f'id="{field}-salah"' in page.text
    assert "<script" not in page.text
    assert evil in html.unescape(page.text)
    async with database.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(rows))).scalar_one() == 0


async def test_a_list_shows_what_is_still_shown(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        _, hasan = await add_person(tx, "Hasan", "verifier")
        kept = await add_shown_product(tx, name="Keripik Ubi <b>Pedas</b>")
        gone = await add_shown_product(tx, name="Kopi Medan")
        told = BuyerTold("Hotel <i>Contoh</i>", "hotel", "Rina", None)
        buyer, _ = await buyers.add(tx, told, NOW)
        codes = [kept.code, gone.code]
        code = await buyers.recommend(tx, buyer.id, codes, "Semua halal", NOW, hasan.id)
        await erasure.erase(tx, gone.person_id, NOW, NOW.date())
    page = await visitor.get(f"/katalog/pilihan/{code.lower()}")
    unknown = [await visitor.get(f"/katalog/pilihan/{one}") for one in ("7KQX93MNPR", "x", "<b>")]

    assert page.headers["x-robots-tag"] == "noindex"
    assert "Pilihan produk untuk Hotel <i>Contoh</i>" in seen(page)
    assert "Keripik Ubi <b>Pedas</b>" in seen(page)
    assert "Semua halal" in seen(page)
    assert "1 produk dari daftar ini sedang tidak tampil" in seen(page)
    assert "Kopi Medan" not in page.text
    assert [one.status_code for one in unknown] == [404] * 3
    assert len({one.text for one in unknown}) == 1
