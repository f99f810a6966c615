"""What goes with the words about a training."""

import pytest

from domain.training import Training
from handlers.parts.training_messages import opening_message
from storage.database import Database
from tests.support.rows import NOW, add_training
from tests.support.talk import OFFICE
from texts.catalogue import load


@pytest.mark.parametrize(("poster_id", "media"), [(None, ()), (7, (7,))])
async def test_the_announcement_brings_the_poster_where_there_is_one(
    database: Database, poster_id: int | None, media: tuple[int, ...]
) -> None:
    async with database.begin() as tx:
        training: Training = await add_training(tx, NOW, poster_id=poster_id)
    assert opening_message(load(OFFICE), training).media == media
