"""The public form of an enquiry, and the private page it leads to."""

import html
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from domain import deep_link
from domain.answers.nik import mask_nik
from domain.clock import Clock
from domain.enquiry import Side
from domain.product import Product, ProductState
from storage import enquiries, erasure, marks, people
from storage.database import Database
from storage.schema import contacts, outbox
from storage.schema import enquiries as rows
from tests.support.rows import NOW
from tests.support.selling import add_enquiry, add_shown_product
from texts.catalogue import load
from web.form_tokens import FormTokens
from web.site import build_site
from web.surroundings import Surroundings

WORDS = load({"agency": "Dinas Contoh", "agency_address": "", "agency_contact": "", "site": ""})
CLOCK = Clock(frozen_at=NOW)
HOTEL = {
    "nama": "Rina", "jenis": "hotel", "usaha": "Hotel Contoh", "hp": "0812 0000 3333",
    "jumlah": "200 bungkus seminggu", "surat": ["halal", "pirt", "x"], "kirim": "tiap Senin",
    "pesan": "Ada rasa balado?\n\nMulai Januari", "setuju": "ya",
}  # fmt: skip


@pytest.fixture
async def product(database: Database) -> Product:
    async with database.begin() as tx:
        return await add_shown_product(tx)


@pytest.fixture
async def visitor(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    CLOCK.offset = timedelta()
    transport = httpx.ASGITransport(
        build_site(database, WORDS, Surroundings(clock=CLOCK, key="kunci"))
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
        yield client


def seen(page: httpx.Response) -> str:
    bare = re.sub(r"<[^>]+>", " ", page.text)
    return " ".join(html.unescape(bare).split())


def token(page: httpx.Response) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


async def send(visitor: httpx.AsyncClient, product: Product, **changes: Any) -> httpx.Response:
    """Open the form, fill it in, send it."""
    address = f"/katalog/produk/{product.code}/tanya"
    filled = {"token": token(await visitor.get(address)), **HOTEL, **changes}
    return await visitor.post(address, data=filled)


async def count(database: Database, table: Any = rows) -> int:
    async with database.read() as tx:
        return int((await tx.execute(select(func.count()).select_from(table))).scalar_one())


async def test_a_form_becomes_an_enquiry_a_notice_and_a_page(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    async with database.begin() as tx:
        await marks.put(tx, marks.TELEGRAM_NAME, "ikm_bot")
        await marks.put(tx, marks.WHATSAPP_NUMBER, "+6281100000000")
    sent = await send(visitor, product)
    page = await visitor.get(sent.headers["location"])

    assert sent.status_code == 303
    code = sent.headers["location"].rpartition("/")[2]
    async with database.read() as tx:
        made = await enquiries.find_by_code(tx, code)
        told = (await tx.execute(select(outbox.c.payload))).scalar_one()
    assert made is not None
    assert (made.name, made.organisation, made.phone) == ("Rina", "Hotel Contoh", "+6281200003333")
    assert (made.papers, made.words) == (("pirt", "halal"), "Ada rasa balado?\nMulai Januari")
    assert made.told_at == NOW
    assert "*Hotel Contoh* tertarik dengan *Keripik Ubi Bu Ani*" in told
    assert "PIRT belum, halal ✓" in told
    assert page.headers["x-robots-tag"] == "noindex"
    assert page.headers["cache-control"] == "no-store"
    assert "sudah sampai ke pemilik, menunggu jawaban" in seen(page)
    assert f'href="https://t.me/ikm_bot?start=tanya-{code}"' in page.text
    assert f'href="https://wa.me/6281100000000?text=tanya%20{code}"' in page.text
    assert "0812" not in page.text


async def test_the_form_names_the_chats_that_run(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    address = f"/katalog/produk/{product.code}/tanya"
    without = await visitor.get(address)
    async with database.begin() as tx:
        await marks.put(tx, marks.TELEGRAM_NAME, "ikm_bot")
    page = await visitor.get(address)

    assert "t.me" not in without.text
    start = f"produk-{product.code}"
    assert deep_link.PRODUCT.fullmatch(start)
    assert f'href="https://t.me/ikm_bot?start={start}"' in page.text


async def test_sent_twice_it_is_one_enquiry_and_one_notice(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    address = f"/katalog/produk/{product.code}/tanya"
    filled = {"token": token(await visitor.get(address)), **HOTEL}
    sent = [await visitor.post(address, data=filled) for _ in range(2)]

    assert [one.status_code for one in sent] == [303, 303]
    assert len({one.headers["location"] for one in sent}) == 1
    assert (await count(database), await count(database, outbox)) == (1, 1)


async def test_an_owner_whom_nothing_reaches_has_the_enquiry_all_the_same(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    async with database.begin() as tx:
        gone = update(contacts).where(contacts.c.person_id == product.person_id)
        await tx.execute(gone.values(reachable=False))
    sent = await send(visitor, product, kirim="")

    assert sent.status_code == 303
    async with database.read() as tx:
        made = await enquiries.find_by_code(tx, sent.headers["location"].rpartition("/")[2])
    assert made is not None
    assert made.told_at is None
    assert await count(database, outbox) == 0
    page = await visitor.get(sent.headers["location"])
    assert "sedang tidak bisa dihubungi lewat chat" in seen(page)
    assert "Pengiriman" not in seen(page)  # what was not said is left out


async def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    wrong = {"nama": " ", "jenis": "x", "hp": "061-4567890", "jumlah": "x" * 121, "setuju": ""}
    page = await send(visitor, product, **wrong)

    assert page.status_code == 422
    for field in ("nama", "jenis", "hp", "jumlah", "setuju"):
        assert f'id="{field}-salah"' in page.text
    assert 'value="061-4567890"' in page.text
    assert "Mulai Januari</textarea>" in page.text
    assert re.search(r'value="halal" checked', page.text)
    assert await count(database) == 0


async def test_a_script_in_every_field_is_text(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    evil = '"><script>alert(1)</script>'
    async with database.begin() as tx:
        bad = await add_shown_product(tx, name=f"Keripik {evil}")
    shown = await send(visitor, bad, **dict.fromkeys(HOTEL, evil))
    fields = dict.fromkeys(("nama", "usaha", "jumlah", "kirim", "pesan"), evil)
    sent = await send(visitor, bad, **fields)
    page = await visitor.get(sent.headers["location"])

    for one in (shown, page):
        assert "<script" not in one.text
        assert evil in seen(one)


async def test_a_nik_is_masked_and_said(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    sent = await send(visitor, product, pesan="KTP saya 1271995505900001 ya", nama="")
    again = await send(visitor, product, pesan="KTP saya 1271995505900001 ya")
    page = await visitor.get(again.headers["location"])

    for one in (sent, page):
        assert "tidak kami simpan" in seen(one)
        assert "1271995505900001" not in one.text
    async with database.read() as tx:
        assert (await tx.execute(select(rows.c.words))).scalar_one() == (
            "KTP saya [nomor KTP dihapus] ya"
        )


@pytest.mark.parametrize("changes", [{"token": "x"}, {"token": ""}, {"situs": "http://spam"}])
async def test_what_no_person_sent_makes_nothing(
    database: Database, visitor: httpx.AsyncClient, product: Product, changes: dict[str, str]
) -> None:
    page = await send(visitor, product, **changes)

    assert page.status_code == 422
    assert "tekan tombol kirim sekali lagi" in seen(page)
    assert "Hotel Contoh" in page.text
    assert await count(database) == 0


async def test_the_digits_of_a_token_are_no_nik(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    forms = FormTokens("kunci")
    made = forms.make(f"ask:{product.code}", NOW)
    while not mask_nik(made)[1]:  # one in some hundred looks so
        made = forms.make(f"ask:{product.code}", NOW)
    sent = await visitor.post(
        f"/katalog/produk/{product.code}/tanya", data={"token": made, **HOTEL}
    )

    assert sent.status_code == 303
    assert "nik" not in sent.headers["location"]


async def test_a_bot_that_sends_a_thousand_is_stopped_and_the_owner_is_not_flooded(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    address = f"/katalog/produk/{product.code}/tanya"
    forms = FormTokens("kunci")
    answers = []
    for _ in range(1000):
        made = forms.make(f"ask:{product.code}", NOW)
        answers.append(await visitor.post(address, data={"token": made, **HOTEL}))

    codes = [one.status_code for one in answers]
    assert codes[:10] == [303] * 10
    assert set(codes[10:]) == {429}
    assert "coba kirim lagi sekitar 5 menit lagi" in seen(answers[10])
    assert "Hotel Contoh" in answers[10].text
    assert "terlalu banyak kiriman" in seen(answers[-1])
    assert int(answers[-1].headers["retry-after"]) >= 60
    assert (await count(database), await count(database, outbox)) == (10, 10)


async def test_a_body_without_end_is_not_read(visitor: httpx.AsyncClient, product: Product) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"pesan=" + b"x" * 10_000

    address = f"/katalog/produk/{product.code}/tanya"
    assert (await visitor.post(address, content=endless())).status_code == 413
    assert (await visitor.post(address, content=b"x" * 40_000)).status_code == 413


async def test_a_product_that_is_not_shown_is_not_there_and_a_gone_one_is_gone(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        hidden = await add_shown_product(tx, state=ProductState.HIDDEN)
        erased = await add_shown_product(tx)
        enquiry = await add_enquiry(tx, erased)
        await erasure.erase(tx, erased.person_id, NOW, NOW.date())

    pages = [await visitor.get(path) for path in (
        f"/katalog/produk/{hidden.code}/tanya", "/katalog/produk/tidak-ada-7f3k/tanya",
        f"/katalog/produk/{erased.code}/tanya", f"/katalog/pertanyaan/{enquiry.code}",
    )]  # fmt: skip
    assert [page.status_code for page in pages] == [404, 404, 410, 410]
    assert "sudah tidak ada di katalog" in seen(pages[2])
    assert (await visitor.post(f"/katalog/produk/{hidden.code}/tanya")).status_code == 404


async def test_guessed_codes_look_all_alike(visitor: httpx.AsyncClient) -> None:
    pages = [await visitor.get(f"/katalog/pertanyaan/{code}")
             for code in ("7KQX93MNPR", "1", "x" * 3000, "7KQX93MNPR%27--", "<b>")]  # fmt: skip
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1


async def test_the_page_shows_answers_and_the_number_that_was_passed_on(
    database: Database, visitor: httpx.AsyncClient, product: Product
) -> None:
    async with database.begin() as tx:
        await people.set_phone(tx, product.person_id, "+6281200001111")
        enquiry = await add_enquiry(tx, product)
        await enquiries.say(tx, enquiry.id, Side.OWNER, "Ada, <b>Bu</b>", NOW)
        await enquiries.answer(tx, enquiry.id, NOW)
    before = await visitor.get(f"/katalog/pertanyaan/{enquiry.code.lower()}")
    async with database.begin() as tx:
        await enquiries.answer(tx, enquiry.id, NOW, shares_number=True)
    after = await visitor.get(f"/katalog/pertanyaan/{enquiry.code}")

    assert "sudah dijawab pemilik" in seen(before)
    assert "Keripik Bu Ani · Selasa, 24 November 2026, pukul 10.00 WIB Ada, <b>Bu</b>" in seen(
        before
    )
    assert "0812-0000-1111" not in before.text
    assert "Ani Siregar, 0812-0000-1111" in seen(after)
