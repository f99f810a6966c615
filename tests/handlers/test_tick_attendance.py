"""A full hall: forty people on paged lists, ticked in one line, on both channels."""

from datetime import timedelta

import pytest

from storage import attendance, people, seats
from tests.support.phones import CHANNELS
from tests.support.rows import NOW, add_crowd, add_training
from tests.support.talk import Talk


@pytest.mark.parametrize("channel", list(CHANNELS))
async def test_forty_people_are_ticked_in_one_line(migrated_url: str, channel: str) -> None:
    talk = Talk(migrated_url, channel)
    try:
        await talk.do("Hasan", ["halo"])
        await talk.change_world("jadikan Hasan petugas trainer")
        async with talk.database.begin() as tx:
            training = await add_training(tx, quota=40)
            for number, person_id in enumerate(await add_crowd(tx, 40), 1):
                await people.introduce(tx, person_id, f"Peserta Nomor {number:02d}")
                await seats.enrol(tx, training.id, person_id, NOW)
        talk.clock.frozen_at = training.plan.starts_at + timedelta(hours=1)

        [asked] = await talk.do("Hasan", ["tandai hadir"])
        assert len(asked.outgoing.options) == 41
        await talk.do("Hasan", ["semua kecuali 3, 17-19"])
        [done] = await talk.do("Hasan", ["ya"])
        assert "36 dari 40 orang" in done.outgoing.text
        async with talk.database.read() as tx:
            found = await attendance.list_of_training(tx, training.id)
        missing = [one.name for one in found if not one.meeting_ids]
        assert missing == [f"Peserta Nomor {number:02d}" for number in (3, 17, 18, 19)]
    finally:
        await talk.close()
