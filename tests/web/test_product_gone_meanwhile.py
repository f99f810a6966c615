"""A product that goes between the look at it and the enquiry about it."""

import re

import httpx
import pytest

from domain.product import Product
from storage import products
from storage.database import Database
from storage.enquiries import Told
from tests.support.rows import NOW
from tests.support.selling import add_shown_product
from web.enquiries import Enquiries

HOTEL = {"nama": "Rina", "jenis": "hotel", "jumlah": "200 bungkus", "hp": "0812 0000 3333",
         "setuju": "ya"}  # fmt: skip


async def test_a_product_deleted_while_its_form_is_sent_is_gone_kindly(
    database: Database, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
    address = f"/katalog/produk/{product.code}/tanya"
    token = re.search(r'name="token" value="([^"]+)"', (await visitor.get(address)).text)
    assert token is not None
    write = Enquiries._write

    async def delete_first(self: Enquiries, of: Product, told: Told, code: str) -> None:
        async with database.begin() as tx:
            await products.remove(tx, of, NOW.date())
        await write(self, of, told, code)

    monkeypatch.setattr(Enquiries, "_write", delete_first)
    sent = await visitor.post(address, data={"token": token[1], **HOTEL})
    assert sent.status_code == 410
    assert "sudah tidak ada di katalog" in sent.text
