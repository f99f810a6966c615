"""Pictures of a message: uploaded once, and left out where the platform cannot use them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.whatsapp.messages import CHANNEL
from bot.rendering import File
from dialog.messages import Option, Outgoing
from domain.delivery import SendState
from domain.errors import Refused
from storage import media
from storage.database import Database
from storage.schema import contacts
from tests.support.toys import NOW
from tests.support.whatsapp import status
from tests.support.whatsapp_office import Office


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    made = Office(database)
    yield made
    await made.sender.drain()


async def add_photo(office: Office, content: bytes, path: str | None = "07/1.jpg") -> int:
    contact_id = await office.contact_id()
    async with office.database.begin() as tx:
        owner = select(contacts.c.person_id).where(contacts.c.id == contact_id)
        person_id = (await tx.execute(owner)).scalar_one()
        media_id = await media.add(tx, person_id, CHANNEL, "photo", content.decode(), NOW)
        if path is not None:
            await media.set_stored(tx, media_id, path, len(content), "x")
    office.files[media_id] = content
    return media_id


async def test_a_photo_is_uploaded_once_and_shares_the_message_with_its_buttons(
    office: Office,
) -> None:
    photo = await add_photo(office, b"foto")
    card = Outgoing("Terima?", (Option("1", "Terima", "verify_registration:start"),),
                    media=(photo,))  # fmt: skip
    await office.queue(card, card)
    await office.work()

    headers = [b["interactive"]["header"] for b in office.wire.sent]
    assert headers == [{"type": "image", "image": {"id": "upload1"}}] * 2
    assert [f.mime for f in office.wire.uploaded] == ["image/jpeg"]


async def test_a_message_waits_for_its_photo_and_goes_without_one_that_is_lost(
    office: Office,
) -> None:
    await add_photo(office, b"satu", path=None)
    photo = await add_photo(office, b"dua", path=None)
    async with office.database.begin() as tx:
        await media.set_failed_attempt(tx, photo, media.MAX_ATTEMPTS)
    await office.queue(Outgoing("lihat", media=(photo,)))

    assert await office.work() == [(SendState.SENT, "")]
    assert office.wire.said() == ["lihat"]


async def test_a_photo_that_is_refused_does_not_take_the_words_along(office: Office) -> None:
    photo = await add_photo(office, b"foto")

    async def refuse(_: File) -> str:
        raise Refused(100, "the file is no picture")

    office.wire.upload = refuse  # type: ignore[assignment]  # this platform takes no file
    await office.queue(Outgoing("lihat", media=(photo,)))

    assert await office.work() == [(SendState.SENT, "")]
    assert office.wire.said() == ["lihat"]


async def test_a_photo_that_is_refused_with_its_message_is_left_out(office: Office) -> None:
    photo = await add_photo(office, b"foto")
    office.wire.planned = [Refused(131053)]
    await office.queue(Outgoing("lihat", media=(photo,)))

    assert await office.work() == [(SendState.SENT, "")]
    assert office.wire.said() == ["lihat"]
    assert [body["type"] for body in office.wire.sent] == ["text"]


async def test_words_go_without_photos_though_the_first_of_them_has_gone(office: Office) -> None:
    photos = await add_photo(office, b"satu"), await add_photo(office, b"dua")
    send = office.wire.send

    async def refuse_the_second(body: dict[str, Any]) -> str:
        if body["type"] == "image" and office.wire.sent:
            raise Refused(131053)
        return await send(body)

    office.wire.send = refuse_the_second  # type: ignore[method-assign]  # it looks at files
    await office.queue(Outgoing("lihat", media=photos))

    assert await office.work() == [(SendState.SENT, "")]
    assert [body["type"] for body in office.wire.sent] == ["image", "text"]


async def test_a_photo_that_is_found_out_after_it_was_taken_is_left_out(office: Office) -> None:
    photo = await add_photo(office, b"foto")
    (row_id,) = await office.queue(Outgoing("lihat", media=(photo,)))
    await office.work()
    failed = {"biz_opaque_callback_data": str(row_id), "errors": [{"code": 131053}]}
    await office.tell(status("wamid.1", "failed", **failed))

    assert [state for state, _ in await office.work()] == [SendState.SENT]
    assert [body["type"] for body in office.wire.sent] == ["image", "text"]
