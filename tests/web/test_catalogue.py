"""The public catalogue: found in spite of slips, narrowed, escaped, and silent about people."""

import html
import re
from pathlib import Path

import httpx
import pytest

from domain.product import ProductState
from storage import erasure, people, products
from storage.database import Database
from tests.support.pictures import picture
from tests.support.rows import NOW, add_business, add_person, add_product
from tests.support.selling import add_photo, add_shown_product, add_sold_product, verify

SCRIPT = '"><script>alert(1)</script>'
MAX_PAGE_BYTES = 60_000


def seen(page: httpx.Response) -> str:
    """What a visitor reads: without markup and runs of blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def number(page: httpx.Response) -> int:
    """How many products the page says there are."""
    found = re.search(r'class="number">(\d+) produk<', page.text)
    assert found is not None
    return int(found[1])


async def a_shelf(database: Database) -> None:
    """Four products of three makers: two of Medan Maimun, one sepatu elsewhere."""
    async with database.begin() as tx:
        chips = await add_shown_product(
            tx, name="Keripik Ubi Pedas", minimum_order="10 bungkus", capacity="40 bungkus/hari",
            capacity_per_month=1040, shelf_life_days=180, special="Digoreng pagi hari.",
        )  # fmt: skip
        await add_product(tx, chips.business_id, "Keripik Pisang", 18_000, ProductState.SOLD_OUT)
        await add_shown_product(tx, "Dewi", name="Kerupuk Udang", price_idr=40_000)
        shoes = await add_shown_product(tx, "Bonar", name="Sepatu Pantofel", price_idr=350_000)
        await verify(tx, shoes.business_id, cluster="ALAS_KAKI", village="12.71.04.1003")


async def test_one_unknown_word_does_not_hide_the_rest(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    await a_shelf(database)
    page = await visitor.get("/katalog", params={"cari": "keripik pisang xylofon"})
    assert "Ini yang paling dekat" in page.text
    assert page.text.index("Keripik Pisang") < page.text.index("Keripik Ubi Pedas")
    assert number(await visitor.get("/katalog", params={"cari": "digoreng udang"})) == 2
    shoes = {"cari": "digoreng udang", "klaster": "ALAS_KAKI"}
    assert number(await visitor.get("/katalog", params=shoes)) == 0
    assert "paling dekat" not in (await visitor.get("/katalog", params={"cari": "keripik"})).text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"Keripik Ubi Pedas", "Keripik Pisang", "Kerupuk Udang", "Sepatu Pantofel"}),
        ({"cari": "pisng"}, {"Keripik Pisang"}),
        ({"cari": "cari KRIPIK pedass"}, {"Keripik Ubi Pedas"}),
        ({"cari": "udagn"}, {"Kerupuk Udang"}),
        ({"cari": "spatu"}, {"Sepatu Pantofel"}),
        ({"cari": "mobil"}, set()),
        ({"klaster": "ALAS_KAKI"}, {"Sepatu Pantofel"}),
        ({"kecamatan": "Medan Denai"}, {"Sepatu Pantofel"}),
        ({"sampai": "20rb"}, {"Keripik Pisang"}),
        ({"dari": "30.000", "sampai": "50000"}, {"Kerupuk Udang"}),
        ({"dari": "50000", "sampai": "30000"}, {"Kerupuk Udang"}),
        ({"kapasitas": "1000"}, {"Keripik Ubi Pedas"}),
        ({"surat": "pirt"}, set()),
        (
            {"surat": "halal", "dari": "nego", "hal": "-3", "klaster": "TIDAK_ADA"},
            {"Keripik Ubi Pedas", "Keripik Pisang", "Kerupuk Udang", "Sepatu Pantofel"},
        ),
    ],
)  # fmt: skip
async def test_search_and_filters(
    database: Database, visitor: httpx.AsyncClient, asked: dict[str, str], names: set[str]
) -> None:
    await a_shelf(database)

    page = await visitor.get("/katalog", params=asked)

    assert page.status_code == 200
    assert set(re.findall(r'class="name">([^<]+)<', page.text)) == names
    assert number(page) == len(names)
    assert "<script" not in page.text


async def test_an_empty_list_says_what_to_do(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    nothing = await visitor.get("/katalog")
    await a_shelf(database)
    none_fits = await visitor.get("/katalog", params={"cari": "mobil", "surat": "halal"})

    assert "Produk pertama sedang disiapkan" in seen(nothing)
    assert "Belum ada yang cocok" in seen(none_fits)
    assert "0800 000" in seen(none_fits)
    assert 'href="/katalog?surat=halal"' in none_fits.text  # the word alone can be taken away


async def test_a_product_shows_what_a_buyer_asks(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(
            tx, name="Keripik Ubi", minimum_order="10 bungkus", capacity="40 bungkus/hari",
            shelf_life_days=180, special="Digoreng pagi hari.",
        )  # fmt: skip
        other = await add_product(tx, product.business_id, "Keripik Pisang")
        media_id = await add_photo(tx, product, media_dir, picture())

    page = await visitor.get(f"/katalog/produk/{product.code}")

    for words in (
        "Rp25.000 / bungkus", "Pesanan paling sedikit 10 bungkus", "40 bungkus/hari",
        "Tahan 6 bulan", "Surat izin NIB Halal", "Digoreng pagi hari.", "Sei Mati",
        "Harga per 24 November 2026", "Dari sentra yang sama Keripik Pisang",
    ):  # fmt: skip
        assert words in seen(page), words
    base = "https://ikm.example"
    assert f'"og:url" content="{base}/katalog/produk/{product.code}"' in page.text
    assert f'content="{base}/media/{product.code}/{media_id}-share.jpg"' in page.text
    assert 'content="Keripik Ubi · Rp25.000 / bungkus"' in page.text
    assert f'href="/katalog/produk/{product.code}/tanya"' in page.text
    assert re.search(r'srcset="[^"]+320w,[^"]+640w,[^"]+1200w"', page.text)
    for image in re.findall(r"<img[^>]+>", page.text):
        assert 'width="' in image, image
    maker = await visitor.get(f"/katalog/usaha/{other.code}")
    assert set(re.findall(r'class="name">([^<]+)<', maker.text)) == {
        "Keripik Ubi",
        "Keripik Pisang",
    }


async def test_sold_out_is_shown_and_said(database: Database, visitor: httpx.AsyncClient) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx, state=ProductState.SOLD_OUT)

    assert "Habis" in seen(await visitor.get("/katalog"))
    assert "Sedang habis" in seen(await visitor.get(f"/katalog/produk/{product.code}"))


@pytest.mark.parametrize(
    "state", [ProductState.HIDDEN, ProductState.TAKEN_DOWN, ProductState.IN_REVIEW]
)
async def test_what_is_not_shown_is_kindly_not_there(
    database: Database, visitor: httpx.AsyncClient, state: ProductState
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx, state=state)

    for address in (f"/katalog/produk/{product.code}", f"/katalog/usaha/{product.code}"):
        page = await visitor.get(address)
        assert page.status_code == 404
        assert "tidak sedang ditampilkan" in seen(page)
        assert product.name not in seen(page)
    assert number(await visitor.get("/katalog")) == 0


async def test_only_verified_businesses_are_shown(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)

    assert (await visitor.get(f"/katalog/produk/{product.code}")).status_code == 404
    assert (await visitor.get(f"/katalog/usaha/{product.code}")).status_code == 404
    assert number(await visitor.get("/katalog")) == 0


async def test_what_an_erased_owner_sold_is_gone(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
        deleted = await add_shown_product(tx, "Dewi")
        await erasure.erase(tx, product.person_id, NOW, NOW.date())
        await products.remove(tx, deleted, NOW.date())

    for code in (product.code, deleted.code):
        for address in (f"/katalog/produk/{code}", f"/katalog/usaha/{code}"):
            page = await visitor.get(address)
            assert page.status_code == 410
            assert "Produk ini sudah tidak ada" in seen(page)


@pytest.mark.parametrize(
    "address", ["/katalog/produk/1", "/katalog/produk/%00", "/katalog/usaha/IKM-00001",
                "/katalog/produk/" + "a" * 3000, "/katalog/produk/%3Cscript%3E"]
)  # fmt: skip
async def test_guessing_finds_nothing(visitor: httpx.AsyncClient, address: str) -> None:
    page = await visitor.get(address)

    assert page.status_code == 404
    assert "<script" not in page.text


async def test_script_in_every_field_is_only_words(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx, SCRIPT)
        business = await add_business(tx, person.id, SCRIPT)
        product = await add_product(
            tx, business.id, SCRIPT, unit=SCRIPT, minimum_order=SCRIPT, capacity=SCRIPT,
            special=SCRIPT,
        )  # fmt: skip
        await verify(tx, business.id)
    asked = dict.fromkeys(
        ("cari", "klaster", "kecamatan", "dari", "sampai", "surat", "kapasitas", "hal"), SCRIPT
    )

    for page in (
        await visitor.get("/katalog"),
        await visitor.get("/katalog", params=asked),
        await visitor.get(f"/katalog/produk/{product.code}"),
        await visitor.get(f"/katalog/usaha/{product.code}"),
    ):
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_no_page_knows_a_phone_or_an_owners_name(
    database: Database, visitor: httpx.AsyncClient
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx, "Ani Siregar")
        await people.set_phone(tx, product.person_id, "+6281234567890")

    for address in ("/katalog", f"/katalog/produk/{product.code}",
                    f"/katalog/usaha/{product.code}"):  # fmt: skip
        page = await visitor.get(address)
        assert page.status_code == 200
        assert "Siregar" not in page.text
        assert not re.search(r"812.?3456.?7890", page.text)


async def test_a_full_page_is_light_and_the_next_one_a_link_away(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    async with database.begin() as tx:
        first = await add_shown_product(tx, name="Keripik ke-0")
        for one in range(1, 30):
            name = f"Keripik Ubi Ungu Pedas Manis Kemasan Keluarga Besar {one}"
            product = await add_product(tx, first.business_id, name, unit="bungkus 250 gram")
            await add_photo(tx, product, media_dir, b"")

    page = await visitor.get("/katalog")
    last = await visitor.get("/katalog", params={"hal": "2", "klaster": "KERIPIK"})
    beyond = await visitor.get("/katalog", params={"hal": "999"})

    assert len(page.content) <= MAX_PAGE_BYTES
    assert number(page) == 30
    assert page.text.count("<li><a") == 24
    assert 'rel="next" href="/katalog?hal=2"' in page.text
    assert last.text.count('class="name"') == 6
    assert 'rel="prev" href="/katalog?klaster=KERIPIK"' in last.text
    assert "Belum ada yang cocok" in seen(beyond)
    detail = await visitor.get(f"/katalog/produk/{first.code}")
    assert len(detail.content) <= MAX_PAGE_BYTES


async def test_a_cluster_on_paper_and_as_a_price_list(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
        await add_photo(tx, product, media_dir, picture())
        broken = await add_product(tx, product.business_id)
        await add_photo(tx, broken, media_dir, b"%PDF")

    listed = await visitor.get("/katalog", params={"klaster": "KERIPIK"})
    paper = await visitor.get("/katalog/berkas/KERIPIK.pdf")
    prices = await visitor.get("/katalog/berkas/KERIPIK.xlsx")

    assert 'href="/katalog/berkas/KERIPIK.pdf"' in listed.text
    assert paper.content.startswith(b"%PDF")
    assert "Katalog%20Kerupuk" in paper.headers["content-disposition"]
    assert prices.content.startswith(b"PK")
    for address in ("/katalog/berkas/TIDAK_ADA.pdf", "/katalog/berkas/KERIPIK.exe"):
        assert (await visitor.get(address)).status_code == 404


async def test_a_nul_in_the_address_of_a_form_is_a_page_that_is_not_there(
    visitor: httpx.AsyncClient,
) -> None:
    assert (await visitor.get("/katalog/produk/keripik%00ubi/tanya")).status_code == 404
