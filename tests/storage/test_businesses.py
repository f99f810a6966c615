"""Businesses: numbers in order, likely duplicates, states that follow one another."""

from domain.business import State
from domain.consent import Consent, Purpose, text_version
from storage import businesses, consents, counters, people
from storage.businesses import Registration
from storage.database import Database
from tests.support.rows import NOW, VILLAGE, add_business, add_person


async def test_member_numbers_are_given_in_order(database: Database) -> None:
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        numbers = [(await add_business(tx, owner.id)).member_number for _ in range(3)]
    assert numbers == ["IKM-00001", "IKM-00002", "IKM-00003"]


async def test_a_number_of_a_turn_that_failed_is_given_again(database: Database) -> None:
    async with database.begin() as tx:
        assert await counters.next_value(tx, "x") == 1
    try:
        async with database.begin() as tx:
            await counters.next_value(tx, "x")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    async with database.begin() as tx:
        assert await counters.next_value(tx, "x") == 2


async def test_what_was_told_is_found_again(database: Database) -> None:
    told = Registration("Batik *Ani*", "ikm", "yes", "rented", "BATIK", VILLAGE, "kain mori",
                        "batik cap", 4, ("nib", "merek"))  # fmt: skip
    async with database.begin() as tx:
        _, owner = await add_person(tx, "Ani")
        made = await businesses.add(tx, owner.id, told, NOW)
        assert await businesses.get(tx, made.id) == made
        assert await businesses.list_of_person(tx, owner.id) == [made]
        assert await businesses.list_papers(tx, made.id) == ["nib", "merek"]


async def test_duplicates_are_the_same_place_and_name_or_the_same_phone(
    database: Database,
) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        _, budi = await add_person(tx, "Budi")
        _, citra = await add_person(tx, "Citra")
        await people.set_phone(tx, budi.id, "+6281234567890")
        first = await add_business(tx, ani.id, "Keripik Ani")
        second = await add_business(tx, budi.id, "KERIPIK ANI")
        other = await add_business(tx, citra.id, "Emping Citra")
        assert await businesses.list_duplicates(tx, second, None) == [first]
        assert await businesses.list_duplicates(tx, other, None) == []
        assert await businesses.list_duplicates(tx, other, "+6281234567890") == [second]


async def test_ones_own_second_business_is_no_duplicate_by_phone(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        await people.set_phone(tx, ani.id, "+6281234567890")
        await add_business(tx, ani.id, "Keripik Ani")
        second = await add_business(tx, ani.id, "Batik Ani")
        assert await businesses.list_duplicates(tx, second, "+6281234567890") == []


async def test_a_state_follows_only_the_one_that_was_seen(database: Database) -> None:
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        seen = await add_business(tx, ani.id)
        assert await businesses.set_state(tx, seen, State.VERIFIED, NOW, None)
        assert not await businesses.set_state(tx, seen, State.NOT_IKM, NOW, None)
        now = await businesses.get(tx, seen.id)
        assert not await businesses.set_state(tx, now, State.REGISTERED, NOW, None)
        assert (await businesses.get(tx, seen.id)).state is State.VERIFIED


async def test_the_last_answer_per_purpose_counts(database: Database) -> None:
    version = text_version("Setuju?")
    assert version != text_version("Setuju ya?")
    yes = Consent(Purpose.BROADCASTS, True, version, "telegram", NOW)
    no = Consent(Purpose.BROADCASTS, False, version, "telegram", NOW)
    async with database.begin() as tx:
        _, ani = await add_person(tx, "Ani")
        await consents.add(tx, ani.id, [yes])
        await consents.add(tx, ani.id, [no])
        assert await consents.find_latest(tx, ani.id) == {Purpose.BROADCASTS: no}
