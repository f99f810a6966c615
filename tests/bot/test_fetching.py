"""Files that people sent: fetched from their own channel, waited for, and asked for once more."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.fetching import Fetching
from bot.files import MediaFolder
from bot.inbound import Inbound
from domain.clock import Clock
from domain.errors import CredentialsRejected, DeliveryError, Refused, Retryable
from storage import media
from storage.database import Database
from storage.schema import media as files
from storage.schema import outbox
from tests.support.pictures import png_bomb
from tests.support.rows import add_person
from tests.support.toys import CONTENTS, NOW, Table, Words

PHOTO = b"\xff\xd8\xff a photo"


class Source:
    """A channel's files, as a test plans them."""

    def __init__(self, *answers: bytes | DeliveryError) -> None:
        self.answers = list(answers)

    async def fetch(self, reference: str) -> bytes:
        """The next answer."""
        answer = self.answers.pop(0)
        if isinstance(answer, DeliveryError):
            raise answer
        return answer


async def wanted(database: Database, source: Source, folder: Path) -> Fetching:
    """Somebody has sent a photo on Telegram."""
    async with database.begin() as tx:
        _, person = await add_person(tx)
        await media.add(tx, person.id, "telegram", "photo", "ref", NOW)
    inbound = Inbound(database, CONTENTS, Words(), Clock(frozen_at=NOW), Table())
    return Fetching(inbound, MediaFolder(folder), {"telegram": source.fetch})


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in a media folder, by its endings."""
    return {f.suffix: f.read_bytes() for f in folder.rglob("*") if f.is_file()}


async def state(database: Database) -> tuple[str, int]:
    """(state of the file, messages to the person)."""
    async with database.read() as tx:
        kept = (await tx.execute(select(files.c.state))).scalar_one()
        return str(kept), len((await tx.execute(select(outbox.c.id))).all())


async def test_a_file_is_kept_by_its_id_with_the_ending_of_its_bytes(
    database: Database, tmp_path: Path
) -> None:
    fetching = await wanted(database, Source(PHOTO), tmp_path / "media")

    assert await fetching.tick() == 1
    assert await state(database) == ("stored", 0)
    assert contents(tmp_path / "media") == {".jpg": PHOTO}


async def test_what_the_platform_has_no_more_is_asked_for_once(
    database: Database, tmp_path: Path
) -> None:
    fetching = await wanted(database, Source(Refused("expired")), tmp_path)
    await fetching.tick()
    await fetching.tick()

    assert await state(database) == ("failed", 1)


@pytest.mark.parametrize(
    "content", [b"<html>", b"%PDF-1.7", png_bomb()], ids=["a page", "a document", "a bomb"]
)
async def test_what_is_no_picture_is_not_kept_and_asked_for_again(
    database: Database, tmp_path: Path, content: bytes
) -> None:
    fetching = await wanted(database, Source(content), tmp_path / "media")
    await fetching.tick()
    await fetching.tick()

    assert await state(database) == ("failed", 1)
    assert contents(tmp_path / "media") == {}


async def test_a_failure_that_may_pass_is_waited_out(database: Database, tmp_path: Path) -> None:
    source = Source(Retryable(5), PHOTO)
    fetching = await wanted(database, source, tmp_path)
    await fetching.tick()
    await fetching.tick()  # at once it is not tried again

    assert source.answers == [PHOTO]
    assert await state(database) == ("wanted", 0)


async def test_a_refused_token_never_costs_a_file(database: Database, tmp_path: Path) -> None:
    source = Source(*[CredentialsRejected()] * 20)
    fetching = await wanted(database, source, tmp_path)
    for _ in range(20):
        fetching._not_before.clear()
        await fetching.tick()

    assert await state(database) == ("wanted", 0)
