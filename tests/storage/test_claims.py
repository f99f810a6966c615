"""A new number: the business follows its owner, and nothing follows a stranger."""

from storage import businesses, claims, people
from storage.database import Database
from storage.people import Newcomer
from tests.support.rows import NOW, add_business, add_person


async def test_an_accepted_claim_moves_the_owner_to_the_new_contact(database: Database) -> None:
    async with database.begin() as tx:
        old, owner = await add_person(tx, "Ani")
        await people.set_phone(tx, owner.id, "+6281300000001")
        await people.add_identity(tx, owner.id, "phone", "+6281300000001", NOW)
        business = await add_business(tx, owner.id)
        new, claimant = await add_person(tx)
        found = await claims.find_business(tx, "ikm-00001")
        assert found == business
        claim_id = await claims.add(tx, claimant.id, business.id, "+6281300000002", NOW)
        claim = await claims.find(tx, claim_id)
        assert claim is not None
        assert await claims.settle(tx, claim_id, claims.ACCEPTED, NOW, owner.id)
        assert not await claims.settle(tx, claim_id, claims.REFUSED, NOW, owner.id)
        await claims.hand_over(tx, owner.id, claim, NOW)
        contacts, persons = await people.load(tx, [old.address, new.address])
    after = contacts["telegram", new.address]
    assert after.person_id == owner.id
    assert persons[owner.id].phone == "+6281300000002"
    stranger = persons[contacts["telegram", old.address].person_id]
    assert stranger.id not in (owner.id, claimant.id)
    assert (stranger.name, stranger.phone, stranger.roles) == ("", None, frozenset())
    async with database.read() as tx:
        assert await people.find_by_identity(tx, "phone", "+6281300000001") == stranger.id
        assert [b.id for b in await businesses.list_of_person(tx, owner.id)] == [business.id]


async def test_not_me_lets_go_of_this_contact_and_of_the_number(database: Database) -> None:
    async with database.begin() as tx:
        mine, owner = await add_person(tx, "Ani")
        await people.add_identity(tx, owner.id, "phone", "+6281300000001", NOW)
        await people.set_phone(tx, owner.id, "+6281300000001")
        await add_business(tx, owner.id)
        other = Newcomer("telegram", "6001", "", ("telegram", "6001"), NOW)
        [(_, twin)] = await people.add(tx, [other])
        await people.merge(tx, owner.id, twin.id, NOW)
        await claims.let_go(tx, owner.id, "telegram", "6001", NOW)
        contacts, persons = await people.load(tx, [mine.address, "6001"])
        assert contacts["telegram", mine.address].person_id == owner.id
        let_go = contacts["telegram", "6001"].person_id
        assert let_go != owner.id
        assert persons[let_go].name == ""
        assert persons[owner.id].phone is None
        assert await people.find_by_identity(tx, "phone", "+6281300000001") == let_go
        assert await people.find_by_identity(tx, "telegram", mine.address) == owner.id
        assert await businesses.list_of_person(tx, let_go) == []


async def test_a_whatsapp_contact_is_let_go_with_number_and_user_id(database: Database) -> None:
    phone, user = ("phone", "+6281300001234"), ("bsuid", "ID.7")
    new = Newcomer("whatsapp", "6281300001234", "", phone, NOW, user)
    async with database.begin() as tx:
        ((_, owner),) = await people.add(tx, [new])
        await claims.let_go(tx, owner.id, "whatsapp", "6281300001234", NOW)

        holders = {await people.find_by_identity(tx, *one) for one in (phone, user)}
        found, _ = await people.load(tx, ["6281300001234"])
    assert holders == {found["whatsapp", "6281300001234"].person_id}
    assert owner.id not in holders
