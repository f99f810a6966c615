"""The products of a cluster for a meeting with a hotel: a PDF to hand over, a list of prices.

No phone of an owner stands in either; who wants to buy asks the office, or follows the code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.page import GOLD, HAIRLINE, MAROON, QUIET, Box, Paper, Type
from documents.spreadsheet import Cell, Table, workbook_bytes
from documents.words import Words, day_text, text
from domain.money import rupiah

LEFT, RIGHT = 18.0, 192.0
TOP_FIRST, TOP_NEXT, BOTTOM = 62.0, 22.0, 278.0
ROW, PHOTO_WIDTH, PHOTO_HEIGHT = 36.0, 42.0, 31.5
QR_SIDE = 26.0
PRICE_WIDTH = 44.0

_AGENCY = Type("sans", "", 10, 7, QUIET)
_TITLE = Type("serif", "B", 24, 15)
_LEAD = Type("sans", "", 10.5, 8, QUIET, 1.35)
_NAME = Type("serif", "B", 13, 9)
_PRICE = Type("sans", "B", 13, 8, MAROON)
_UNIT = Type("sans", "", 9, 7, QUIET)
_FACT = Type("sans", "", 9.5, 7.5, leading=1.35)
_SMALL = Type("sans", "", 8.5, 7, QUIET)
COLUMNS = (
    "number", "name", "price", "unit", "minimum_order", "capacity", "shelf_life", "papers",
    "business", "village", "district", "link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product as it is listed. papers: names; photo: a picture file, None = there is none."""

    name: str
    price_idr: int
    unit: str
    minimum_order: str
    capacity: str
    shelf_life_days: int | None
    papers: tuple[str, ...]
    business: str
    village: str
    district: str
    link: str
    is_sold_out: bool = False
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class ProductCatalogue:
    """Products of a cluster, in the order they are listed. link: of the same on the web."""

    cluster: str
    made_on: date
    link: str
    products: Sequence[ListedProduct]


def product_catalogue_pdf(catalogue: ProductCatalogue, words: Words) -> bytes:
    """A4 portrait; one line of a product never stands on two pages."""
    paper = Paper("portrait", catalogue.made_on, text(words, "product_catalogue.title"))
    paper.pdf.set_image_filter("DCTDecode")
    paper.turn_page()
    _head(paper, catalogue, words)
    y = TOP_FIRST
    for product in catalogue.products:
        if y + ROW > BOTTOM:
            paper.turn_page()
            y = TOP_NEXT
        _product(paper, product, y, words)
        y += ROW
        paper.line((LEFT, y - 2.2), (RIGHT, y - 2.2))
    pages = paper.pdf.pages_count
    for number in range(1, pages + 1):
        paper.pdf.page = number
        foot = text(words, "product_catalogue.foot", page=number, pages=pages)
        paper.write(foot, Box(LEFT, 284, RIGHT - LEFT), _SMALL, "C")
    return paper.content()


def _head(paper: Paper, catalogue: ProductCatalogue, words: Words) -> None:
    width = RIGHT - LEFT - QR_SIDE - 6
    paper.woven_band((LEFT, 14, RIGHT - LEFT, 7))
    paper.line((LEFT, 22.4), (RIGHT, 22.4), GOLD, 0.5)
    paper.write(text(words, "product_catalogue.agency"), Box(LEFT, 27, width), _AGENCY)
    title = text(words, "product_catalogue.heading", cluster=catalogue.cluster)
    y = 33 + paper.write(title, Box(LEFT, 33, width, 2, 20), _TITLE)
    about = text(
        words, "product_catalogue.about",
        number=len(catalogue.products), day=day_text(words, catalogue.made_on),
    )  # fmt: skip
    paper.write(about, Box(LEFT, y + 1, width, 3), _LEAD)
    paper.qr(catalogue.link, RIGHT - QR_SIDE + 2, 26, QR_SIDE)
    paper.write(text(words, "product_catalogue.scan"),
                Box(RIGHT - QR_SIDE + 2, 52.5, QR_SIDE, 2), _SMALL, "C")  # fmt: skip
    paper.line((LEFT, TOP_FIRST - 3), (RIGHT, TOP_FIRST - 3), HAIRLINE, 0.2)


def _product(paper: Paper, product: ListedProduct, y: float, words: Words) -> None:
    picture = (LEFT, y, PHOTO_WIDTH, PHOTO_HEIGHT)
    if product.photo is None:
        paper.block(picture, (243, 238, 232))
        paper.woven_band((LEFT, y + PHOTO_HEIGHT / 2 - 3, PHOTO_WIDTH, 6))
    else:
        paper.picture(product.photo, picture)
    x = LEFT + PHOTO_WIDTH + 6
    width = RIGHT - x - PRICE_WIDTH - 4
    taken = paper.write(product.name, Box(x, y, width, 2), _NAME)
    price = Box(RIGHT - PRICE_WIDTH, y, PRICE_WIDTH)
    height = paper.write(rupiah(product.price_idr), price, _PRICE, "R")
    per = text(words, "product_catalogue.per", unit=product.unit)
    paper.write(per, price._replace(y=y + height), _UNIT, "R")
    if product.is_sold_out:
        soldout = text(words, "catalogue_page.soldout")
        paper.write(soldout, price._replace(y=y + height + 5), _UNIT, "R")
    maker = f"{product.business}, {product.village}"
    taken += paper.write(maker, Box(x, y + taken + 0.5, width), _UNIT) + 1.5
    for line in _facts(product, words):
        taken += paper.write(line, Box(x, y + taken, RIGHT - x), _FACT)


def _facts(product: ListedProduct, words: Words) -> list[str]:
    """What a buyer asks next, in at most two lines."""
    first = [
        text(words, f"product_catalogue.facts.{key}", value=value)
        for key, value in (
            ("minimum_order", product.minimum_order), ("capacity", product.capacity)
        )
        if value
    ]  # fmt: skip
    second = []
    if product.shelf_life_days:
        days = product.shelf_life_days
        second.append(text(words, "product_catalogue.facts.shelf_life", days=days))
    if product.papers:
        held = ", ".join(product.papers)
        second.append(text(words, "product_catalogue.facts.papers", value=held))
    return [" · ".join(line) for line in (first, second) if line]


def price_list_xlsx(catalogue: ProductCatalogue, words: Words) -> bytes:
    """The same products as a spreadsheet of one sheet; the price is a number."""
    above = [
        text(words, "product_catalogue.heading", cluster=catalogue.cluster),
        text(words, "product_catalogue.agency"),
        text(words, "product_catalogue.made_on", day=day_text(words, catalogue.made_on)),
    ]
    head = [text(words, f"product_catalogue.columns.{key}") for key in COLUMNS]
    rows = [_row(number, product) for number, product in enumerate(catalogue.products, 1)]
    notes = [text(words, "product_catalogue.note")]
    name = text(words, "product_catalogue.sheet")
    return workbook_bytes([Table(name, above, head, rows, notes)], catalogue.made_on)


def _row(number: int, product: ListedProduct) -> list[Cell]:
    return [
        number, product.name, product.price_idr, product.unit, product.minimum_order,
        product.capacity, product.shelf_life_days, ", ".join(product.papers), product.business,
        product.village, product.district, product.link,
    ]  # fmt: skip
