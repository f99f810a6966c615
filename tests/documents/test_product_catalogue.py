"""The catalogue of a cluster on paper, and its price list."""

import io
from dataclasses import replace
from datetime import date

from openpyxl import load_workbook

from documents.photo import photo_sizes
from documents.product_catalogue import (
    ListedProduct,
    ProductCatalogue,
    price_list_xlsx,
    product_catalogue_pdf,
)
from tests.support import papers
from tests.support.pictures import picture

PRODUCT = ListedProduct(
    "Keripik Ubi Pedas", 25_000, "bungkus", "10 bungkus", "40 bungkus/hari", 180,
    ("PIRT", "Halal"), "Keripik Bu Ani", "Sei Mati", "Medan Maimun",
    "https://ikm.example/katalog/produk/keripik-ubi-7f3k",
)  # fmt: skip
CATALOGUE = ProductCatalogue(
    "Kerupuk, keripik & peyek", date(2026, 11, 24), "https://ikm.example/katalog", [PRODUCT]
)


def test_each_product_with_what_a_hotel_asks() -> None:
    photo = photo_sizes(picture(size=(900, 1200)))["640.webp"]
    shown = replace(CATALOGUE, products=[replace(PRODUCT, photo=photo)])

    (page,) = papers.pages(product_catalogue_pdf(shown, papers.words()))

    for fact in ("Kerupuk, keripik & peyek", "24 November 2026", "Keripik Ubi Pedas", "Rp25.000",
                 "per bungkus", "Keripik Bu Ani, Sei Mati", "Paling sedikit 10 bungkus",
                 "kapasitas 40 bungkus/hari", "Tahan 180 hari", "PIRT, Halal"):  # fmt: skip
        assert fact in page, fact


def test_long_lists_go_on_overleaf_and_odd_words_stay_whole() -> None:
    long = replace(PRODUCT, name="Keripik " * 40, unit="x" * 60)
    many = replace(CATALOGUE, products=[long, *[PRODUCT] * 13])

    pages = papers.pages(product_catalogue_pdf(many, papers.words()))

    assert len(pages) == 3
    assert sum(page.count("Keripik Ubi Pedas") for page in pages) == 13
    assert "3 dari 3" in pages[-1]


def test_equal_rows_give_equal_bytes() -> None:
    first = product_catalogue_pdf(CATALOGUE, papers.words())
    assert first == product_catalogue_pdf(CATALOGUE, papers.words())


def test_the_price_list_can_be_reckoned_with_and_runs_nothing() -> None:
    evil = replace(PRODUCT, name="=1+1")
    listed = replace(CATALOGUE, products=[PRODUCT, evil])

    sheet = load_workbook(io.BytesIO(price_list_xlsx(listed, papers.words()))).worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, row in enumerate(rows) if row[0] == 1)
    assert rows[at][1:4] == ["Keripik Ubi Pedas", 25_000, "bungkus"]
    assert rows[at + 1][1] == "=1+1"
    assert sheet.cell(at + 2, 2).data_type == "s"
