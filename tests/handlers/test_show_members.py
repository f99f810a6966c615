"""A scope of six hundred: the list is narrowed first, paged, and found in by a name."""

import pytest

from domain.business import State
from storage import businesses
from tests.support.phones import CHANNELS
from tests.support.rows import NOW, add_business, add_crowd
from tests.support.talk import Talk

GROUPS = ["Menunggu (540)", "Terverifikasi (60)", "Semua anggota (600)"]


@pytest.mark.parametrize("channel", list(CHANNELS))
async def test_six_hundred_members_are_narrowed_and_found_by_name(
    migrated_url: str, channel: str
) -> None:
    talk = Talk(migrated_url, channel)
    try:
        await talk.do("Sari", ["halo"])
        await talk.change_world("jadikan Sari koordinator KERIPIK 12.71.15.1005")
        async with talk.database.begin() as tx:
            for number, person_id in enumerate(await add_crowd(tx, 600)):
                made = await add_business(tx, person_id, f"Dapur {number:03d}")
                if number % 10 == 0:
                    await businesses.set_state(tx, made, State.VERIFIED, NOW, None)

        [asked] = await talk.do("Sari", ["anggota"])
        assert [option.label for option in asked.outgoing.options] == GROUPS
        [listed] = await talk.do("Sari", ["3"])
        assert len(listed.outgoing.options) == 600
        [one] = await talk.do("Sari", ["dapur 437"])
        assert one.outgoing.text.startswith("*Dapur 437*")
    finally:
        await talk.close()
