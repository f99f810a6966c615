"""A certificate that is sent again leaves a trace."""

import pytest
from sqlalchemy import select

from storage.schema import audit
from tests.support.phones import CHANNELS
from tests.support.script import FOLDER, play, read_case
from tests.support.talk import Talk


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_certificate_sent_again_is_in_the_audit_trail(
    migrated_url: str, channel: str
) -> None:
    talk = Talk(migrated_url, channel)
    try:
        await play(talk, read_case(FOLDER / "get_my_certificate" / "again.txt", channel))
        async with talk.database.read() as tx:
            again = select(audit.c.actor_id).where(audit.c.action == "certificate_again")
            [actor] = (await tx.execute(again)).scalars()
        assert actor is not None
    finally:
        await talk.close()
