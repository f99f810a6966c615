"""Products: codes of their own, states that follow one another, prices that grow old."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from domain.business import State
from domain.product import PRICE_HOLDS, Offer, ProductState
from storage import businesses, erasure, media, product_words, products, reviews
from storage.database import Database
from storage.reviews import Decision
from storage.schema import product_photos
from storage.schema import product_words as words_table
from tests.support.rows import NOW, add_business, add_person, add_product


async def test_what_was_told_is_found_again(database: Database) -> None:
    offer = Offer("Keripik Ubi", 25_000, "bungkus", "10 bungkus", "40 bungkus/hari", 1040, 90,
                  "Tanpa MSG")  # fmt: skip
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        made = await products.add(tx, business.id, offer, [7, 5, 7], NOW)
        assert made.offer == offer
        assert (made.business, made.cluster, made.person_id) == (business.name, "KERIPIK", ani.id)
        assert await products.find_by_code(tx, made.code) == made
        assert await products.list_of_business(tx, business.id) == [made]
        assert await products.list_of_person(tx, ani.id) == [made]
        assert await products.list_by_id(tx, [made.id, 1]) == {made.id: made}
        assert await products.find(tx, made.id + 1) is None


async def test_two_of_one_name_have_codes_of_their_own(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        codes = {(await add_product(tx, business.id)).code for _ in range(20)}
    assert len(codes) == 20
    assert all(code.startswith("keripik-ubi-") for code in codes)


async def test_the_search_has_name_business_cluster_and_what_is_special(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id, "Dapur Ani")
        made = await add_product(tx, business.id, "Kerípik Ubi", special="Pedas sekali")
        found = await product_words.list_of_product(tx, made.id)
    assert {"keripik", "ubi", "dapur", "ani", "pedas", "sekali"} <= set(found)


async def test_photos_keep_their_order_and_the_replaced_are_erased(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        ids = [
            await media.add(tx, ani.id, "telegram", "photo", ref, NOW, business_id=business.id)
            for ref in ("a", "b", "c")
        ]
        made = await products.add(tx, business.id, Offer("Ubi", 1000, "kg"), ids[1::-1], NOW)
        assert await products.list_photos(tx, [made.id]) == {made.id: [ids[1], ids[0]]}
        await products.set_photos(tx, made, [ids[0], ids[2]], NOW)
        assert await products.list_photos(tx, [made.id]) == {made.id: [ids[0], ids[2]]}
        assert [one.id for one in await media.list_by_id(tx, ids)] == [ids[0], ids[2]]


async def test_of_two_who_move_a_product_one_is_told_no(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        made = await add_product(tx, (await add_business(tx, ani.id)).id)
        assert await products.set_state(tx, made, ProductState.TAKEN_DOWN, NOW, "foto kabur")
        assert not await products.set_state(tx, made, ProductState.SOLD_OUT, NOW)
        now = await products.get(tx, made.id)
        assert (now.state, now.reason, now.is_shown) == ("taken_down", "foto kabur", False)
        assert not await products.set_state(tx, now, ProductState.SOLD_OUT, NOW)


async def test_an_old_price_is_asked_about_once(database: Database) -> None:
    later = NOW + PRICE_HOLDS + timedelta(days=1)
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        old = await add_product(tx, business.id)
        await add_product(tx, business.id, "Tersembunyi", state=ProductState.HIDDEN)
        await add_product(tx, business.id, "Baru", at=later)
        assert await products.list_old_prices(tx, NOW) == []
        assert [one.id for one in await products.list_old_prices(tx, later)] == [old.id]
        await products.set_asked(tx, [old.id], later)
        assert await products.list_old_prices(tx, later) == []
        await products.set_price(tx, old, 27_000, "bungkus", later)
        again = await products.list_old_prices(tx, later + PRICE_HOLDS + timedelta(days=2))
        assert old.id in [one.id for one in again]


async def test_an_owner_who_takes_consent_back_is_out_of_the_catalogue(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        _, budi = await add_person(tx, "Budi")
        business = await add_business(tx, ani.id)
        for state in ProductState:
            await add_product(tx, business.id, state=state)
        other = await add_product(tx, (await add_business(tx, budi.id)).id)
        assert await products.hide_of_person(tx, ani.id, NOW) == 3
        assert {one.state for one in await products.list_of_person(tx, ani.id)} == {
            ProductState.HIDDEN, ProductState.TAKEN_DOWN,
        }  # fmt: skip
        assert (await products.get(tx, other.id)).is_shown


async def test_a_removed_product_leaves_its_code_and_nothing_else(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        ref = await media.add(tx, ani.id, "telegram", "photo", "a", NOW, business_id=business.id)
        made = await products.add(tx, business.id, Offer("Ubi", 1000, "kg"), [ref], NOW)
        await products.remove(tx, made, NOW.date())
        assert await products.find_by_code(tx, made.code) is None
        assert await products.find_gone(tx, made.code) == NOW.date()
        assert await media.list_by_id(tx, [ref]) == []
        for table in (product_photos, words_table):
            assert (await tx.execute(select(func.count()).select_from(table))).scalar() == 0


async def test_an_erased_owner_leaves_codes_that_say_so(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        made = await add_product(tx, (await add_business(tx, ani.id)).id)
        await erasure.erase(tx, ani.id, NOW, NOW.date())
        assert await products.find_gone(tx, made.code) == NOW.date()


async def test_what_is_no_ikm_is_not_in_the_catalogue(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        other = await add_product(tx, (await add_business(tx, ani.id)).id)
        made = await add_product(tx, business.id)
        assert await reviews.decide(tx, business, Decision(State.UNDER_REVIEW), NOW, None)
        assert (await products.get(tx, made.id)).is_shown  # a changed fact hides nothing
        now = await businesses.get(tx, business.id)
        assert await reviews.decide(tx, now, Decision(State.NOT_IKM, "dijual lagi"), NOW, None)
        assert (await products.get(tx, made.id)).state is ProductState.HIDDEN
        assert (await products.get(tx, other.id)).is_shown


async def test_a_photo_leads_to_its_product(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        business = await add_business(tx, ani.id)
        ref = await media.add(tx, ani.id, "telegram", "photo", "a", NOW, business_id=business.id)
        kitchen = await media.add(
            tx, ani.id, "telegram", "photo", "b", NOW, business_id=business.id
        )
        made = await products.add(tx, business.id, Offer("Ubi", 1000, "kg"), [ref], NOW)
        assert await products.find_by_photo(tx, ref) == made
        assert await products.find_by_photo(tx, kitchen) is None
        assert [one.id for one in await media.list_of_business(tx, business.id)] == [kitchen]


async def test_a_product_with_another_name_is_found_by_it_at_its_old_address(
    database: Database,
) -> None:
    async with database.begin() as tx:
        _, person = await add_person(tx)
        business = await add_business(tx, person.id)
        made = await add_product(tx, business.id, "Keripik Ubi")
        offer = replace(made.offer, name="Sambal Andaliman", special="tanpa pengawet")
        await products.set_offer(tx, made, offer, NOW + timedelta(days=1))
        found = await products.get(tx, made.id)
        words = await product_words.list_of_product(tx, made.id)
    assert (found.code, found.offer) == (made.code, offer)
    assert found.changed_at > made.changed_at
    assert {"sambal", "andaliman", "pengawet"} <= set(words)
    assert "ubi" not in words
