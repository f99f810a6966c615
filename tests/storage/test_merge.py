"""Two persons who turn out to be one: nothing is lost, nothing is doubled."""

from domain.consent import Consent, Purpose
from storage import businesses, consents, people, staff
from storage.database import Database
from tests.support.rows import NOW, add_business, add_person

NUMBER = "+6281234567890"


async def test_everything_goes_to_the_one_that_stays(database: Database) -> None:
    async with database.begin() as tx:
        _, keep = await add_person(tx, "Ani")
        contact, gone = await add_person(tx, "Ani Sitorus")
        await people.add_identity(tx, gone.id, "phone", NUMBER, NOW)
        await people.set_phone(tx, gone.id, NUMBER)
        await people.set_opted_out(tx, gone.id, NOW)
        business = await add_business(tx, gone.id)
        await consents.add(tx, gone.id, [Consent(Purpose.SERVICE, True, "v", "telegram", NOW)])

        await people.merge(tx, keep.id, gone.id, NOW)

        found, persons = await people.load(tx, [contact.address])
        assert found["telegram", contact.address].person_id == keep.id
        one = persons[keep.id]
        assert (one.name, one.phone, one.opted_out_at) == ("Ani", NUMBER, NOW)
        assert await people.find_by_identity(tx, "phone", NUMBER) == keep.id
        assert await people.find_by_identity(tx, "telegram", contact.address) == keep.id
        assert [b.id for b in await businesses.list_of_person(tx, keep.id)] == [business.id]
        assert Purpose.SERVICE in await consents.find_latest(tx, keep.id)
        assert await people.find(tx, gone.id) is None


async def test_a_role_that_both_have_stays_once(database: Database) -> None:
    async with database.begin() as tx:
        _, keep = await add_person(tx, "Hasan", "verifier")
        _, gone = await add_person(tx, "Hasan", "verifier", "trainer")
        await people.merge(tx, keep.id, gone.id, NOW)
        one = await people.find(tx, keep.id)
        assert one is not None
        assert one.roles == {"verifier", "trainer"}
        assert await staff.list_with_role(tx, "verifier") == [keep.id]
