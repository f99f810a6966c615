"""Messages to staff: the first answer counts, and a reply finds the notice it answers."""

from domain.delivery import Kind, SendState
from storage import outbox, staff_messages
from storage.database import Database
from storage.staff_messages import Words
from tests.support.rows import NOW, add_person


async def test_the_first_answer_counts(database: Database) -> None:
    async with database.begin() as tx:
        _, asker = await add_person(tx, "Ani")
        _, first = await add_person(tx, "Hasan", "admin")
        _, second = await add_person(tx, "Budi", "admin")
        asked = await staff_messages.add(tx, asker.id, Words("Kapan pelatihan?"), NOW)
        assert await staff_messages.count_open(tx) == 1
        assert await staff_messages.set_answered(tx, asked, "Januari", NOW, first.id)
        assert not await staff_messages.set_answered(tx, asked, "Februari", NOW, second.id)
        found = await staff_messages.find(tx, asked)
        assert found is not None
        assert (found.state, found.answer) == ("answered", "Januari")
        assert await staff_messages.find_answerer(tx, asked) == "Hasan"
        assert await staff_messages.list_open(tx) == []


async def test_a_notice_is_found_by_the_channels_id_and_only_by_its_reader(
    database: Database,
) -> None:
    async with database.begin() as tx:
        contact, reader = await add_person(tx, "Hasan", "admin")
        _, other = await add_person(tx, "Budi", "admin")
        row = outbox.new_row(contact.id, "telegram", contact.address, Kind.NOTICE, '{"text":"?"}')
        await outbox.add(tx, [row], NOW)
        await outbox.settle(tx, [outbox.Mark(row.id, SendState.SENT, NOW, provider_id="77")])
        assert await staff_messages.find_notice(tx, reader.id, "telegram", "77") == '{"text":"?"}'
        assert await staff_messages.find_notice(tx, reader.id, "telegram", "78") is None
        assert await staff_messages.find_notice(tx, other.id, "telegram", "77") is None
