"""Enquiries and buyers as rows: once per code, moved by one, measured, and forgotten in time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.retention import Retention, last_rows
from domain.clock import Clock
from domain.delivery import Kind
from domain.enquiry import EnquiryState, Side
from domain.errors import NotFound
from storage import audit, buyers, enquiries, enquiry_counts, erasure, outbox, products
from storage.buyers import BuyerTold
from storage.database import Database
from storage.enquiries import Told
from storage.schema import enquiries as rows
from storage.schema import metadata
from storage.schema import outbox as outbox_rows
from tests.support.rows import NOW, add_person
from tests.support.selling import add_enquiry, add_sold_product

HOTEL = BuyerTold("Hotel Contoh", "hotel", "Rina", "+6281200003333", ("pirt", "halal"))


async def test_the_same_code_twice_is_one_enquiry(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)
        told = Told(product.id, "Rina", "Hotel Contoh", "hotel", None)
        first, is_new = await enquiries.ask(tx, told, NOW, "2ABCDEFGHJ")
        again, is_new_again = await enquiries.ask(tx, told, NOW, "2ABCDEFGHJ")
        count = (await tx.execute(select(func.count()).select_from(rows))).scalar_one()
    assert (first.id, is_new, is_new_again, count) == (again.id, True, False, 1)


async def test_one_of_two_who_move_it_does(database: Database) -> None:
    async with database.begin() as tx:
        _, staff = await add_person(tx, "Hasan", "verifier")
        seen = await add_enquiry(tx, await add_sold_product(tx))
        moves = [
            await enquiries.set_state(tx, seen, EnquiryState.ACCEPTED, NOW, staff.id),
            await enquiries.set_state(tx, seen, EnquiryState.DECLINED, NOW, staff.id, "mahal"),
        ]
        now = await enquiries.find(tx, seen.id)
        assert now is not None
        back = await enquiries.set_state(tx, now, EnquiryState.INTERESTED, NOW, staff.id)
        counts = await enquiry_counts.count_by_state(tx)
    assert (moves, back, now.state, now.reason) == ([True, False], False, "accepted", "")
    assert counts[EnquiryState.ACCEPTED] == 1
    assert counts[EnquiryState.INTERESTED] == 0


async def test_how_long_owners_take_counts_the_first_answer(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)
        quick, slow, _ = [await add_enquiry(tx, product) for _ in range(3)]
        await add_enquiry(tx, product, NOW - timedelta(days=200))
        await enquiries.answer(tx, quick.id, NOW + timedelta(hours=1))
        await enquiries.answer(tx, quick.id, NOW + timedelta(days=9), shares_number=True)
        await enquiries.answer(tx, slow.id, NOW + timedelta(hours=3))
        measured = await enquiry_counts.measure_answers(tx, NOW - timedelta(days=90))
    assert measured == enquiry_counts.Answering(2, 1, timedelta(hours=2))


async def test_whoever_comes_first_goes_on_with_it(database: Database) -> None:
    async with database.begin() as tx:
        enquiry = await add_enquiry(tx, await add_sold_product(tx))
        (_, rina), (_, other) = await add_person(tx, "Rina"), await add_person(tx, "Joko")
        went = [await enquiries.go_on(tx, enquiry.id, one.id) for one in (rina, rina, other)]
        mine = await enquiries.list_of_person(tx, rina.id)
        open_one = await enquiries.find_open(tx, enquiry.product_id, rina.id, NOW)
    assert went == [True, True, False]
    assert [one.id for one in mine] == [enquiry.id]
    assert open_one is not None


async def test_an_owner_sees_first_what_waits_for_them(database: Database) -> None:
    async with database.begin() as tx:
        product, other = await add_sold_product(tx), await add_sold_product(tx, "Budi")
        oldest, answered, over, newest = [await add_enquiry(tx, product) for _ in range(4)]
        await add_enquiry(tx, other)
        await enquiries.answer(tx, answered.id, NOW)
        await enquiries.set_state(tx, over, EnquiryState.DECLINED, NOW, product.person_id, "mahal")
        asked = await enquiries.list_of_owner(tx, product.person_id)
        count = await enquiry_counts.count_waiting_of_owner(tx, product.person_id)
    assert [one.id for one in asked] == [newest.id, oldest.id, over.id, answered.id]
    assert count == 2


async def test_nothing_is_asked_about_a_product_that_went_meanwhile(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)
        await products.remove(tx, product, NOW.date())
        with pytest.raises(NotFound):
            await add_enquiry(tx, product)
        await add_enquiry(tx, await add_sold_product(tx, "Budi"))  # the transaction is whole


async def test_a_buyer_with_another_name_is_verified_anew(database: Database) -> None:
    async with database.begin() as tx:
        _, rina = await add_person(tx, "Rina")
        buyer, _ = await buyers.add(tx, HOTEL, NOW, person_id=rina.id)
        verified = [await buyers.verify(tx, buyer.id, NOW, rina.id) for _ in range(2)]
        await buyers.change(tx, buyer.id, HOTEL)
        same = await buyers.find_of_person(tx, rina.id)
        is_removed = await buyers.remove(tx, buyer.id)
        await buyers.change(tx, buyer.id, BuyerTold("Hotel Lain", "hotel", "Rina", None))
        waiting = await buyers.list_unverified(tx)
        is_removed_now = await buyers.remove(tx, buyer.id)
    assert verified == [True, False]
    assert same is not None
    assert same.verified_at == NOW
    assert [one.name for one in waiting] == ["Hotel Lain"]
    assert (is_removed, is_removed_now) == (False, True)


async def test_an_erased_owner_leaves_codes_that_are_gone(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)
        enquiry = await add_enquiry(tx, product)
        reader, _ = await add_person(tx, "Rina")
        text = f'{{"text":"Keripik Ubi Bu Ani","options":[{{"id":"see.{enquiry.id}"}}]}}'
        row = outbox.new_row(reader.id, "telegram", reader.address, Kind.NOTICE, text)
        await outbox.add(tx, [row], NOW)
        await erasure.erase(tx, product.person_id, NOW, NOW.date())
        gone = [
            await products.find_gone(tx, c) is not None for c in (product.code, enquiry.code, "X")
        ]
        left = (await tx.execute(select(outbox_rows.c.payload))).scalar_one()
        found = await enquiries.find_by_code(tx, enquiry.code)
    assert gone == [True, True, False]
    assert found is None
    assert "Keripik" not in left


async def test_an_erased_buyer_leaves_that_somebody_asked(database: Database) -> None:
    async with database.begin() as tx:
        product = await add_sold_product(tx)
        _, rina = await add_person(tx, "Rina Rahasia")
        told = replace(HOTEL, name="Hotel Rahasia", contact_name="Rina Rahasia")
        buyer, _ = await buyers.add(tx, told, NOW, person_id=rina.id)
        enquiry = await add_enquiry(
            tx, product, name="Rina Rahasia", organisation="Hotel Rahasia", words="Rahasia",
            delivery="Rahasia", quantity="Rahasia", buyer_id=buyer.id, person_id=rina.id,
        )  # fmt: skip
        await enquiries.say(tx, enquiry.id, Side.BUYER, "Rahasia", NOW)
        await buyers.recommend(tx, buyer.id, [product.code], "Rahasia", NOW, product.person_id)
        act = audit.Act("move_enquiry", f"enquiry:{enquiry.id}", None, {"reason": "Rahasia"})
        await audit.add(tx, NOW, None, act)
        hasan, _ = await add_person(tx, "Hasan", "verifier")
        for option in (f"yes.{enquiry.id}", str(buyer.id)):
            text = f'{{"text":"Rahasia","options":[{{"id":"{option}"}}]}}'
            row = outbox.new_row(hasan.id, "telegram", hasan.address, Kind.NOTICE, text)
            await outbox.add(tx, [row], NOW)
        await erasure.erase(tx, rina.id, NOW, NOW.date())
        left = [
            table.name
            for table in metadata.sorted_tables
            if any("Rahasia" in str(tuple(r)) for r in await tx.execute(select(table)))
        ]
        kept = await enquiries.find(tx, enquiry.id)
    assert left == []
    assert kept is not None
    assert (kept.product_id, kept.papers) == (product.id, ("pirt", "halal"))


async def test_words_go_after_ninety_days_and_names_after_two_years(database: Database) -> None:
    async def age(days: int, **told: Any) -> int:
        at = NOW - timedelta(days=days)
        enquiry = await add_enquiry(tx, product, at, **told)
        await enquiries.say(tx, enquiry.id, Side.OWNER, "Ada, Bu", at)
        return enquiry.id

    async with database.begin() as tx:
        product = await add_sold_product(tx)
        young, old, oldest = await age(89), await age(91), await age(731)
        await buyers.add(tx, HOTEL, NOW - timedelta(days=731))
        _, rina = await add_person(tx, "Rina")
        await buyers.add(tx, HOTEL, NOW - timedelta(days=731), person_id=rina.id)
    night = Clock(frozen_at=NOW + timedelta(hours=17))  # three in the morning in Medan
    await Retention(database, night).tick()
    async with database.read() as tx:
        forgot = {n: c for n, c in (await last_rows(database)).items() if c}
        said = [len(await enquiries.list_words(tx, one)) for one in (young, old, oldest)]
        found = [await enquiries.find(tx, one) for one in (young, old, oldest)]
    assert forgot == {
        "enquiry_words": 2, "enquiry_questions": 2, "enquirers": 1, "web_buyers": 1
    }  # fmt: skip
    assert said == [1, 0, 0]
    kept = [(one.name, one.phone, one.words, one.papers) for one in found if one]
    assert kept == [
        ("Rina", "+6281200003333", "Ada rasa balado?", ("pirt", "halal")),
        ("Rina", "+6281200003333", "", ("pirt", "halal")),
        ("", None, "", ("pirt", "halal")),
    ]
