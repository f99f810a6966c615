"""What lines with `!` say about selling: products, and enquiries that came by the web."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import select, update

from domain.product import ProductState
from handlers.parts.tell_owner import tell_owner
from storage import asked_products, people
from storage.database import Tx
from storage.schema import businesses, products
from tests.support.rows import add_business
from tests.support.selling import add_enquiry, add_product
from texts.catalogue import load

WORDS = load({"agency": "", "agency_address": "", "agency_contact": ""})
PersonOf = Callable[[Tx, str], Awaitable[int]]


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if hidden := re.fullmatch(r"produk (\w+) disembunyikan", what):
        this = update(products).where(products.c.code == hidden[1])
        await tx.execute(this.values(state=ProductState.HIDDEN))
    elif sold := re.fullmatch(r"produk (\w+) (.+?)(?: milik (\w+))?", what):
        owner = await person_of(tx, sold[3] or "")
        query = select(businesses.c.id).where(businesses.c.person_id == owner)
        business = (await tx.execute(query)).scalar() or (await add_business(tx, owner)).id
        await add_product(tx, business, sold[1], now, name=sold[2], shelf_life_days=90)
    elif asked := re.fullmatch(r"tanya (\w+) tentang (\w+) dari web", what):
        product = await asked_products.find(tx, asked[2])
        assert product is not None
        enquiry = await add_enquiry(tx, product, now, code=asked[1])
        await tell_owner(tx, WORDS, enquiry, product.held, now)
    elif number := re.fullmatch(r"(?:(\w+) punya )?nomor (\+\d+)", what):
        await people.set_phone(tx, await person_of(tx, number[1] or ""), number[2])
    else:
        return False
    return True
