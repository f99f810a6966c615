"""Old prices: asked about once, one product of an owner at a time, only who can be reached."""

from datetime import timedelta

from sqlalchemy import select, update

from bot.inbound import Inbound
from bot.prices import ask_old_prices
from domain.clock import Clock
from domain.product import PRICE_HOLDS, ProductState
from handlers.registry import CONTENTS
from storage import products
from storage.database import Database
from storage.schema import contacts, outbox
from tests.support.rows import NOW, add_business, add_person, add_product
from tests.support.talk import OFFICE
from tests.support.toys import Table
from texts.catalogue import load

DAY = timedelta(days=1)


async def test_each_owner_is_asked_about_one_product_a_day_and_once_each(
    database: Database,
) -> None:
    clock = Clock(frozen_at=NOW)
    inbound = Inbound(database, CONTENTS, load(OFFICE), clock, Table())
    async with database.begin() as tx:
        contact, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        first = await add_product(tx, business.id, "Keripik")
        second = await add_product(tx, business.id, "Emping")
        await add_product(tx, business.id, "Opak", state=ProductState.HIDDEN)
        _, gone = await add_person(tx, "Budi")
        unreached = await add_product(tx, (await add_business(tx, gone.id)).id)
        await tx.execute(
            update(contacts).where(contacts.c.person_id == gone.id).values(reachable=False)
        )
    assert await ask_old_prices(inbound) == 0
    clock.advance(PRICE_HOLDS + DAY)
    assert [await ask_old_prices(inbound) for _ in range(3)] == [1, 0, 0]
    clock.advance(DAY)
    assert [await ask_old_prices(inbound) for _ in range(3)] == [1, 0, 0]
    clock.advance(PRICE_HOLDS)
    assert await ask_old_prices(inbound) == 0
    async with database.read() as tx:
        rows = (await tx.execute(select(outbox).order_by(outbox.c.id))).all()
        asked = [(await products.get(tx, p.id)).price_asked_at for p in (first, second, unreached)]
    assert [(r.contact_id, r.kind) for r in rows] == [(contact.id, "reminder")] * 2
    assert ["Keripik" in r.payload for r in rows] == [True, False]
    assert None not in asked
