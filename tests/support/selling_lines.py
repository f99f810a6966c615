"""What lines with `!` say about selling: products, and enquiries that came by the web."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import update

from domain.product import ProductState
from handlers.parts.notices_from_web import tell_owner
from storage import businesses, buyers, enquiries, people, products
from storage.buyers import BuyerTold
from storage.database import Tx
from storage.schema import contacts
from storage.schema import products as rows
from tests.support.rows import add_business, add_product
from tests.support.selling import add_enquiry, verify
from texts.catalogue import load

WORDS = load({"agency": "", "agency_address": "", "agency_contact": ""})
PersonOf = Callable[[Tx, str], Awaitable[int]]


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if hidden := re.fullmatch(r"produk (\S+) disembunyikan", what):
        product = await products.find_by_code(tx, hidden[1])
        assert product is not None
        assert await products.set_state(tx, product, ProductState.HIDDEN, now)
    elif sold := re.fullmatch(r"produk (\S+): (.+?)(?:, milik (\w+))?", what):
        await _sell(tx, sold[1], sold[2], await person_of(tx, sold[3] or ""))
    elif asked := re.fullmatch(r"tanya (\w+) tentang (\S+) dari web", what):
        product = await products.find_by_code(tx, asked[2])
        assert product is not None
        enquiry = await add_enquiry(tx, product, now, code=asked[1])
        held = await enquiries.list_held(tx, product)
        await tell_owner(tx, WORDS, enquiry, held, now)
    elif lost := re.fullmatch(r"(\w+) tidak terjangkau", what):
        theirs = update(contacts).where(contacts.c.person_id == await person_of(tx, lost[1]))
        await tx.execute(theirs.values(reachable=False))
    elif number := re.fullmatch(r"(?:(\w+) punya )?nomor (\+\d+)", what):
        await people.set_phone(tx, await person_of(tx, number[1] or ""), number[2])
    else:
        return await _change_buyers(tx, what, now, person_of)
    return True


async def _change_buyers(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Who buys: known from the web, or from the chat."""
    if buyer := re.fullmatch(r"pembeli (.+?)( terverifikasi)? dari web", what):
        told = BuyerTold(buyer[1], "hotel", "Rina", "+6281200003333", ("pirt", "halal"))
        made, _ = await buyers.add(tx, told, now)
        if buyer[2]:
            assert await buyers.verify(tx, made.id, now, 1)
    elif mine := re.fullmatch(r"saya pembeli (.+)", what):
        told = BuyerTold(mine[1], "shop", "Rina", None)
        made, _ = await buyers.add(tx, told, now, person_id=await person_of(tx, ""))
        assert await buyers.verify(tx, made.id, now, 1)
    else:
        return False
    return True


async def _sell(tx: Tx, code: str, name: str, owner: int) -> None:
    """A product of the owner's first business, which is verified, with this code."""
    [business, *_] = await businesses.list_of_person(tx, owner) or [await add_business(tx, owner)]
    await verify(tx, business.id)
    made = await add_product(tx, business.id, name, shelf_life_days=90)
    await tx.execute(update(rows).where(rows.c.id == made.id).values(code=code))
